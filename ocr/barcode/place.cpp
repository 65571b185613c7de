#include "ocr/barcode/place.h"

#include <algorithm>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace tidewaiter::ocr {

namespace {

/// How far `point` lies within `quad`; negative outside. A quad without area is the line it has become.
double depth(const vision::Quad& quad, const cv::Point2f& point) {
    const std::vector<cv::Point2f> corners(quad.begin(), quad.end());
    return cv::pointPolygonTest(corners, point, true);
}

}  // namespace

cv::Point2f centerOf(const vision::Quad& quad) {
    return (quad[0] + quad[1] + quad[2] + quad[3]) * 0.25F;
}

double lengthOf(const vision::Quad& quad) {
    return std::max(cv::norm(quad[1] - quad[0]), cv::norm(quad[2] - quad[1]));
}

bool contains(const vision::Quad& quad, const cv::Point2f& point, double marginPx) {
    return depth(quad, point) >= -marginPx;
}

bool isSamePlace(const vision::Quad& a, const vision::Quad& b, double growth) {
    const double margin = 2 + growth * std::min(lengthOf(a), lengthOf(b));
    return contains(a, centerOf(b), margin) || contains(b, centerOf(a), margin);
}

vision::Quad united(const vision::Quad& a, const vision::Quad& b) {
    const cv::Point2f along = a[1] - a[0];
    const auto length = static_cast<float>(cv::norm(along));
    if (length <= 0) return b;
    const cv::Point2f right = along / length;
    const cv::Point2f down(-right.y, right.x);
    cv::Point2f low(right.dot(a[0]), down.dot(a[0]));
    cv::Point2f high = low;
    for (const auto* quad : {&a, &b}) {
        for (const auto& corner : *quad) {
            low = {std::min(low.x, right.dot(corner)), std::min(low.y, down.dot(corner))};
            high = {std::max(high.x, right.dot(corner)), std::max(high.y, down.dot(corner))};
        }
    }
    return {right * low.x + down * low.y, right * high.x + down * low.y, right * high.x + down * high.y,
            right * low.x + down * high.y};
}

}  // namespace tidewaiter::ocr
