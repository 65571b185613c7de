#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "vision/surface/internal/direction_spectrum.h"

namespace tidewaiter::vision {

namespace {

/// Borders of the bands in waves per pixel.
constexpr double kLongest = 1.0 / 25;
constexpr std::array<double, kWaveBands> kShortest = {1.0 / 3, 1.0 / 5, 1.0 / 10};
constexpr std::array<std::size_t, 3> kSmooth = {1, 2, 1};
constexpr std::size_t kNear = 5;  ///< directions: 15 degrees
constexpr std::size_t kFar = 10;  ///< directions: 30 degrees

DirectionProfile smoothed(const DirectionProfile& profile) {
    DirectionProfile soft{};
    for (std::size_t i = 0; i < kDirections; ++i) {
        for (std::size_t k = 0; k < kSmooth.size(); ++k) {
            soft[i] += static_cast<double>(kSmooth[k]) * profile[(i + kDirections + k - 1) % kDirections] / 4;
        }
    }
    return soft;
}

double medianOf(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

DirectionSpectrum::DirectionSpectrum(int tileSide)
    : side_(tileSide), places_(static_cast<std::size_t>(tileSide) * static_cast<std::size_t>(tileSide)) {
    cv::createHanningWindow(window_, {side_, side_}, CV_32F);
    for (int row = 0; row <= side_ / 2; ++row) {  // the other half mirrors it
        for (int col = 0; col < side_; ++col) {
            const double u = static_cast<double>(col <= side_ / 2 ? col : col - side_) / side_;
            const double v = static_cast<double>(row) / side_;
            const double radius = std::hypot(u, v);
            if (radius < kLongest || radius > kShortest[0] || (row == 0 && col > side_ / 2)) continue;
            Place place;
            place.ring = cvRound(radius * side_);
            const double degrees = std::atan2(v, u) * 180 / CV_PI;
            place.direction =
                static_cast<std::size_t>(std::lround(degrees * kDirections / 180)) % kDirections;
            place.band = radius > kShortest[1] ? 0 : radius > kShortest[2] ? 1 : 2;
            const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(side_);
            places_[at + static_cast<std::size_t>(col)] = place;
            rings_ = std::max(rings_, place.ring + 1);
        }
    }
}

cv::Mat DirectionSpectrum::powerOf(const cv::Mat& tile) const {
    cv::Mat spectrum;
    cv::dft(tile.mul(window_), spectrum, cv::DFT_COMPLEX_OUTPUT);
    std::array<cv::Mat, 2> parts;
    cv::split(spectrum, parts.data());
    return parts[0].mul(parts[0]) + parts[1].mul(parts[1]);
}

DirectionPower DirectionSpectrum::gathered(const cv::Mat& power) const {
    std::vector<std::vector<double>> rings(static_cast<std::size_t>(rings_));
    const auto valueAt = [&](std::size_t i) {
        const auto side = static_cast<std::size_t>(side_);
        return static_cast<double>(power.at<float>(static_cast<int>(i / side), static_cast<int>(i % side)));
    };
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (places_[i].ring >= 0) rings[static_cast<std::size_t>(places_[i].ring)].push_back(valueAt(i));
    }
    std::vector<double> medians;
    for (const auto& ring : rings) medians.push_back(std::max(medianOf(ring), 1e-20));
    DirectionPower sums;
    DirectionPower counts;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const auto& [ring, direction, band] = places_[i];
        if (ring < 0) continue;
        const double white = valueAt(i) / medians[static_cast<std::size_t>(ring)];
        sums.bands[band][direction] += white;
        counts.bands[band][direction] += 1;
        sums.all[direction] += white;
        counts.all[direction] += 1;
    }
    const auto divide = [](DirectionProfile& sum, const DirectionProfile& count) {
        const DirectionProfile softSum = smoothed(sum);
        const DirectionProfile softCount = smoothed(count);
        for (std::size_t i = 0; i < kDirections; ++i) sum[i] = softSum[i] / std::max(softCount[i], 0.25);
    };
    for (std::size_t band = 0; band < kWaveBands; ++band) divide(sums.bands[band], counts.bands[band]);
    divide(sums.all, counts.all);
    return sums;
}

DirectionPeak peakOf(const DirectionProfile& profile) {
    const auto highest = std::max_element(profile.begin(), profile.end());
    DirectionPeak peak;
    peak.direction = static_cast<std::size_t>(highest - profile.begin());
    const double median = medianOf({profile.begin(), profile.end()});
    double beside = 0;
    for (std::size_t step = kNear; step <= kFar; ++step) {
        beside += profile[(peak.direction + step) % kDirections] +
                  profile[(peak.direction + kDirections - step) % kDirections];
    }
    beside /= 2 * static_cast<double>(kFar - kNear + 1);
    peak.height = std::log((*highest + 1e-9) / (median + 1e-9));
    peak.width = std::log((*highest + 1e-9) / (beside + 1e-9));
    return peak;
}

}  // namespace tidewaiter::vision
