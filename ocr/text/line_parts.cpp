#include "ocr/text/line_parts.h"

#include <algorithm>
#include <opencv2/core/types.hpp>

namespace tidewaiter::ocr {

namespace {

// In heights of the higher box. The ends of boxes are grown by less than half of one.
constexpr double kMostOverlap = 0.8;
constexpr double kWidestSpace = 0.7;
constexpr double kMostOffset = 0.25;
constexpr double kLeastHeightRatio = 0.7;
constexpr double kSameDirection = 0.99;  // cosine of 8 degrees

cv::Point2f middle(const cv::Point2f& a, const cv::Point2f& b) {
    return (a + b) * 0.5F;
}

double heightOf(const vision::Quad& box) {
    return std::max(1.0, cv::norm(middle(box[3], box[2]) - middle(box[0], box[1])));
}

cv::Point2f directionOf(const vision::Quad& box) {
    const cv::Point2f along = middle(box[1], box[2]) - middle(box[0], box[3]);
    return along / std::max(1e-3, cv::norm(along));
}

bool goesOn(const vision::Quad& left, const vision::Quad& right) {
    const cv::Point2f along = directionOf(left);
    if (along.dot(directionOf(right)) < kSameDirection) return false;
    const double higher = std::max(heightOf(left), heightOf(right));
    if (std::min(heightOf(left), heightOf(right)) < kLeastHeightRatio * higher) return false;
    const cv::Point2f step = middle(right[0], right[3]) - middle(left[1], left[2]);
    const double space = step.dot(along) / higher;
    const double offset = std::abs(step.cross(along)) / higher;
    const cv::Point2f growth = middle(right[1], right[2]) - middle(left[1], left[2]);
    return space > -kMostOverlap && space < kWidestSpace && offset < kMostOffset &&
           growth.dot(along) > kWidestSpace * higher;
}

}  // namespace

std::vector<LineParts> partsOfLines(const std::vector<vision::Quad>& boxes) {
    std::vector<LineParts> parts;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        for (std::size_t j = 0; j < boxes.size(); ++j) {
            if (i == j || !goesOn(boxes[i], boxes[j])) continue;
            parts.push_back({i, j, {boxes[i][0], boxes[j][1], boxes[j][2], boxes[i][3]}});
        }
    }
    return parts;
}

}  // namespace tidewaiter::ocr
