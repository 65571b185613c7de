#include "vision/surface/top_view.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace tidewaiter::vision {

namespace {

constexpr float kOutsidePx = 3;  ///< corners may lie this far outside: rounding of the finder

double lengthOf(cv::Point2f a, cv::Point2f b) {
    return cv::norm(b - a);
}

struct Sides {
    double width = 0;
    double height = 0;
};

Sides sidesOf(const Quad& quad) {
    return {(lengthOf(quad[0], quad[1]) + lengthOf(quad[3], quad[2])) / 2,
            (lengthOf(quad[1], quad[2]) + lengthOf(quad[0], quad[3])) / 2};
}

/// Whether the corners go round in one sense, without a dent.
bool isConvex(const Quad& quad) {
    int left = 0;
    int right = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto a = quad[(i + 1) % 4] - quad[i];
        const auto b = quad[(i + 2) % 4] - quad[(i + 1) % 4];
        const float turn = a.x * b.y - a.y * b.x;
        left += turn < 0 ? 1 : 0;
        right += turn > 0 ? 1 : 0;
    }
    return left == 4 || right == 4;
}

std::string troubleWith(const cv::Mat& frame, const Quad& quad, const TopViewOptions& options) {
    const bool numbers = std::all_of(quad.begin(), quad.end(), [](const cv::Point2f& corner) {
        return std::isfinite(corner.x) && std::isfinite(corner.y);
    });
    if (frame.empty() || frame.type() != CV_8UC3) return "the picture has no pixels";
    if (!numbers || !isConvex(quad)) return "its outline is not known";
    const auto [width, height] = sidesOf(quad);
    if (std::min(width, height) < options.shortestPx) return "too small in the picture: move closer";
    if (std::max(width, height) > options.longestAspect * std::min(width, height)) {
        return "its outline is not that of a package";
    }
    const bool inside = std::all_of(quad.begin(), quad.end(), [&](const cv::Point2f& corner) {
        return corner.x >= -kOutsidePx && corner.y >= -kOutsidePx &&
               corner.x <= static_cast<float>(frame.cols) + kOutsidePx &&
               corner.y <= static_cast<float>(frame.rows) + kOutsidePx;
    });
    return inside ? "" : "cut off by the edge of the picture: show all of it";
}

cv::Rect frameArea(const cv::Mat& frame, const Quad& quad, int margin) {
    const std::vector<cv::Point2f> corners(quad.begin(), quad.end());
    cv::Rect area = cv::boundingRect(corners);
    area -= cv::Point(margin, margin);
    area += cv::Size(2 * margin, 2 * margin);
    return area & cv::Rect({0, 0}, frame.size());
}

}  // namespace

Expected<TopView> makeTopView(const cv::Mat& frame, const Quad& quad, const TopViewOptions& options) {
    if (auto trouble = troubleWith(frame, quad, options); !trouble.empty())
        return failure(std::move(trouble));
    const auto [width, height] = sidesOf(quad);
    const double shrink = std::min(1.0, options.longestPx / std::max(width, height));
    const int marginOfFrame = cvCeil(2 * options.margin * std::min(width, height)) + 2;
    // Only the part around the package is shrunk, by area, so that nothing aliases.
    const cv::Rect area = frameArea(frame, quad, marginOfFrame);
    cv::Mat part = frame(area);
    if (shrink < 1) cv::resize(part, part, {}, shrink, shrink, cv::INTER_AREA);

    TopView view;
    view.pixelScale = shrink;
    const int margin = std::max(2, cvRound(options.margin * shrink * std::min(width, height)));
    view.body = {margin, margin, cvRound(width * shrink), cvRound(height * shrink)};
    const auto left = static_cast<float>(margin);
    const float right = left + static_cast<float>(view.body.width);
    const float bottom = left + static_cast<float>(view.body.height);
    const std::vector<cv::Point2f> to = {{left, left}, {right, left}, {right, bottom}, {left, bottom}};
    const std::vector<cv::Point2f> from(quad.begin(), quad.end());
    view.toFrame = cv::Matx33d(cv::getPerspectiveTransform(to, from));
    const cv::Matx33d toPart(shrink, 0, -shrink * area.x, 0, shrink, -shrink * area.y, 0, 0, 1);
    cv::warpPerspective(part, view.bgr, toPart * view.toFrame,
                        {view.body.width + 2 * margin, view.body.height + 2 * margin},
                        cv::INTER_CUBIC | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    return view;
}

}  // namespace tidewaiter::vision
