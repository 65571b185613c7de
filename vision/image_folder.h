// Image folder: which pictures a folder holds, in the order a person would look at them.
// Thread rule: pure function over the file system, safe to call from any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/error.h"

namespace tidewaiter::vision {

/// Files in `folder` (not below it) whose extension is one that loadImage() reads, in natural order: numbers
/// in names count as numbers, so that photo2 comes before photo10. Hidden files are left out; a folder
/// without pictures gives an empty list. Fails with one sentence when the folder is missing, no folder, or
/// unreadable.
[[nodiscard]] Expected<std::vector<std::filesystem::path>> imageFilesIn(const std::filesystem::path& folder);

/// Whether `left` comes before `right` in natural order. ASCII letters compare without case first; names that
/// differ in nothing else are ordered by their bytes.
[[nodiscard]] bool naturallyBefore(const std::string& left, const std::string& right);

}  // namespace tidewaiter::vision
