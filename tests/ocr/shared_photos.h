// The public barcode photos beside the checkout, which never go into the repository.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace tidewaiter::ocr::test {

inline constexpr const char* kNoSharedPhotos =
    "the photos of real/barcodes are not here (set TIDEWAITER_SHARED to the folder that has them)";

[[nodiscard]] inline std::filesystem::path sharedBarcodes() {
    const char* folder = std::getenv("TIDEWAITER_SHARED");
    const auto shared = folder != nullptr ? std::filesystem::path(folder)
                                          : std::filesystem::path(TIDEWAITER_SOURCE_DIR) / ".." / "shared";
    return shared / "real" / "barcodes" / "zxing-cpp";
}

[[nodiscard]] inline std::string contentOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// What the symbol of `photo` says; raw bytes where its content is no text.
[[nodiscard]] inline std::string truthOf(std::filesystem::path photo) {
    const auto raw = photo.replace_extension(".bin");
    if (std::filesystem::exists(raw)) return contentOf(raw);
    return contentOf(photo.replace_extension(".txt"));
}

}  // namespace tidewaiter::ocr::test
