// Dimples: the round recess that molds leave in a corner. Grinding makes it shallow, a coat fills it and its
// floor then has the coat's texture.
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/surface/internal/measure_parts.h"

namespace tidewaiter::vision {

namespace {

constexpr int kWorkingSide = 160;  ///< pixels of the shorter side: small dimples have a radius of five
constexpr std::array<int, 5> kRadii = {5, 6, 8, 10, 13};
constexpr double kDark = 0.02;    ///< added before logarithms: darker is noise
constexpr double kCorner = 0.32;  ///< of the shorter side: dimples' middles lie in the corners

/// +1 on a ring, -1 inside and outside of it, both parts of sum 1.
cv::Mat ringKernel(int radius) {
    const int reach = radius + 4;
    cv::Mat kernel(2 * reach + 1, 2 * reach + 1, CV_32F, cv::Scalar());
    double on = 0;
    double off = 0;
    for (int pass = 0; pass < 2; ++pass) {
        for (int y = -reach; y <= reach; ++y) {
            for (int x = -reach; x <= reach; ++x) {
                const double distance = std::abs(std::hypot(x, y) - radius);
                const bool ring = distance <= 1.2;
                const bool beside = distance > 2 && distance <= 4;
                if (pass == 0) {
                    on += ring ? 1 : 0;
                    off += beside ? 1 : 0;
                } else if (ring || beside) {
                    kernel.at<float>(y + reach, x + reach) = static_cast<float>(ring ? 1 / on : -1 / off);
                }
            }
        }
    }
    return kernel;
}

/// Strength of edges relative to the local brightness, at the working scale.
cv::Mat edgeStrength(const PlainArea& area, const cv::Size& size) {
    const cv::Mat relative = area.grey / cv::max(area.background, 0.03);
    cv::Mat small;
    cv::resize(relative, small, size, 0, 0, cv::INTER_AREA);
    cv::GaussianBlur(small, small, {}, 0.8);
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(small, dx, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(small, dy, CV_32F, 0, 1, 3, 0.125);
    cv::Mat strength;
    cv::magnitude(dx, dy, strength);
    cv::min(strength, 0.3, strength);  // letters and highlights are no deeper than the deepest dimple
    return strength;
}

struct Recess {
    double strength = 0;
    cv::Point middle;
    int radius = 0;
};

Recess strongest(const cv::Mat& edges, const cv::Mat& corners) {
    Recess best;
    for (const int radius : kRadii) {
        cv::Mat response;
        cv::filter2D(edges, response, CV_32F, ringKernel(radius), {-1, -1}, 0, cv::BORDER_REFLECT);
        double highest = 0;
        cv::Point at;
        cv::minMaxLoc(response, nullptr, &highest, nullptr, &at, corners);
        if (highest > best.strength) best = {highest, at, radius};
    }
    return best;
}

}  // namespace

void measureDimple(const PlainArea& area, const TexturePlanes& texture, SurfaceMeasures& measures) {
    const double scale = static_cast<double>(kWorkingSide) / std::min(area.grey.cols, area.grey.rows);
    const cv::Size size(cvRound(area.grey.cols * scale), cvRound(area.grey.rows * scale));
    const cv::Mat edges = edgeStrength(area, size);
    const auto recess = strongest(edges, cornersOf(size, kRadii.front() + 3, kCorner));
    const double usual = std::max(medianOf(edges, cv::Mat(edges.size(), CV_8U, cv::Scalar(255))), 1e-3);
    measures[indexOf(Measure::Dimple)] = std::log1p(recess.strength / usual);
    if (recess.radius == 0) return;
    cv::Mat floor(area.grey.size(), CV_8U, cv::Scalar(0));
    const cv::Point middle(cvRound(recess.middle.x / scale), cvRound(recess.middle.y / scale));
    cv::circle(floor, middle, std::max(2, cvRound(0.6 * recess.radius / scale)), cv::Scalar(255), cv::FILLED);
    if (cv::countNonZero(floor) < 30) return;
    measures[indexOf(Measure::DimpleTone)] =
        std::log((medianOf(area.grey, floor) + kDark) / (medianOf(area.grey, area.plain) + kDark));
    measures[indexOf(Measure::DimpleGrain)] =
        fineTexture(area, floor).grain1 - grainOf(texture.bands[0], texture.mask);
}

}  // namespace tidewaiter::vision
