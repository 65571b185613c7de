#include "ocr/text/overlap.h"

#include <opencv2/imgproc.hpp>
#include <vector>

namespace tidewaiter::ocr {

double areaOf(const vision::Quad& quad) {
    return std::abs(cv::contourArea(std::vector<cv::Point2f>(quad.begin(), quad.end())));
}

double sharedArea(const vision::Quad& a, const vision::Quad& b) {
    const std::vector<cv::Point2f> first(a.begin(), a.end());
    const std::vector<cv::Point2f> second(b.begin(), b.end());
    if ((cv::boundingRect(first) & cv::boundingRect(second)).empty()) return 0;
    std::vector<cv::Point2f> both;
    return cv::intersectConvexConvex(first, second, both);
}

}  // namespace tidewaiter::ocr
