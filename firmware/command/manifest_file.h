// ManifestFile: a manifest that somebody names on the command line.
// Thread rule: safe to call from any thread; reads a file or standard input.
#pragma once

#include <filesystem>

#include "firmware/manifest/manifest.h"

namespace tidewaiter::command {

/// Reads the file and parses it; "-" is standard input.
[[nodiscard]] Expected<manifest::Manifest> loadManifest(const std::filesystem::path& file,
                                                        const manifest::ColumnNames& columns = {});

}  // namespace tidewaiter::command
