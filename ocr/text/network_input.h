// Pictures to network input: 8-bit BGR to planar floats.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <array>
#include <opencv2/core/mat.hpp>

namespace tidewaiter::ocr {

/// value = (pixel / 255 - mean) / deviation, per channel.
struct Normalization {
    std::array<float, 3> mean;
    std::array<float, 3> deviation;
};

/// Writes `picture` (BGR, 8 bit) as three planes of `width` x `height` floats at `planes`. The picture stands
/// in the top left corner; what it does not cover is left untouched. Precondition: it fits.
void writePlanes(const cv::Mat& picture, const Normalization& normalization, int width, int height,
                 float* planes);

}  // namespace tidewaiter::ocr
