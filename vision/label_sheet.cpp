#include "vision/internal/label_sheet.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "vision/internal/package_patch.h"

namespace tidewaiter::vision {

namespace {

constexpr int kBody = 320;
constexpr int kRim = 56;
constexpr int kAround = 8;
constexpr double kMostSeen = 0.995;
constexpr double kLeastShorter = 120;  ///< pixels of the frame

/// The part of the frame around the quad, at the view's scale, so that thin lines neither alias nor vanish.
struct Part {
    cv::Mat pixels;
    Quad quad;
};

Part partAround(const cv::Mat& bgr, const Quad& quad, double shorter) {
    const std::vector<cv::Point2f> corners(quad.begin(), quad.end());
    cv::Rect box = cv::boundingRect(corners);
    const int margin = cvCeil(0.25 * std::max(box.width, box.height)) + 2;
    box -= cv::Point(margin, margin);
    box += cv::Size(2 * margin, 2 * margin);
    box &= cv::Rect({}, bgr.size());
    Part part{bgr(box), quad};
    const double scale = std::min(1.0, kBody / shorter);
    if (scale < 1) cv::resize(bgr(box), part.pixels, {}, scale, scale, cv::INTER_AREA);
    for (auto& corner : part.quad) {
        corner -= cv::Point2f(box.tl());
        corner = (corner + cv::Point2f(0.5F, 0.5F)) * scale - cv::Point2f(0.5F, 0.5F);
    }
    return part;
}

double percentileOf(const cv::Mat& values, double share) {
    std::vector<uchar> sorted(values.begin<uchar>(), values.end<uchar>());
    const auto at =
        sorted.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), at, sorted.end());
    return *at;
}

}  // namespace

std::optional<LabelSheet> labelSheet(const cv::Mat& bgr, const Quad& quad) {
    const double across = (cv::norm(quad[1] - quad[0]) + cv::norm(quad[2] - quad[3])) / 2;
    const double down = (cv::norm(quad[3] - quad[0]) + cv::norm(quad[2] - quad[1])) / 2;
    const double shorter = std::min(across, down);
    if (!(shorter >= kLeastShorter)) return std::nullopt;
    const auto part = partAround(bgr, quad, shorter);
    if (part.pixels.empty()) return std::nullopt;
    const auto patch = patchOf(part.pixels, part.quad, kBody, kRim);
    LabelSheet sheet;
    sheet.body = kBody;
    sheet.rim = kRim;
    sheet.bgr = patch.pixels;
    std::array<cv::Mat, 3> channels;
    cv::split(patch.pixels, channels.data());
    sheet.white = cv::min(cv::min(channels[0], channels[1]), channels[2]);
    cv::warpPerspective(cv::Mat(part.pixels.size(), CV_8U, cv::Scalar(255)), sheet.seen, patch.toPicture,
                        patch.pixels.size(), cv::INTER_NEAREST | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT,
                        0);
    const cv::Mat around =
        sheet.seen(cv::Rect(kRim - kAround, kRim - kAround, kBody + 2 * kAround, kBody + 2 * kAround));
    sheet.whole = cv::countNonZero(around) > kMostSeen * static_cast<double>(around.total());
    sheet.paper = percentileOf(sheet.white(cv::Rect(kRim, kRim, kBody, kBody)).clone(), 0.7);
    return sheet;
}

}  // namespace tidewaiter::vision
