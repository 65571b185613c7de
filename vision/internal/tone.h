// Tone: brightness statistics of a picture.
// Thread rule: pure functions, safe to call from any thread. Internal to vision: no other module includes it.
#pragma once

#include <array>
#include <opencv2/core/mat.hpp>

namespace tidewaiter::vision {

/// Grey 8-bit version of a BGR or grey picture.
[[nodiscard]] cv::Mat greyOf(const cv::Mat& pixels);

/// `pixels` made smaller (area-averaged) until its longer side is at most `side`; unchanged when it already
/// is.
[[nodiscard]] cv::Mat shrunkTo(const cv::Mat& pixels, int side);

/// Share of pixels at each brightness 0..255.
using Histogram = std::array<double, 256>;

[[nodiscard]] Histogram histogramOf(const cv::Mat& grey);

/// Brightness in [0, 1] below which the share `part` of all pixels lies.
[[nodiscard]] double percentile(const Histogram& histogram, double part);

}  // namespace tidewaiter::vision
