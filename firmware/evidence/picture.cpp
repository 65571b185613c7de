#include "firmware/evidence/picture.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "firmware/files/base64.h"

namespace tidewaiter::evidence {

namespace {

// Twice the longest side that the image loader ever lets through.
constexpr float kFarthest = 60'000;
const cv::Scalar kOutside(128, 128, 128);

double distance(const cv::Point2f& a, const cv::Point2f& b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

struct Extent {
    double width, height;
};

Extent extentOf(const vision::Quad& quad) {
    return {std::max(distance(quad[0], quad[1]), distance(quad[3], quad[2])),
            std::max(distance(quad[0], quad[3]), distance(quad[1], quad[2]))};
}

double cutOutScale(const Extent& extent, const CutOutOptions& options) {
    const double longSide = std::max(extent.width, extent.height);
    const double shortSide = std::min(extent.width, extent.height);
    const double grow = std::clamp(options.shortSidePx / shortSide, 1.0, options.maxEnlarge);
    return std::min(grow, options.longSidePx / longSide);
}

bool isInside(const vision::Quad& quad, cv::Size size) {
    return std::all_of(quad.begin(), quad.end(), [size](const cv::Point2f& corner) {
        return corner.x >= 0 && corner.y >= 0 && corner.x <= static_cast<float>(size.width - 1) &&
               corner.y <= static_cast<float>(size.height - 1);
    });
}

// A margin only where it shows more of the picture, not the grey around it.
vision::Quad withMargin(const vision::Quad& quad, double margin, cv::Size size) {
    const Extent extent = extentOf(quad);
    const vision::Quad wider = widened(quad, std::max(1.0, margin * std::min(extent.width, extent.height)));
    return isInside(wider, size) ? wider : quad;
}

// The pixels around a quad, shrunk beforehand where the result will be much smaller: a warp alone skips
// pixels and turns fine print into noise.
struct Patch {
    cv::Mat pixels;
    vision::Quad quad;
};

Patch patchAround(const cv::Mat& pixels, const vision::Quad& quad, double scale) {
    const double shrink = std::min(1.0, scale);
    const int reach = 2 + static_cast<int>(2 / shrink);  // what interpolation at the edge looks at
    cv::Rect box = cv::boundingRect(std::vector<cv::Point2f>(quad.begin(), quad.end()));
    if ((box & cv::Rect({0, 0}, pixels.size())).empty()) return {};
    box = cv::Rect(box.x - reach, box.y - reach, box.width + 2 * reach, box.height + 2 * reach) &
          cv::Rect({0, 0}, pixels.size());
    Patch patch{shrink < 1 ? scaled(pixels(box), shrink) : pixels(box), {}};
    std::transform(quad.begin(), quad.end(), patch.quad.begin(), [&](const cv::Point2f& corner) {
        return scaledPoint(corner - cv::Point2f(box.tl()), shrink);
    });
    return patch;
}

}  // namespace

cv::Point2f scaledPoint(const cv::Point2f& point, double scale) {
    const auto moved = [scale](float v) { return static_cast<float>((v + 0.5) * scale - 0.5); };
    return {moved(point.x), moved(point.y)};
}

bool isDrawable(const vision::Quad& quad) {
    return std::all_of(quad.begin(), quad.end(), [](const cv::Point2f& corner) {
        return std::abs(corner.x) <= kFarthest && std::abs(corner.y) <= kFarthest;  // false for NaN
    });
}

vision::Quad widened(const vision::Quad& quad, double px) {
    const Extent extent = extentOf(quad);
    if (extent.width < 1 || extent.height < 1) return quad;
    const auto across = static_cast<float>(px / extent.width);
    const auto down = static_cast<float>(px / extent.height);
    const cv::Point2f top = (quad[1] - quad[0]) * across;
    const cv::Point2f bottom = (quad[2] - quad[3]) * across;
    const cv::Point2f left = (quad[3] - quad[0]) * down;
    const cv::Point2f right = (quad[2] - quad[1]) * down;
    return {quad[0] - top - left, quad[1] + top - right, quad[2] + bottom + right, quad[3] - bottom + left};
}

double displayScale(cv::Size size, int longSidePx) {
    return std::min(2.0, static_cast<double>(longSidePx) / std::max(size.width, size.height));
}

cv::Mat scaled(const cv::Mat& pixels, double scale) {
    const cv::Size size(std::max(1, cvRound(pixels.cols * scale)), std::max(1, cvRound(pixels.rows * scale)));
    cv::Mat result;
    cv::resize(pixels, result, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return result;
}

cv::Mat cutOut(const cv::Mat& pixels, const vision::Quad& quad, const CutOutOptions& options) {
    if (pixels.empty() || !isDrawable(quad)) return {};
    const double area = cv::contourArea(std::vector<cv::Point2f>(quad.begin(), quad.end()));
    const Extent content = extentOf(quad);
    if (area < 1 || content.width < 1 || content.height < 1) return {};
    const vision::Quad shown = withMargin(quad, options.margin, pixels.size());
    const Extent extent = extentOf(shown);
    const double scale = cutOutScale(extent, options);
    const Patch patch = patchAround(pixels, shown, scale);
    if (patch.pixels.empty()) return {};
    const cv::Size size(std::max(1, cvRound(extent.width * scale)),
                        std::max(1, cvRound(extent.height * scale)));
    const vision::Quad target =
        vision::quadOf({0, 0, static_cast<float>(size.width - 1), static_cast<float>(size.height - 1)});
    cv::Mat straight;
    cv::warpPerspective(patch.pixels, straight, cv::getPerspectiveTransform(patch.quad.data(), target.data()),
                        size, cv::INTER_CUBIC, cv::BORDER_CONSTANT, kOutside);
    return straight;
}

std::string jpegDataUri(const cv::Mat& pixels, int quality) {
    std::vector<unsigned char> encoded;
    if (pixels.empty() || !cv::imencode(".jpg", pixels, encoded, {cv::IMWRITE_JPEG_QUALITY, quality}))
        return {};
    return "data:image/jpeg;base64," +
           files::toBase64({reinterpret_cast<const char*>(encoded.data()), encoded.size()});
}

}  // namespace tidewaiter::evidence
