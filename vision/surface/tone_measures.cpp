// Tone: brightness and color of the plain area, how unevenly light comes back from it, and how its rim
// differs from its middle.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/internal/tone.h"
#include "vision/surface/internal/measure_parts.h"

namespace tidewaiter::vision {

namespace {

constexpr double kDark = 0.02;    ///< added before logarithms: darker is noise
constexpr int kLeastStrip = 100;  ///< pixels: fewer have no texture to speak of
constexpr int kTilesAcross = 6;   ///< of the shorter side, for unevenness

Histogram histogramWithin(const cv::Mat& grey8, const cv::Mat& mask) {
    Histogram histogram{};
    double total = 0;
    for (int y = 0; y < grey8.rows; ++y) {
        for (int x = 0; x < grey8.cols; ++x) {
            if (mask.at<uchar>(y, x) == 0) continue;
            histogram[grey8.at<uchar>(y, x)] += 1;
            ++total;
        }
    }
    for (auto& share : histogram) share /= std::max(total, 1.0);
    return histogram;
}

Histogram histogramOfPart(const cv::Mat& plane, const cv::Mat& mask) {
    cv::Mat levels;
    plane.convertTo(levels, CV_8U, 255);
    return histogramWithin(levels, mask);
}

double medianSaturation(const TopView& view, const cv::Mat& mask) {
    cv::Mat hsv;
    cv::cvtColor(view.bgr(view.body), hsv, cv::COLOR_BGR2HSV);
    cv::Mat saturation;
    cv::extractChannel(hsv, saturation, 1);
    return percentile(histogramWithin(saturation, mask), 0.5);
}

/// Values in the middle minus those further out, by the least squares fit of a bowl.
double bendOf(const std::vector<cv::Point2d>& places, const std::vector<double>& values,
              const cv::Size& size) {
    if (values.size() < 5) return 0;
    cv::Mat rows(static_cast<int>(values.size()), 4, CV_64F);
    cv::Mat sides(static_cast<int>(values.size()), 1, CV_64F);
    for (int i = 0; i < rows.rows; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const double x = 2 * places[at].x / size.width - 1;
        const double y = 2 * places[at].y / size.height - 1;
        const std::array<double, 4> terms = {1, x, y, x * x + y * y};
        for (int k = 0; k < 4; ++k) rows.at<double>(i, k) = terms[static_cast<std::size_t>(k)];
        sides.at<double>(i) = values[at];
    }
    cv::Mat bowl;
    cv::solve(rows, sides, bowl, cv::DECOMP_SVD);
    return -bowl.at<double>(3);
}

/// What is left of the tiles' values once the best plane over their places is subtracted, as a deviation.
double deviationFromPlane(const std::vector<cv::Point2d>& places, const std::vector<double>& values) {
    if (values.size() < 5) return 0;
    cv::Mat rows(static_cast<int>(values.size()), 3, CV_64F);
    cv::Mat sides(static_cast<int>(values.size()), 1, CV_64F);
    for (int i = 0; i < rows.rows; ++i) {
        const auto at = static_cast<std::size_t>(i);
        rows.at<double>(i, 0) = places[at].x;
        rows.at<double>(i, 1) = places[at].y;
        rows.at<double>(i, 2) = 1;
        sides.at<double>(i) = values[at];
    }
    cv::Mat plane;
    cv::solve(rows, sides, plane, cv::DECOMP_SVD);
    return cv::norm(rows * plane - sides) / std::sqrt(static_cast<double>(values.size()));
}

/// What lies between `from` and `to` pixels from the edge.
cv::Mat ringOf(const cv::Size& size, double from, double to) {
    const auto inner = [&](double distance) {
        const int d = std::max(0, cvRound(distance));
        return cv::Rect(d, d, size.width - 2 * d, size.height - 2 * d);
    };
    cv::Mat ring(size, CV_8U, cv::Scalar(0));
    if (inner(from).area() > 0) ring(inner(from)).setTo(255);
    const auto hole = inner(std::max(to, from + 1));
    if (hole.width > 0 && hole.height > 0) ring(hole).setTo(0);
    return ring;
}

}  // namespace

double medianOf(const cv::Mat& grey, const cv::Mat& mask) {
    return percentile(histogramOfPart(grey, mask), 0.5);
}

double hueOf(const TopView& view, const cv::Mat& mask) {
    const auto mean = cv::mean(view.bgr(view.body), mask);
    return (mean[0] - mean[2]) / (mean[0] + mean[2] + 1);
}

void measureTone(const TopView& view, const PlainArea& area, SurfaceMeasures& measures) {
    const double median = medianOf(area.grey, area.plain);
    measures[indexOf(Measure::Brightness)] = median;
    measures[indexOf(Measure::Hue)] = hueOf(view, area.plain);
    measures[indexOf(Measure::Saturation)] = medianSaturation(view, area.plain);
    const cv::Mat inner = ~area.rim;
    const double body = std::max(1, cv::countNonZero(inner));
    measures[indexOf(Measure::InkShare)] = cv::countNonZero(area.ink & inner) / body;
    measures[indexOf(Measure::InkContrast)] = area.contrast;
    measures[indexOf(Measure::Highlights)] = cv::countNonZero(area.highlights & inner) / body;
    const auto background = histogramOfPart(area.background, area.plain);
    measures[indexOf(Measure::Shading)] =
        (percentile(background, 0.95) - percentile(background, 0.05)) / (median + kDark);
}

void measureUnevenness(const TexturePlanes& texture, const PlainArea& area, SurfaceMeasures& measures) {
    const int side = std::max(8, std::min(area.grey.cols, area.grey.rows) / kTilesAcross);
    std::vector<cv::Point2d> places;
    std::vector<double> grains;
    std::vector<double> tones;
    for (const auto& tile : tilesOver(area.grey.size(), side)) {
        if (shareOf(area.plain(tile)) < 0.4) continue;
        places.emplace_back(tile.tl());
        grains.push_back(grainOf(texture.bands[1](tile), area.plain(tile)));
        tones.push_back(std::log(cv::mean(area.grey(tile), area.plain(tile))[0] + kDark));
    }
    measures[indexOf(Measure::Uneven)] = deviationFromPlane(places, grains);
    measures[indexOf(Measure::UnevenTone)] = deviationFromPlane(places, tones);
    measures[indexOf(Measure::CurvedShading)] = bendOf(places, tones, area.grey.size());
}

void measureRim(const TopView& view, const TexturePlanes& texture, const PlainArea& area,
                SurfaceMeasures& measures) {
    // The outer part of the rim is where quads are wrong; the inner one is the top's own edge.
    const int side = std::min(area.grey.cols, area.grey.rows);
    const cv::Mat free = ~area.ink & ~area.highlights;
    const cv::Mat strip = area.rim & ringOf(area.rim.size(), 0.03 * side, 0.5 * side) & free;
    const cv::Mat edge = ringOf(area.rim.size(), 0.005 * side, 0.025 * side) & free;
    const double top = medianOf(area.grey, area.plain) + kDark;
    if (cv::countNonZero(strip) >= kLeastStrip) {
        const auto rim = fineTexture(area, strip);
        measures[indexOf(Measure::RimGrain1)] = rim.grain1 - grainOf(texture.bands[0], texture.mask);
        measures[indexOf(Measure::RimGrain2)] = rim.grain2 - grainOf(texture.bands[1], texture.mask);
        measures[indexOf(Measure::RimBrightness)] = std::log((medianOf(area.grey, strip) + kDark) / top);
        measures[indexOf(Measure::RimHue)] = hueOf(view, strip) - hueOf(view, area.plain);
    }
    if (cv::countNonZero(edge) >= kLeastStrip) {
        measures[indexOf(Measure::EdgeGrain)] =
            fineTexture(area, edge).grain2 - grainOf(texture.bands[1], texture.mask);
        measures[indexOf(Measure::EdgeBrightness)] = std::log((medianOf(area.grey, edge) + kDark) / top);
    }
}

}  // namespace tidewaiter::vision
