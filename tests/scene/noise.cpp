#include "tests/scene/noise.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::scene {

namespace {

/// Coarse noise is made small and enlarged: by a power of two that leaves a deviation of three pixels.
int shrinkFor(double sigmaPx) {
    int shrink = 1;
    while (shrink * 2 <= sigmaPx / 3) shrink *= 2;
    return shrink;
}

/// The sum of two 16-bit halves of one draw is close enough to a bell once it is blurred, and quick.
void fillWhite(cv::Mat1f& field, Random& random) {
    constexpr float kDeviation = 26755.F;  // 65536 * sqrt(2 / 12)
    for (float& value : field) {
        const std::uint32_t bits = random.next();
        value = static_cast<float>(static_cast<int>((bits & 0xFFFFU) + (bits >> 16U)) - 65535) / kDeviation;
    }
}

void normalize(cv::Mat1f& field) {
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(field, mean, deviation);
    const double scale = 1 / std::max(deviation[0], 1e-6);
    field.convertTo(field, CV_32F, scale, -mean[0] * scale);
}

}  // namespace

cv::Mat1f noiseField(cv::Size size, double acrossPx, double downPx, Random& random) {
    const int x = shrinkFor(acrossPx);
    const int y = shrinkFor(downPx);
    cv::Mat1f field(size.height / y + 2, size.width / x + 2);
    fillWhite(field, random);
    if (acrossPx >= 0.3 || downPx >= 0.3) {
        cv::GaussianBlur(field, field, {}, std::max(acrossPx / x, 0.05), std::max(downPx / y, 0.05),
                         cv::BORDER_REFLECT);
    }
    if (x > 1 || y > 1) cv::resize(field, field, {field.cols * x, field.rows * y}, 0, 0, cv::INTER_CUBIC);
    cv::Mat1f cut = field(cv::Rect({0, 0}, size)).clone();
    normalize(cut);
    return cut;
}

cv::Mat1f noiseField(cv::Size size, double sigmaPx, Random& random) {
    return noiseField(size, sigmaPx, sigmaPx, random);
}

Resolved resolvedNoise(cv::Size size, double sigmaMm, double pxPerMm, Random& random) {
    // The autocorrelation of such noise is a Gaussian of deviation sqrt(2) sigma; the mean over a pixel,
    // taken as a Gaussian window of equal variance (a twelfth of its side's square), widens it.
    const double window = 1 / pxPerMm / std::sqrt(12.0);
    const double sigma = std::hypot(sigmaMm, window);
    return {noiseField(size, sigma * pxPerMm, random), sigmaMm / sigma, sigma};
}

}  // namespace tidewaiter::scene
