// Manifests in JSON. Inside firmware/command only. Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>

#include "firmware/manifest/manifest.h"
#include "models/error.h"

namespace tidewaiter::manifest {

/// parseManifest for JSON: an array of objects whose keys are columns; numbers as numbers or as text, images
/// as a list or as text, null for what is not known.
[[nodiscard]] Expected<Manifest> parseJsonManifest(const std::string& text, const std::string& name,
                                                   const ColumnNames& columns);

}  // namespace tidewaiter::manifest
