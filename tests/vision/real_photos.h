// Real photos: where the tests find photographs that are not in this tree.
// Thread rule: pure functions over the file system, safe to call from any thread.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace tidewaiter::test {

/// The folder of shared photos: TIDEWAITER_SHARED, or `shared` beside the source tree.
[[nodiscard]] inline std::filesystem::path sharedFolder() {
    const char* given = std::getenv("TIDEWAITER_SHARED");
    return given != nullptr ? std::filesystem::path(given)
                            : std::filesystem::path(TIDEWAITER_SOURCE_DIR) / ".." / "shared";
}

/// At most `most` photos below `folder` of the shared folder, evenly taken from all in order of name; none
/// when it is not there.
[[nodiscard]] inline std::vector<std::filesystem::path> photosBelow(const std::string& folder,
                                                                    std::size_t most) {
    std::vector<std::filesystem::path> all;
    std::error_code missing;
    for (std::filesystem::recursive_directory_iterator it(sharedFolder() / folder, missing), end; it != end;
         ++it) {
        const auto extension = it->path().extension().string();
        if (extension == ".jpg" || extension == ".png" || extension == ".JPEG") all.push_back(it->path());
    }
    std::sort(all.begin(), all.end());
    std::vector<std::filesystem::path> some;
    const std::size_t step = std::max<std::size_t>(1, all.size() / most);
    for (std::size_t i = 0; i < all.size() && some.size() < most; i += step) some.push_back(all[i]);
    return some;
}

/// A photo of Debian's package opencv-doc.
[[nodiscard]] inline std::filesystem::path openCvPhoto(const std::string& name) {
    return std::filesystem::path("/usr/share/doc/opencv-doc/examples/data") / name;
}

}  // namespace tidewaiter::test
