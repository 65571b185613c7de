// Pin mark: the printed or lasered dot in a corner. A coat hides it, and forgers seldom put it back.
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/surface/internal/measure_parts.h"

namespace tidewaiter::vision {

namespace {

constexpr int kWorkingSide = 120;  ///< pixels of the shorter side: small dots have a radius of two
constexpr std::array<int, 6> kRadii = {2, 3, 4, 5, 7, 9};
constexpr double kCorner = 0.27;  ///< of the shorter side: where such dots lie
constexpr double kUsual = 0.7;    ///< share of all places whose response is chance, not a mark

/// Mean of a disc minus that of the ring around it.
cv::Mat spotKernel(int radius) {
    const int reach = radius + 3;
    cv::Mat disc(2 * reach + 1, 2 * reach + 1, CV_32F, cv::Scalar());
    cv::Mat ring = disc.clone();
    for (int y = -reach; y <= reach; ++y) {
        for (int x = -reach; x <= reach; ++x) {
            const double distance = std::hypot(x, y);
            if (distance <= radius) disc.at<float>(y + reach, x + reach) = 1;
            if (distance > radius + 1 && distance <= reach) ring.at<float>(y + reach, x + reach) = 1;
        }
    }
    return disc / cv::sum(disc)[0] - ring / cv::sum(ring)[0];
}

/// The response below which the share kUsual of all lies.
double usualOf(const cv::Mat& response) {
    std::vector<float> values(response.begin<float>(), response.end<float>());
    const auto at =
        values.begin() + static_cast<std::ptrdiff_t>(kUsual * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return static_cast<double>(*at);
}

}  // namespace

void measurePinMark(const PlainArea& area, SurfaceMeasures& measures) {
    const double scale = static_cast<double>(kWorkingSide) / std::min(area.grey.cols, area.grey.rows);
    const cv::Size size(cvRound(area.grey.cols * scale), cvRound(area.grey.rows * scale));
    const cv::Mat relative = area.grey / cv::max(area.background, 0.03) - 1;
    cv::Mat small;
    cv::resize(relative, small, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    cv::min(cv::max(small, -1), 1, small);
    const cv::Mat corners = cornersOf(size, kRadii.front() + 3, kCorner);
    double strongest = 0;
    for (const int radius : kRadii) {
        cv::Mat response;
        cv::filter2D(small, response, CV_32F, spotKernel(radius), {-1, -1}, 0, cv::BORDER_REFLECT);
        const cv::Mat strength = cv::abs(response);
        double highest = 0;
        cv::Point at;
        cv::minMaxLoc(strength, nullptr, &highest, nullptr, &at, corners);
        const double deviations = highest / std::max(usualOf(strength), 2e-3);
        if (deviations <= strongest) continue;
        strongest = deviations;
        measures[indexOf(Measure::PinMarkTone)] = static_cast<double>(response.at<float>(at));
    }
    measures[indexOf(Measure::PinMark)] = std::log1p(strongest);
}

}  // namespace tidewaiter::vision
