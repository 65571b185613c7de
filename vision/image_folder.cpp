#include "vision/image_folder.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>

#include "models/utf8.h"

namespace tidewaiter::vision {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 11> kExtensions = {".jpg",  ".jpeg", ".jpe",  ".png",  ".webp", ".tif",
                                                          ".tiff", ".gif",  ".heic", ".heif", ".avif"};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isImageName(const fs::path& file) {
    const auto name = file.filename().string();
    auto extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), lower);
    return !name.starts_with('.') &&
           std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

/// Takes the run of digits at the front of `text`, without leading zeros.
std::string_view takeNumber(std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    auto number = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(number.size());
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    return number;
}

/// Below, at or above zero as `left` comes before, with or after `right`.
int compareNaturally(std::string_view left, std::string_view right) {
    while (!left.empty() && !right.empty()) {
        if (isDigit(left[0]) && isDigit(right[0])) {
            const auto a = takeNumber(left);
            const auto b = takeNumber(right);
            if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
            if (const int order = a.compare(b); order != 0) return order;
        } else {
            const auto a = static_cast<unsigned char>(lower(left[0]));
            const auto b = static_cast<unsigned char>(lower(right[0]));
            if (a != b) return a < b ? -1 : 1;
            left.remove_prefix(1);
            right.remove_prefix(1);
        }
    }
    return static_cast<int>(!left.empty()) - static_cast<int>(!right.empty());
}

std::string unreadable(const fs::path& folder, const std::error_code& error) {
    return "the folder " + models::validUtf8(folder.string()) + " cannot be read (" + error.message() +
           "); check its name and permissions";
}

}  // namespace

bool naturallyBefore(const std::string& left, const std::string& right) {
    const int order = compareNaturally(left, right);
    return order != 0 ? order < 0 : left < right;
}

Expected<std::vector<fs::path>> imageFilesIn(const fs::path& folder) {
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    std::vector<fs::path> files;
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
        std::error_code ignored;  // an entry that cannot be looked at is named by loadImage() later
        if (isImageName(entries->path()) && !entries->is_directory(ignored)) files.push_back(entries->path());
    }
    if (error) return failure(unreadable(folder, error));
    std::sort(files.begin(), files.end(), [](const fs::path& left, const fs::path& right) {
        return naturallyBefore(left.filename().string(), right.filename().string());
    });
    return files;
}

}  // namespace tidewaiter::vision
