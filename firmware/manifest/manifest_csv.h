// Manifests in CSV. Inside firmware/command only. Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>

#include "firmware/manifest/manifest.h"
#include "models/error.h"

namespace tidewaiter::manifest {

/// parseManifest for CSV: the first row names the columns.
[[nodiscard]] Expected<Manifest> parseCsvManifest(const std::string& text, const std::string& name,
                                                  const ColumnNames& columns);

}  // namespace tidewaiter::manifest
