// Texture: how strong, how fine and how regular the plain material's structure is. Local binary patterns: T.
// Ojala et al., "Multiresolution gray-scale and rotation invariant texture classification with local binary
// patterns", PAMI 24, 2002.
#include <algorithm>
#include <bit>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/internal/tone.h"
#include "vision/surface/internal/measure_parts.h"

namespace tidewaiter::vision {

namespace {

constexpr double kDarkFloor = 0.03;  ///< brightness below which relative texture would only be noise
constexpr double kLeastGrain =
    1e-4;                        ///< deviation relative to brightness; a camera's noise is ten times this
constexpr double kWideBlur = 3;  ///< pixels
constexpr std::array<double, 4> kBlurs = {0.8, 1.6, 3.2, 6.4};  ///< pixels: borders of the octaves

/// A Gaussian blur; wide ones at half the size, which loses nothing that they leave.
cv::Mat blurred(const cv::Mat& plane, double sigma) {
    cv::Mat soft;
    if (sigma < kWideBlur || std::min(plane.cols, plane.rows) < 8) {
        cv::GaussianBlur(plane, soft, {}, sigma);
        return soft;
    }
    cv::Mat half;
    cv::resize(plane, half, {(plane.cols + 1) / 2, (plane.rows + 1) / 2}, 0, 0, cv::INTER_AREA);
    cv::resize(blurred(half, sigma / 2), soft, plane.size(), 0, 0, cv::INTER_LINEAR);
    return soft;
}

/// `weighted` blurred as if only `weight` were there.
cv::Mat blurredWithin(const cv::Mat& weighted, const cv::Mat& weight, double sigma) {
    return blurred(weighted, sigma) / cv::max(blurred(weight, sigma), 1e-3);
}

/// Shares of each kind of neighborhood: rotation-invariant uniform patterns, the last for all others.
using Patterns = std::array<double, kPatternCount>;

/// Lighter neighbors of a pixel, one bit each, around it.
unsigned lighterAround(const cv::Mat& grey, int x, int y, int step) {
    const float middle = grey.at<float>(y, x);
    const auto* up = grey.ptr<float>(y - step) + x;
    const auto* at = grey.ptr<float>(y) + x;
    const auto* down = grey.ptr<float>(y + step) + x;
    const std::array<float, 8> ring = {up[-step],  up[0],   up[step],    at[step],
                                       down[step], down[0], down[-step], at[-step]};
    unsigned bits = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) bits |= ring[i] > middle ? 1U << i : 0U;
    return bits;
}

Patterns patternsOf(const cv::Mat& grey, const cv::Mat& mask, int step) {
    Patterns patterns{};
    double seen = 0;
    for (int y = step; y + step < grey.rows; ++y) {
        for (int x = step; x + step < grey.cols; ++x) {
            if (mask.at<uchar>(y, x) == 0) continue;
            const unsigned bits = lighterAround(grey, x, y, step);
            const unsigned turned = (bits >> 1 | bits << 7) & 0xFFU;
            const bool oneArc = std::popcount(bits ^ turned) <= 2;
            ++seen;
            ++patterns[oneArc ? static_cast<std::size_t>(std::popcount(bits)) : kPatternCount - 1];
        }
    }
    for (auto& share : patterns) share /= std::max(seen, 1.0);
    return patterns;
}

/// Share of pixels that hardly differ from the mean around them.
double flatShare(const cv::Mat& grey, const cv::Mat& mask) {
    cv::Mat low;
    cv::Mat high;
    cv::erode(grey, low, cv::Mat::ones(3, 3, CV_8U));
    cv::dilate(grey, high, cv::Mat::ones(3, 3, CV_8U));
    const cv::Mat flat = (high - low < 3.0 / 255) & mask;
    return cv::countNonZero(flat) / std::max(1.0, static_cast<double>(cv::countNonZero(mask)));
}

/// Correlation of `plane` with itself `lag` pixels to the side and below, within `mask`.
double correlation(const cv::Mat& plane, const cv::Mat& mask, int lag) {
    double product = 0;
    double squares = 0;
    for (const cv::Point step : {cv::Point(lag, 0), cv::Point(0, lag)}) {
        const cv::Rect here(0, 0, plane.cols - step.x, plane.rows - step.y);
        const cv::Rect there = here + step;
        const cv::Mat both = mask(here) & mask(there);
        product += cv::mean(plane(here).mul(plane(there)), both)[0];
        squares += (cv::mean(plane(here).mul(plane(here)), both)[0] +
                    cv::mean(plane(there).mul(plane(there)), both)[0]) /
                   2;
    }
    return squares > 1e-12 ? product / squares : 0;
}

/// Mean of the plane's third or fourth power over its deviation's.
double moment(const cv::Mat& plane, const cv::Mat& mask, int order) {
    const double deviation = std::max(deviationOf(plane, mask), 1e-6);
    cv::Mat power;
    cv::Mat scaled = plane / deviation;
    cv::min(cv::max(scaled, -6), 6, scaled);  // single dust grains do not decide
    cv::multiply(scaled, scaled, power);
    if (order == 3) cv::multiply(power, scaled, power);
    if (order == 4) cv::multiply(power, power, power);
    return cv::mean(power, mask)[0];
}

}  // namespace

TexturePlanes texturePlanes(const cv::Mat& grey, const cv::Mat& mask) {
    TexturePlanes planes;
    planes.mask = mask;
    cv::Mat weight;
    mask.convertTo(weight, CV_32F, 1.0 / 255);
    const cv::Mat weighted = grey.mul(weight);
    const cv::Mat ground = cv::max(blurredWithin(weighted, weight, 2 * kBlurs.back()), kDarkFloor);
    cv::Mat finer = grey;
    planes.all = cv::Mat(grey.size(), CV_32F, cv::Scalar());
    for (std::size_t i = 0; i < kBlurs.size(); ++i) {
        const cv::Mat coarser = blurredWithin(weighted, weight, kBlurs[i]);
        planes.bands[i] = ((finer - coarser) / ground).mul(weight);
        planes.all += planes.bands[i];
        finer = coarser;
    }
    return planes;
}

FineTexture fineTexture(const PlainArea& area, const cv::Mat& mask) {
    const cv::Rect part = cv::boundingRect(mask);
    if (part.empty()) return {};
    cv::Mat weight;
    mask(part).convertTo(weight, CV_32F, 1.0 / 255);
    const cv::Mat grey = area.grey(part);
    const cv::Mat weighted = grey.mul(weight);
    const cv::Mat ground = cv::max(area.background(part), kDarkFloor);
    const cv::Mat fine = blurredWithin(weighted, weight, kBlurs[0]);
    const cv::Mat coarse = blurredWithin(weighted, weight, kBlurs[1]);
    return {grainOf((grey - fine) / ground, mask(part)), grainOf((fine - coarse) / ground, mask(part))};
}

double deviationOf(const cv::Mat& plane, const cv::Mat& mask) {
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(plane, mean, deviation, mask);
    return deviation[0];
}

double grainOf(const cv::Mat& plane, const cv::Mat& mask) {
    return std::log10(deviationOf(plane, mask) + kLeastGrain);
}

void measureTexture(const TexturePlanes& texture, const PlainArea& area, SurfaceMeasures& measures) {
    for (std::size_t i = 0; i < texture.bands.size(); ++i) {
        measures[indexOf(Measure::Grain1) + i] = grainOf(texture.bands[i], texture.mask);
    }
    const std::size_t grain = indexOf(Measure::Grain1);
    for (std::size_t i = 0; i + 1 < texture.bands.size(); ++i) {
        measures[indexOf(Measure::GrainSlope12) + i] = measures[grain + i] - measures[grain + i + 1];
    }
    constexpr std::array kTails = {Measure::Tail1, Measure::Tail2, Measure::Tail3};
    constexpr std::array kSkews = {Measure::Skew1, Measure::Skew2, Measure::Skew3};
    for (std::size_t i = 0; i < kTails.size(); ++i) {
        const auto& band = texture.bands[i];
        measures[indexOf(kTails[i])] = std::log2(std::max(moment(band, texture.mask, 4) / 3, 0.1));
        measures[indexOf(kSkews[i])] = moment(band, texture.mask, 3);
    }
    measures[indexOf(Measure::Lag1)] = correlation(texture.all, texture.mask, 1);
    measures[indexOf(Measure::Lag3)] = correlation(texture.all, texture.mask, 3);
    measures[indexOf(Measure::Lag6)] = correlation(texture.all, texture.mask, 6);
    measures[indexOf(Measure::Flat)] = flatShare(area.grey, texture.mask);
    cv::Mat soft;
    cv::GaussianBlur(area.grey, soft, {}, 1);
    const auto fine = patternsOf(area.grey, texture.mask, 1);
    const auto coarse = patternsOf(soft, texture.mask, 2);
    std::copy(fine.begin(), fine.end(), measures.begin() + indexOf(Measure::Patterns1));
    std::copy(coarse.begin(), coarse.end(), measures.begin() + indexOf(Measure::Patterns2));
}

void measureColorNoise(const TopView& view, const PlainArea& area, SurfaceMeasures& measures) {
    cv::Mat difference;
    cv::transform(view.bgr(view.body), difference, cv::Matx13f(0.5F, 0, -0.5F));
    cv::Mat plane;
    difference.convertTo(plane, CV_32F, 1.0 / 255);
    cv::Mat coarser;
    cv::GaussianBlur(plane, coarser, {}, kBlurs[0]);
    const cv::Mat noise = (plane - coarser) / cv::max(area.background, kDarkFloor);
    measures[indexOf(Measure::ColorNoise)] = measures[indexOf(Measure::Grain1)] - grainOf(noise, area.plain);
}

}  // namespace tidewaiter::vision
