// Direction: parallel scratches. Coherence after J. Bigun and G. Granlund, "Optimal orientation detection of
// linear symmetry", ICCV 1987.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/surface/internal/direction_spectrum.h"
#include "vision/surface/internal/measure_parts.h"

namespace tidewaiter::vision {

namespace {

constexpr int kLargestTile = 128;
constexpr int kSmallestTile = 32;          ///< holds one wave of 25 pixels
constexpr double kLeastCovered = 0.5;      ///< share of a tile that must be plain
constexpr double kLimit = 4;               ///< deviations: single dust grains and scratches do not decide
constexpr std::size_t kNearAxis = 2;       ///< six degrees, and half a direction of rounding
constexpr std::size_t kSameDirection = 3;  ///< nine degrees

/// Texture without outliers, deviation 1.
cv::Mat evened(const TexturePlanes& texture) {
    cv::Mat plane = texture.all / std::max(deviationOf(texture.all, texture.mask), 1e-6);
    cv::min(cv::max(plane, -kLimit), kLimit, plane);
    return plane;
}

std::vector<cv::Rect> coveredTiles(const cv::Mat& mask, int side) {
    std::vector<cv::Rect> tiles = tilesOver(mask.size(), side);
    std::erase_if(tiles, [&](const cv::Rect& tile) { return shareOf(mask(tile)) < kLeastCovered; });
    return tiles;
}

std::size_t apart(std::size_t a, std::size_t b) {
    const std::size_t distance = a > b ? a - b : b - a;
    return std::min(distance, kDirections - distance);
}

/// The body's sides, lines of text and JPEG's blocks all lie along the axes.
DirectionProfile withoutAxes(DirectionProfile profile) {
    DirectionProfile sorted = profile;
    std::nth_element(sorted.begin(), sorted.begin() + kDirections / 2, sorted.end());
    for (std::size_t i = 0; i < kDirections; ++i) {
        if (std::min(apart(i, 0), apart(i, kDirections / 2)) <= kNearAxis)
            profile[i] = sorted[kDirections / 2];
    }
    return profile;
}

void measureSpectrum(const cv::Mat& plane, const cv::Mat& mask, SurfaceMeasures& measures) {
    const int shorter = std::min(plane.cols, plane.rows);
    const DirectionSpectrum spectrum(std::clamp(shorter / 2 / 2 * 2, kSmallestTile, kLargestTile));
    const int side = spectrum.tileSide();
    if (shorter < side) return;
    cv::Mat sum(side, side, CV_32F, cv::Scalar());
    std::vector<DirectionPeak> own;
    for (const auto& tile : coveredTiles(mask, side)) {
        const cv::Mat power = spectrum.powerOf(plane(tile));
        sum += power / std::max(cv::sum(power)[0], 1e-12);
        own.push_back(peakOf(spectrum.gathered(power).all));
    }
    if (own.empty()) return;
    const auto gathered = spectrum.gathered(sum);
    for (std::size_t band = 0; band < kWaveBands; ++band) {
        measures[indexOf(Measure::Peak1) + band] = peakOf(gathered.bands[band]).height;
    }
    const auto peak = peakOf(gathered.all);
    measures[indexOf(Measure::Peak)] = peak.height;
    measures[indexOf(Measure::PeakWidth)] = peak.width;
    const std::size_t offAxis = std::min(apart(peak.direction, 0), apart(peak.direction, kDirections / 2));
    measures[indexOf(Measure::PeakOffAxis)] = static_cast<double>(offAxis) / (kDirections / 4.0);
    measures[indexOf(Measure::PeakAway)] = peakOf(withoutAxes(gathered.all)).height;
    const auto same = std::count_if(own.begin(), own.end(), [&](const DirectionPeak& tile) {
        return apart(tile.direction, peak.direction) <= kSameDirection;
    });
    measures[indexOf(Measure::PeakSpread)] = static_cast<double>(same) / static_cast<double>(own.size());
}

/// Sums of gradient products over a mask: the structure tensor.
struct Tensor {
    cv::Mat xx;
    cv::Mat yy;
    cv::Mat xy;

    [[nodiscard]] double coherence(const cv::Rect& tile, const cv::Mat& mask) const {
        const double a = cv::mean(xx(tile), mask(tile))[0];
        const double b = cv::mean(yy(tile), mask(tile))[0];
        const double c = cv::mean(xy(tile), mask(tile))[0];
        return a + b > 1e-12 ? std::hypot(a - b, 2 * c) / (a + b) : 0;
    }
};

void measureCoherence(const cv::Mat& plane, const cv::Mat& mask, SurfaceMeasures& measures) {
    cv::Mat soft;
    cv::GaussianBlur(plane, soft, {}, 1);
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(soft, dx, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(soft, dy, CV_32F, 0, 1, 3, 0.125);
    cv::Mat inner;
    cv::erode(mask, inner, cv::Mat::ones(5, 5, CV_8U));
    const Tensor tensor{dx.mul(dx), dy.mul(dy), dx.mul(dy)};
    measures[indexOf(Measure::Coherence)] = tensor.coherence({{0, 0}, plane.size()}, inner);
    const int side = std::clamp(std::min(plane.cols, plane.rows) / 6, 12, 48);
    double sum = 0;
    double count = 0;
    for (const auto& tile : coveredTiles(inner, side)) {
        sum += tensor.coherence(tile, inner);
        ++count;
    }
    measures[indexOf(Measure::LocalCoherence)] = count > 0 ? sum / count : 0;
}

}  // namespace

std::vector<cv::Rect> tilesOver(const cv::Size& size, int side) {
    std::vector<cv::Rect> tiles;
    const auto steps = [side](int length) { return std::max(1, 2 * (length - side) / side + 1); };
    const int across = steps(size.width);
    const int down = steps(size.height);
    for (int row = 0; row < down; ++row) {
        for (int col = 0; col < across; ++col) {
            const cv::Rect tile(
                across == 1 ? (size.width - side) / 2 : col * (size.width - side) / (across - 1),
                down == 1 ? (size.height - side) / 2 : row * (size.height - side) / (down - 1), side, side);
            if ((tile & cv::Rect({0, 0}, size)) == tile) tiles.push_back(tile);
        }
    }
    return tiles;
}

cv::Mat cornersOf(const cv::Size& size, int edge, double share) {
    const int reach = std::max(1, cvRound(share * std::min(size.width, size.height)));
    cv::Mat corners(size, CV_8U, cv::Scalar(0));
    for (const int x : {edge, size.width - reach}) {
        for (const int y : {edge, size.height - reach}) {
            const cv::Rect corner(x, y, reach - edge, reach - edge);
            corners(corner & cv::Rect({0, 0}, size)).setTo(255);
        }
    }
    return corners;
}

double shareOf(const cv::Mat& mask) {
    return mask.empty() ? 0 : cv::countNonZero(mask) / static_cast<double>(mask.total());
}

void measureDirection(const TexturePlanes& texture, SurfaceMeasures& measures) {
    const cv::Mat plane = evened(texture);
    measureSpectrum(plane, texture.mask, measures);
    measureCoherence(plane, texture.mask, measures);
}

}  // namespace tidewaiter::vision
