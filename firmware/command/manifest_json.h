// Manifests in JSON. Inside firmware/command only. Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>
#include <vector>

#include "firmware/command/manifest.h"
#include "models/error.h"

namespace tidewaiter::command {

/// parseManifest for JSON: an array of objects with the keys item, goods, hs, images.
[[nodiscard]] Expected<std::vector<ManifestItem>> parseJsonManifest(const std::string& text,
                                                                    const std::string& name);

/// The manifest's list of images, separated by ';', without blanks around each.
[[nodiscard]] std::vector<std::string> splitImages(std::string_view text);

}  // namespace tidewaiter::command
