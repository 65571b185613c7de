// Color: the tint of the top beside everything in the picture that shows the color of the light: strokes,
// gloss and what lies around. Compounds have a tint of their own, paints are neutral.
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "vision/surface/internal/measure_parts.h"

namespace tidewaiter::vision {

namespace {

constexpr double kGamma = 2.2;          ///< of most cameras' pictures
constexpr float kDark = 0.0005F;        ///< added to linear light before logarithms: darker is noise
constexpr double kMostTint = 1.2;       ///< logarithm: beyond, it is no tint of gray things but noise
constexpr int kLeastCore = 30;          ///< pixels: fewer have no color to speak of
constexpr double kLeastAdded = 0.01;    ///< of linear light: what strokes add to their ground
constexpr double kBrightShare = 0.2;    ///< of the surroundings: leads and pads, which are gray metal
constexpr int kShadePx = 5;             ///< gloss and shading are coarser than this
constexpr double kLeastShading = 2e-4;  ///< deviation of linear light below which shading has no color

/// Logarithms of blue and red over green.
struct Tint {
    double blue = 0;
    double red = 0;
};

Tint tintOf(const cv::Scalar& light) {
    const double green = std::max(light[1], 1e-6);
    const auto logOf = [&](double value) {
        return std::clamp(std::log(std::max(value, 1e-6) / green), -kMostTint, kMostTint);
    };
    return {logOf(light[0]), logOf(light[2])};
}

cv::Mat linearLight(const cv::Mat& bgr) {
    cv::Mat levels(1, 256, CV_32F);
    for (int i = 0; i < 256; ++i) {
        levels.at<float>(i) = static_cast<float>(std::pow(i / 255.0, kGamma)) + kDark;
    }
    cv::Mat light;
    cv::LUT(bgr, levels, light);
    return light;
}

/// How blue and red change with green within `mask`: the color of the gloss.
Tint tintOfShading(const cv::Mat& light, const cv::Mat& mask) {
    cv::Mat smooth;
    cv::blur(light, smooth, {kShadePx, kShadePx});
    const cv::Scalar mean = cv::mean(smooth, mask);
    double green2 = 0;
    cv::Scalar together;
    int count = 0;
    for (int y = 0; y < smooth.rows; y += kShadePx - 1) {
        for (int x = 0; x < smooth.cols; x += kShadePx - 1) {
            if (mask.at<uchar>(y, x) == 0) continue;
            const auto& here = smooth.at<cv::Vec3f>(y, x);
            const double green = static_cast<double>(here[1]) - mean[1];
            green2 += green * green;
            for (int c = 0; c < 3; ++c) together[c] += green * (static_cast<double>(here[c]) - mean[c]);
            ++count;
        }
    }
    if (count == 0 || std::sqrt(green2 / count) < kLeastShading) return {};
    return tintOf(together / green2);
}

/// Mean light of the brightest part of what lies around the body, and the median of its green.
struct Surroundings {
    cv::Scalar bright;
    double usual = 0;
};

Surroundings surroundingsOf(const cv::Mat& light, const cv::Rect& body) {
    cv::Mat outside(light.size(), CV_8U, cv::Scalar(255));
    outside(body).setTo(0);
    std::vector<cv::Vec3f> pixels;
    for (int y = 0; y < light.rows; ++y) {
        for (int x = 0; x < light.cols; ++x) {
            if (outside.at<uchar>(y, x) != 0) pixels.push_back(light.at<cv::Vec3f>(y, x));
        }
    }
    if (pixels.empty()) return {cv::Scalar::all(1), 1};
    const auto darker = [](const cv::Vec3f& a, const cv::Vec3f& b) { return a[1] < b[1]; };
    const auto at = [&](double share) {
        return pixels.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(pixels.size() - 1));
    };
    std::nth_element(pixels.begin(), at(1 - kBrightShare), pixels.end(), darker);
    cv::Vec3d sum;
    for (auto pixel = at(1 - kBrightShare); pixel != pixels.end(); ++pixel) sum += cv::Vec3d(*pixel);
    const auto count = static_cast<double>(pixels.end() - at(1 - kBrightShare));
    std::nth_element(pixels.begin(), at(0.5), at(1 - kBrightShare) + 1, darker);
    return {cv::Scalar(sum[0], sum[1], sum[2]) / count, static_cast<double>((*at(0.5))[1])};
}

/// The middles of the strokes where they are wide enough, else all of them.
cv::Mat coresOf(const PlainArea& area) {
    const cv::Mat strokes = area.strokes & ~area.rim & ~area.highlights;
    cv::Mat cores;
    cv::erode(strokes, cores, cv::Mat::ones(3, 3, CV_8U));
    return cv::countNonZero(cores) > kLeastCore ? cores : strokes;
}

}  // namespace

void measureColor(const TopView& view, const PlainArea& area, SurfaceMeasures& measures) {
    const cv::Mat light = linearLight(view.bgr);
    const cv::Mat body = light(view.body);
    const cv::Scalar plain = cv::mean(body, area.plain);
    const Tint own = tintOf(plain);
    const auto put = [&](Measure blue, const Tint& other) {
        const std::array<double, 3> values = {own.blue - other.blue, own.red - other.red,
                                              own.blue - other.blue - own.red + other.red};
        std::copy(values.begin(), values.end(),
                  measures.begin() + static_cast<std::ptrdiff_t>(indexOf(blue)));
    };
    put(Measure::TintBlue, {});
    put(Measure::ShadeTintBlue, tintOfShading(body, area.plain));
    const auto around = surroundingsOf(light, view.body);
    put(Measure::AroundTintBlue, tintOf(around.bright));
    measures[indexOf(Measure::AroundTone)] = std::log(plain[1] / std::max(around.bright[1], 1e-6));
    measures[indexOf(Measure::AroundUsual)] = std::log(plain[1] / std::max(around.usual, 1e-6));
    const cv::Mat cores = coresOf(area);
    if (cv::countNonZero(cores) < kLeastCore) return;
    const cv::Scalar ink = cv::mean(body, cores);
    put(Measure::InkTintBlue, tintOf(ink));
    if (ink[1] - plain[1] > kLeastAdded) put(Measure::AddedTintBlue, tintOf(ink - plain));
}

}  // namespace tidewaiter::vision
