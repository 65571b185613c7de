#include "ocr/text/rectify.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::ocr {

namespace {

constexpr double kMaxSidePx = 4096;

double length(const cv::Point2f& from, const cv::Point2f& to) {
    return cv::norm(to - from);
}

}  // namespace

cv::Mat rectified(const cv::Mat& picture, const vision::Quad& quad, int minHeightPx) {
    double width = std::max(length(quad[0], quad[1]), length(quad[3], quad[2]));
    double height = std::max(length(quad[0], quad[3]), length(quad[1], quad[2]));
    if (!(width >= 1 && height >= 1)) return {};
    const double enlarge =
        std::min(std::max(1.0, minHeightPx / height), kMaxSidePx / std::max(width, height));
    width = std::max(1.0, std::round(width * enlarge));
    height = std::max(1.0, std::round(height * enlarge));
    const auto w = static_cast<float>(width);
    const auto h = static_cast<float>(height);
    const vision::Quad upright{cv::Point2f{0, 0}, cv::Point2f{w, 0}, cv::Point2f{w, h}, cv::Point2f{0, h}};
    cv::Mat line;
    cv::warpPerspective(picture, line, cv::getPerspectiveTransform(quad.data(), upright.data()),
                        {static_cast<int>(width), static_cast<int>(height)}, cv::INTER_LINEAR,
                        cv::BORDER_REPLICATE);
    return line;
}

vision::Quad turnedHalf(const vision::Quad& quad) {
    return {quad[2], quad[3], quad[0], quad[1]};
}

vision::Quad turnedQuarter(const vision::Quad& quad) {
    return {quad[3], quad[0], quad[1], quad[2]};
}

}  // namespace tidewaiter::ocr
