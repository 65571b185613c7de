// Picture decoder: encoded bytes to an upright BGR matrix by libvips, with the reason when it cannot.
// Thread rule: pure functions, safe to call from any thread. Internal to vision: no other module includes it.
#pragma once

#include <opencv2/core/mat.hpp>
#include <string>
#include <string_view>

#include "models/error.h"
#include "vision/image_loader.h"

namespace tidewaiter::vision {

struct DecodedPicture {
    cv::Mat pixels;    ///< BGR, 8 bit, upright
    std::string time;  ///< RFC 3339 from EXIF, empty when the file does not hold time *and* offset
};

/// Decodes `encoded`, which must not be empty. `source` names the picture in messages.
[[nodiscard]] Expected<DecodedPicture> decodePicture(std::string_view encoded, const std::string& source,
                                                     const LoadOptions& options);

/// Starts libvips and closes every decoder but JPEG, PNG, WebP, TIFF, GIF and HEIF/AVIF; later calls do
/// nothing.
void preparePictureDecoder();

}  // namespace tidewaiter::vision
