// Manifest: what the papers say about many items, and which photos belong to which.
// Thread rule: parseManifest and match are pure functions, loadManifest reads a file.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/inspection/declaration.h"
#include "models/error.h"

namespace tidewaiter::command {

struct ManifestItem {
    inspection::Declaration declaration;  ///< its `item` is never empty and unique in the manifest
    std::vector<std::string> images;      ///< file names or patterns with * and ?, empty when none are given
};

/// Reads CSV with a header row (columns item, goods, hs, images in any order; only item is needed; images are
/// separated by ';') or a JSON array of objects with the same keys (images a list or such a text). What is
/// broken is named with file, line and column. `name` stands for the file in messages.
[[nodiscard]] Expected<std::vector<ManifestItem>> parseManifest(const std::string& text,
                                                                const std::string& name);

/// Reads the file and parses it.
[[nodiscard]] Expected<std::vector<ManifestItem>> loadManifest(const std::filesystem::path& file);

/// The index of the item that the image file belongs to: by the images column; failing that, the longest item
/// id with which the file name begins, followed by no letter or digit. Fails, naming the image, when there is
/// none.
[[nodiscard]] Expected<std::size_t> matchImage(const std::filesystem::path& image,
                                               const std::vector<ManifestItem>& items,
                                               const std::string& manifestName);

}  // namespace tidewaiter::command
