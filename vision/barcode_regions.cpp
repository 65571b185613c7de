#include "vision/barcode_regions.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::vision {

namespace {

constexpr int kWindowPx = 13;               // neighbourhood over which gradients are gathered
constexpr double kMinGradient = 5;          // root mean square, grey levels per pixel
constexpr double kRelativeGradient = 0.22;  // of the strongest neighbourhood in the picture

// No symbol is smaller, in pixels of the frame: a linear one has 60 bars' widths or more, a matrix 10
// modules, and a decoder needs a pixel and more for each.
constexpr double kMinBarsLengthPx = 60;
constexpr double kMinBarsHeightPx = 6;
constexpr double kMinModulesSidePx = 14;
constexpr double kMostSlender = 6;  // longer side to shorter side of a field of modules
constexpr double kMostContext = 6;  // a candidate in another one up to so many times its area is left out

/// Gradients of one picture, gathered per neighbourhood; all maps in [0, 1] except `strength`.
struct GradientMaps {
    cv::Mat strength;    ///< root mean square of the gradient, grey levels per pixel
    cv::Mat oneWay;      ///< 1 where all gradients share one line of direction
    cv::Mat twoWays;     ///< 1 where all gradients lie on two lines at right angles
    cv::Mat balance;     ///< 1 where the signs cancel
    cv::Mat cos2, sin2;  ///< doubled direction of the gradients, weighted by their energy
};

cv::Mat gathered(const cv::Mat& map) {
    cv::Mat sum;
    cv::boxFilter(map, sum, CV_32F, {kWindowPx, kWindowPx}, {-1, -1}, true, cv::BORDER_REPLICATE);
    return sum;
}

cv::Mat lengthOf(const cv::Mat& x, const cv::Mat& y) {
    cv::Mat length;
    cv::magnitude(x, y, length);
    return length;
}

GradientMaps gradientMaps(const cv::Mat& grey) {
    cv::Mat gx;
    cv::Mat gy;
    cv::Sobel(grey, gx, CV_32F, 1, 0, 3, 1.0 / 8);
    cv::Sobel(grey, gy, CV_32F, 0, 1, 3, 1.0 / 8);
    const cv::Mat size = lengthOf(gx, gy);
    const cv::Mat energy = size.mul(size);
    const cv::Mat cos2 = gx.mul(gx) - gy.mul(gy);
    const cv::Mat sin2 = 2 * gx.mul(gy);
    const cv::Mat safe = energy + 1e-3F;
    const cv::Mat cos4 = (cos2.mul(cos2) - sin2.mul(sin2)) / safe;
    const cv::Mat sin4 = 2 * cos2.mul(sin2) / safe;
    const cv::Mat meanEnergy = gathered(energy) + 1e-3F;

    GradientMaps maps;
    cv::sqrt(meanEnergy, maps.strength);
    maps.cos2 = gathered(cos2);
    maps.sin2 = gathered(sin2);
    maps.oneWay = lengthOf(maps.cos2, maps.sin2) / meanEnergy;
    maps.twoWays = lengthOf(gathered(cos4), gathered(sin4)) / meanEnergy;
    maps.balance = 1 - lengthOf(gathered(gx), gathered(gy)) / (gathered(size) + 1e-3F);
    return maps;
}

/// How much each neighbourhood looks like the pattern, in [0, 1].
cv::Mat likeness(const GradientMaps& maps, BarcodePattern pattern) {
    if (pattern == BarcodePattern::Bars) return maps.oneWay.mul(maps.balance);
    return (1 - maps.oneWay).mul(maps.balance).mul(0.5F + 0.5F * maps.twoWays);
}

cv::Mat patternMask(const GradientMaps& maps, const cv::Mat& alike, BarcodePattern pattern) {
    double strongest = 0;
    cv::minMaxLoc(maps.strength, nullptr, &strongest);
    const double threshold = std::max(kMinGradient, kRelativeGradient * strongest);
    const double minLikeness = pattern == BarcodePattern::Bars ? 0.5 : 0.3;
    cv::Mat mask = (maps.strength > threshold) & (alike > minLikeness);
    const auto square = [](int side) { return cv::getStructuringElement(cv::MORPH_RECT, {side, side}); };
    cv::morphologyEx(mask, mask, cv::MORPH_CLOSE, square(9));
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, square(7));
    return mask;
}

/// The rectangle around `points` whose sides run along and across `direction` (radians).
Quad boxAlong(const std::vector<cv::Point>& points, double direction) {
    const cv::Point2f along(static_cast<float>(std::cos(direction)), static_cast<float>(std::sin(direction)));
    const cv::Point2f across(-along.y, along.x);
    float low[2] = {1e9F, 1e9F};
    float high[2] = {-1e9F, -1e9F};
    for (const cv::Point2f point : points) {
        const float at[2] = {point.dot(along), point.dot(across)};
        for (int i = 0; i < 2; ++i) {
            low[i] = std::min(low[i], at[i]);
            high[i] = std::max(high[i], at[i]);
        }
    }
    return {along * low[0] + across * low[1], along * high[0] + across * low[1],
            along * high[0] + across * high[1], along * low[0] + across * high[1]};
}

double side(const Quad& quad, std::size_t first) {
    return cv::norm(quad[first + 1] - quad[first]);
}

double areaOf(const Quad& quad) {
    return side(quad, 0) * side(quad, 1);
}

bool hasSizeOfSymbol(const BarcodeRegion& found) {
    const double width = side(found.region.quad, 0);
    const double height = side(found.region.quad, 1);
    if (found.pattern == BarcodePattern::Bars) return width >= kMinBarsLengthPx && height >= kMinBarsHeightPx;
    const double shorter = std::min(width, height);
    return shorter >= kMinModulesSidePx && std::max(width, height) <= kMostSlender * shorter;
}

BarcodeRegion regionOf(const std::vector<cv::Point>& contour, const GradientMaps& maps, const cv::Mat& alike,
                       BarcodePattern pattern) {
    const cv::Rect box = cv::boundingRect(contour);
    cv::Mat inside = cv::Mat::zeros(box.size(), CV_8U);
    cv::drawContours(inside, std::vector<std::vector<cv::Point>>{contour}, 0, 255, cv::FILLED, cv::LINE_8, {},
                     0, -box.tl());
    BarcodeRegion found;
    found.pattern = pattern;
    found.region.kind = RegionKind::Barcode;
    if (pattern == BarcodePattern::Bars) {
        const double cos2 = cv::mean(maps.cos2(box), inside)[0];
        const double sin2 = cv::mean(maps.sin2(box), inside)[0];
        found.region.quad = boxAlong(contour, std::atan2(sin2, cos2) / 2);
    } else {
        const double angle = cv::minAreaRect(contour).angle * CV_PI / 180;
        found.region.quad = boxAlong(contour, angle);
    }
    const double fill = std::min(1.0, cv::contourArea(contour) / std::max(1.0, areaOf(found.region.quad)));
    found.region.score = std::clamp(cv::mean(alike(box), inside)[0] * (0.4 + 0.6 * fill) * 1.25, 0.0, 1.0);
    return found;
}

void findIn(const cv::Mat& grey, double scale, const BarcodeRegionOptions& options,
            std::vector<BarcodeRegion>& found) {
    const auto maps = gradientMaps(grey);
    for (const auto pattern : {BarcodePattern::Bars, BarcodePattern::Modules}) {
        const cv::Mat alike = likeness(maps, pattern);
        std::vector<std::vector<cv::Point>> contours;
        cv::findContours(patternMask(maps, alike, pattern), contours, cv::RETR_EXTERNAL,
                         cv::CHAIN_APPROX_SIMPLE);
        for (const auto& contour : contours) {
            auto region = regionOf(contour, maps, alike, pattern);
            for (auto& corner : region.region.quad) corner *= static_cast<float>(1 / scale);
            if (region.region.score >= options.minScore && hasSizeOfSymbol(region)) found.push_back(region);
        }
    }
}

/// Share of the smaller one's area that both cover.
double overlap(const Quad& a, const Quad& b) {
    std::vector<cv::Point2f> common;
    const std::vector<cv::Point2f> first(a.begin(), a.end());
    const std::vector<cv::Point2f> second(b.begin(), b.end());
    const double area = cv::intersectConvexConvex(first, second, common);
    return area / std::max(1.0, std::min(cv::contourArea(first), cv::contourArea(second)));
}

/// Whether `b` shows nothing that `a` does not show.
bool covers(const BarcodeRegion& a, const BarcodeRegion& b) {
    const double ratio = areaOf(a.region.quad) / std::max(1.0, areaOf(b.region.quad));
    return a.pattern == b.pattern && ratio > 0.5 && ratio < kMostContext &&
           overlap(a.region.quad, b.region.quad) > 0.75;
}

}  // namespace

std::vector<BarcodeRegion> findBarcodeRegions(const cv::Mat& grey, const BarcodeRegionOptions& options) {
    CV_Assert(grey.type() == CV_8UC1);
    std::vector<BarcodeRegion> found;
    double lastScale = 0;
    for (const int sidePx : {options.coarseSidePx, options.fineSidePx}) {
        const double scale = std::min(1.0, static_cast<double>(sidePx) / std::max(grey.cols, grey.rows));
        if (lastScale > 0 && scale < 1.3 * lastScale) break;
        lastScale = scale;
        cv::Mat small = grey;
        if (scale < 1) cv::resize(grey, small, {}, scale, scale, cv::INTER_AREA);
        if (std::min(small.cols, small.rows) > 2) findIn(small, scale, options, found);
    }
    const auto larger = [](const BarcodeRegion& a, const BarcodeRegion& b) {
        return areaOf(a.region.quad) > areaOf(b.region.quad);
    };
    const auto better = [](const BarcodeRegion& a, const BarcodeRegion& b) {
        return a.region.score > b.region.score;
    };
    std::stable_sort(found.begin(), found.end(), larger);
    std::vector<BarcodeRegion> kept;
    for (auto& region : found) {
        const bool known =
            std::any_of(kept.begin(), kept.end(), [&](const BarcodeRegion& k) { return covers(k, region); });
        if (!known) kept.push_back(std::move(region));
    }
    std::stable_sort(kept.begin(), kept.end(), better);
    kept.resize(std::min(kept.size(), options.maxRegions));
    return kept;
}

}  // namespace tidewaiter::vision
