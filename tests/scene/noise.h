// Noise: random fields of a given physical size, sampled at a given resolution.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <opencv2/core/mat.hpp>

#include "tests/scene/random.h"

namespace tidewaiter::scene {

/// A field of mean 0 and deviation 1 made by a Gaussian of deviation `sigmaPx` over white noise; none below
/// 0.3 pixels.
[[nodiscard]] cv::Mat1f noiseField(cv::Size size, double sigmaPx, Random& random);
/// The same with two deviations.
[[nodiscard]] cv::Mat1f noiseField(cv::Size size, double acrossPx, double downPx, Random& random);

/// What pixels see of a finer structure: each is the mean over its area.
struct Resolved {
    cv::Mat1f field;     ///< deviation `share` of the structure's own
    double share = 1;    ///< of its deviation, in (0, 1]
    double sigmaMm = 0;  ///< of the Gaussian that makes what is left
};
/// A Gaussian structure of `sigmaMm` and deviation 1 seen in pixels of 1 / `pxPerMm`.
[[nodiscard]] Resolved resolvedNoise(cv::Size size, double sigmaMm, double pxPerMm, Random& random);

}  // namespace tidewaiter::scene
