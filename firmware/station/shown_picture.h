// ShownPicture: a kept photo as a browser shows it.
// Thread rule: shownPicture reads a file, safe to call from any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "models/error.h"

namespace tidewaiter::station {

struct ShownPicture {
    std::string bytes;
    std::string type;  ///< media type, "image/jpeg"
};

/// The photo in `file` byte for byte where a browser can show it, else, and where it is wider than `width`
/// pixels, as an upright JPEG. Fails where the file is gone or damaged.
[[nodiscard]] Expected<ShownPicture> shownPicture(const std::filesystem::path& file,
                                                  std::optional<int> width);

}  // namespace tidewaiter::station
