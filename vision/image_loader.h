// Image loading: encoded bytes of any origin to an upright 8-bit BGR frame, or one sentence that says why
// not. Thread rule: pure functions, safe to call from any thread after initImageLoader().
//
// Hostile input is expected: sizes are read from the header and checked before any pixel is decoded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "models/error.h"
#include "vision/frame.h"

namespace tidewaiter::vision {

struct LoadOptions {
    std::uint64_t maxBytes = 256ULL << 20;  ///< largest encoded file; larger ones are refused unread
    std::uint64_t maxPixels = 100'000'000;  ///< width times height, checked before decoding
    int maxSidePx = 30'000;                 ///< longest side, checked before decoding
};

/// Prepares the decoders; call once before other threads start.
void initImageLoader();

/// Decodes JPEG, PNG, WebP, TIFF, GIF or HEIF/AVIF. `source` names the picture in messages. EXIF rotation is
/// applied (in JPEG, WebP, TIFF and HEIF: libvips 8.14 reads no EXIF in PNG), 16-bit is scaled to 8, grey
/// becomes BGR, alpha is laid over white, CMYK is converted; of an animation or a multi-page file the first
/// picture is taken. A picture that is cut off is refused, not half shown. The frame's id stays empty; its
/// time is set only when EXIF holds the offset from UTC as well. Fails with one sentence that names the
/// picture, what is wrong and what to do.
[[nodiscard]] Expected<Frame> decodeImage(std::string_view encoded, const std::string& source,
                                          const LoadOptions& options = {});

/// Reads and decodes a file; its size is checked before it is opened.
[[nodiscard]] Expected<Frame> loadImage(const std::filesystem::path& file, const LoadOptions& options = {});

}  // namespace tidewaiter::vision
