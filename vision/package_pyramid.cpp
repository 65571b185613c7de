#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/internal/package_pyramid.h"
#include "vision/internal/tone.h"

namespace tidewaiter::vision {

namespace {

constexpr double kMostPixels = 0.8e6;  ///< of the largest level
constexpr int kLeastLong = 110;        ///< pixels of the longer side: smaller levels add nothing

PackageLevel levelOf(const cv::Mat& bgr, const cv::Size& frame) {
    PackageLevel level;
    level.bgr = bgr;
    level.grey = greyOf(bgr);
    level.across = static_cast<double>(bgr.cols) / frame.width;
    level.down = static_cast<double>(bgr.rows) / frame.height;
    return level;
}

cv::Mat scaledDown(const cv::Mat& picture, double factor) {
    cv::Mat small;
    const cv::Size size(std::max(1, cvRound(picture.cols * factor)),
                        std::max(1, cvRound(picture.rows * factor)));
    cv::resize(picture, small, size, 0, 0, cv::INTER_AREA);
    return small;
}

}  // namespace

std::vector<PackageLevel> packagePyramid(const cv::Mat& bgr) {
    std::vector<PackageLevel> levels;
    const auto pixels = static_cast<double>(bgr.total());
    cv::Mat picture = pixels > kMostPixels ? scaledDown(bgr, std::sqrt(kMostPixels / pixels)) : bgr;
    levels.push_back(levelOf(picture, bgr.size()));
    while (std::max(picture.cols, picture.rows) >= 2 * kLeastLong) {
        picture = scaledDown(picture, 0.5);
        levels.push_back(levelOf(picture, bgr.size()));
    }
    return levels;
}

cv::Point2f toLevel(cv::Point2f point, const PackageLevel& level) {
    return {static_cast<float>((static_cast<double>(point.x) + 0.5) * level.across - 0.5),
            static_cast<float>((static_cast<double>(point.y) + 0.5) * level.down - 0.5)};
}

cv::Point2f toFrame(cv::Point2f point, const PackageLevel& level) {
    return {static_cast<float>((static_cast<double>(point.x) + 0.5) / level.across - 0.5),
            static_cast<float>((static_cast<double>(point.y) + 0.5) / level.down - 0.5)};
}

Quad toLevel(const Quad& quad, const PackageLevel& level) {
    Quad moved;
    std::transform(quad.begin(), quad.end(), moved.begin(), [&](cv::Point2f p) { return toLevel(p, level); });
    return moved;
}

Quad toFrame(const Quad& quad, const PackageLevel& level) {
    Quad moved;
    std::transform(quad.begin(), quad.end(), moved.begin(), [&](cv::Point2f p) { return toFrame(p, level); });
    return moved;
}

cv::Size2f sidesOf(const Quad& quad) {
    const auto mean = [](double a, double b) { return static_cast<float>((a + b) / 2); };
    return {mean(cv::norm(quad[1] - quad[0]), cv::norm(quad[2] - quad[3])),
            mean(cv::norm(quad[3] - quad[0]), cv::norm(quad[2] - quad[1]))};
}

const PackageLevel& levelFor(const std::vector<PackageLevel>& levels, const Quad& quad, double side) {
    const auto sides = sidesOf(quad);
    const double shorter = std::min(sides.width, sides.height);
    const PackageLevel* best = &levels.front();
    for (const auto& level : levels) {
        if (shorter * level.across >= side) best = &level;
    }
    return *best;
}

}  // namespace tidewaiter::vision
