// Patch: a rectangle of a picture, turned upright, scaled and made easier to decode.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <opencv2/core/mat.hpp>
#include <opencv2/core/matx.hpp>

#include "vision/quad.h"

namespace tidewaiter::ocr {

struct Patch {
    cv::Mat pixels;       ///< 8-bit grey
    cv::Matx23d toFrame;  ///< from patch pixels to pixels of the original frame
};

/// `quad` of a patch in the pixels of the frame.
[[nodiscard]] vision::Quad toFrame(const Patch& patch, const vision::Quad& quad);

/// The rectangle `quad` of `grey` with `marginPx` (frame pixels) of its surroundings, `scale` times as wide
/// and high. Beyond the picture its border is repeated.
[[nodiscard]] Patch cutPatch(const cv::Mat& grey, const vision::Quad& quad, double marginPx,
                             cv::Size2d scale);

/// The whole picture, `scale` times as large.
[[nodiscard]] Patch scaledPatch(const cv::Mat& grey, double scale);

/// What a weak symbol may need to become readable.
enum class Enhancement {
    None,
    Equalized,  ///< contrast raised where it is low: shadow, fading, glare
    Sharpened,  ///< edges raised: defocus
    Smoothed,   ///< noise, dots and print raster removed
    Averaged,   ///< averaged along the bars of an upright linear symbol: scratches, low light
    Inverted,   ///< light symbol on dark ground
};

[[nodiscard]] Patch enhanced(const Patch& patch, Enhancement enhancement);

}  // namespace tidewaiter::ocr
