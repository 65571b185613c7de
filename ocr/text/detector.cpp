#include "ocr/text/detector.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "ocr/text/network_input.h"

namespace tidewaiter::ocr {

namespace {

constexpr Normalization kImageNet{{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}};
constexpr int kStride = 32;  // the network halves its input five times

int roundToStride(double size) {
    return std::max(kStride, static_cast<int>(std::lround(size / kStride)) * kStride);
}

/// Mean of the map inside the contour's polygon.
float meanInside(const cv::Mat& map, const std::vector<cv::Point>& contour) {
    const cv::Rect box = cv::boundingRect(contour) & cv::Rect(0, 0, map.cols, map.rows);
    cv::Mat mask = cv::Mat::zeros(box.size(), CV_8U);
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{contour}, cv::Scalar(1), cv::LINE_8, 0, -box.tl());
    return static_cast<float>(cv::mean(map(box), mask)[0]);
}

/// The four corners so that the first edge is the longer one and runs to the right, or down when it is
/// upright.
vision::Quad orderedCorners(const cv::RotatedRect& rect) {
    cv::Point2f axis(std::cos(static_cast<float>(rect.angle * CV_PI / 180)),
                     std::sin(static_cast<float>(rect.angle * CV_PI / 180)));
    float along = rect.size.width;
    float across = rect.size.height;
    if (along < across) {
        std::swap(along, across);
        axis = {-axis.y, axis.x};
    }
    const bool upright = std::abs(axis.y) > std::abs(axis.x);
    if (upright ? axis.y < 0 : axis.x < 0) axis = -axis;
    const cv::Point2f down(-axis.y, axis.x);
    const cv::Point2f a = axis * (along / 2);
    const cv::Point2f d = down * (across / 2);
    return {rect.center - a - d, rect.center + a - d, rect.center + a + d, rect.center - a + d};
}

/// Boxes around what is at least `pixelThreshold` in the map, with a mean of at least `boxThreshold`.
std::vector<DetectedLine> boxesOf(const cv::Mat& map, float pixelThreshold, float boxThreshold,
                                  const DetectorOptions& options) {
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(cv::Mat(map > pixelThreshold), contours, cv::RETR_LIST, cv::CHAIN_APPROX_SIMPLE);
    std::vector<DetectedLine> boxes;
    for (const auto& contour : contours) {
        cv::RotatedRect rect = cv::minAreaRect(contour);
        if (std::min(rect.size.width, rect.size.height) < options.minSidePx - 1) continue;
        const float score = meanInside(map, contour);
        if (score < boxThreshold) continue;
        const float grow = options.unclip * rect.size.area() / (2 * (rect.size.width + rect.size.height));
        rect.size.width += 2 * grow;
        rect.size.height += 2 * grow;
        boxes.push_back({orderedCorners(rect), score});
    }
    return boxes;
}

bool holdsCenterOf(const vision::Quad& quad, const vision::Quad& other) {
    const std::vector<cv::Point2f> corners(quad.begin(), quad.end());
    return cv::pointPolygonTest(corners, (other[0] + other[2]) / 2, false) >= 0;
}

}  // namespace

Detector::Detector(Session session, const DetectorOptions& options)
    : session_(std::move(session)), options_(options) {}

Detection linesOfMap(const cv::Mat& map, const DetectorOptions& options) {
    Detection found;
    found.lines = boxesOf(map, options.pixelThreshold, options.boxThreshold, options);
    for (auto& box : boxesOf(map, options.faintThreshold, options.faintThreshold, options)) {
        const bool known = std::any_of(found.lines.begin(), found.lines.end(), [&box](const auto& line) {
            return holdsCenterOf(line.quad, box.quad) || holdsCenterOf(box.quad, line.quad);
        });
        if (!known) found.faint.push_back(box);
    }
    return found;
}

Expected<Detection> Detector::detect(const cv::Mat& picture, double scale) const {
    const cv::Size size(roundToStride(picture.cols * scale), roundToStride(picture.rows * scale));
    cv::Mat scaled;
    cv::resize(picture, scaled, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    Tensor input{{1, 3, size.height, size.width},
                 std::vector<float>(static_cast<std::size_t>(3 * size.area()))};
    writePlanes(scaled, kImageNet, size.width, size.height, input.data.data());
    auto output = session_.run(std::move(input));
    if (!output) return tl::unexpected(output.error());
    const cv::Mat map(size.height, size.width, CV_32F, output->data.data());
    auto found = linesOfMap(map, options_);
    const cv::Point2f back(static_cast<float>(picture.cols) / static_cast<float>(size.width),
                           static_cast<float>(picture.rows) / static_cast<float>(size.height));
    for (auto* boxes : {&found.lines, &found.faint}) {
        for (auto& box : *boxes) {
            for (auto& corner : box.quad)
                corner = {(corner.x + 0.5F) * back.x - 0.5F, (corner.y + 0.5F) * back.y - 0.5F};
        }
    }
    return found;
}

}  // namespace tidewaiter::ocr
