#include "vision/internal/sharpness.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <vector>

namespace tidewaiter::vision {

namespace {

constexpr int kTile = 128;         ///< pixels a side: holds a few edges, small enough to be all subject
constexpr int kTilesPerSide = 12;  ///< at most, so that a large picture costs no more than two megapixels
constexpr double kFirstBlur = 1;   ///< takes the pixel grid and most noise away
constexpr double kSecondBlur = 3;  ///< the known blur, in pixels
/// Gradient energy that white noise of variance 1 leaves after the first and after both blurs, for central
/// differences: 1 / (4 pi sigma^4).
constexpr double kNoiseFirst = 0.0796 / (kFirstBlur * kFirstBlur * kFirstBlur * kFirstBlur);
constexpr double kBothBlurs = kFirstBlur * kFirstBlur + kSecondBlur * kSecondBlur;
constexpr double kNoiseBoth = 0.0796 / (kBothBlurs * kBothBlurs);
constexpr double kMostNoise = 20;       ///< grey levels; beyond, fine texture was taken for noise
constexpr double kSignalOverNoise = 3;  ///< a tile speaks when its energy is this many times the noise's
constexpr double kLeastEnergy = 0.4;    ///< and at least this: mean squared gradient, grey levels per pixel
constexpr double kSharpestPart = 0.1;   ///< share of the speaking tiles that stands for the picture
constexpr double kHalfSharpBlurPx = 2;  ///< blur at which sharpness is 0.5

/// Standard deviation of the noise in grey levels: a smooth surface answers the mask with 0, noise with 6
/// times its deviation.
double noiseOf(const cv::Mat& tile) {
    const cv::Mat mask = (cv::Mat_<float>(3, 3) << 1, -2, 1, -2, 4, -2, 1, -2, 1);
    cv::Mat response;
    cv::filter2D(tile, response, CV_32F, mask);
    std::vector<float> values(response.begin<float>(), response.end<float>());
    for (auto& value : values) value = std::abs(value);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return std::min(1.4826 * static_cast<double>(*middle) / 6, kMostNoise);
}

/// Mean squared gradient by central differences, one pixel of border left out.
double gradientEnergy(const cv::Mat& image) {
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(image, dx, CV_32F, 1, 0, 1, 0.5);
    cv::Sobel(image, dy, CV_32F, 0, 1, 1, 0.5);
    const cv::Rect inner(1, 1, image.cols - 2, image.rows - 2);
    return (cv::norm(dx(inner), cv::NORM_L2SQR) + cv::norm(dy(inner), cv::NORM_L2SQR)) / inner.area();
}

/// Blur of the tile in pixels, or nothing where no edge rises above the noise.
std::optional<double> blurOf(const cv::Mat& tile) {
    const double noise = noiseOf(tile);
    cv::Mat first;
    cv::Mat both;
    tile.convertTo(first, CV_32F);
    cv::GaussianBlur(first, first, {}, kFirstBlur, kFirstBlur, cv::BORDER_REPLICATE);
    cv::GaussianBlur(first, both, {}, kSecondBlur, kSecondBlur, cv::BORDER_REPLICATE);
    const double noiseEnergy = kNoiseFirst * noise * noise;
    const double before = gradientEnergy(first);
    if (before < kLeastEnergy || before < kSignalOverNoise * noiseEnergy) return std::nullopt;
    const double after = std::max(gradientEnergy(both) - kNoiseBoth * noise * noise, 1e-9);
    const double ratio = std::max((before - noiseEnergy) / after, 1 + 1e-6);
    // ratio = sqrt((s^2 + second^2) / s^2), solved for s
    return kSecondBlur / std::sqrt(ratio * ratio - 1);
}

/// Left or top edges of tiles over `length` pixels, evenly spread.
std::vector<int> tileStarts(int length) {
    const int tile = std::min(kTile, length);
    const int count = std::clamp((length + kTile - 1) / kTile, 1, kTilesPerSide);
    std::vector<int> starts;
    starts.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        starts.push_back(count == 1 ? (length - tile) / 2 : (length - tile) * i / (count - 1));
    }
    return starts;
}

}  // namespace

double sharpnessOf(const cv::Mat& grey) {
    if (std::min(grey.cols, grey.rows) < 3) return 0;
    std::vector<double> blurs;
    for (const int y : tileStarts(grey.rows)) {
        for (const int x : tileStarts(grey.cols)) {
            const cv::Rect tile(x, y, std::min(kTile, grey.cols), std::min(kTile, grey.rows));
            if (const auto blur = blurOf(grey(tile))) blurs.push_back(*blur);
        }
    }
    if (blurs.empty()) return 0;
    const auto sharpest = static_cast<std::ptrdiff_t>(kSharpestPart * static_cast<double>(blurs.size()));
    std::nth_element(blurs.begin(), blurs.begin() + sharpest, blurs.end());
    const double blur = blurs[static_cast<std::size_t>(sharpest)] / kHalfSharpBlurPx;
    return 1 / (1 + blur * blur);
}

}  // namespace tidewaiter::vision
