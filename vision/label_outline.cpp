#include "vision/internal/label_outline.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::vision {

namespace {

constexpr double kLeastShorter = 22;      ///< pixels
constexpr double kMostAspect = 9;         ///< longer over shorter side
constexpr double kLeastCorner = 0.35;     ///< sine of a corner's angle
constexpr float kRim = 2.5F;              ///< pixels: so near to the picture's side is on it
constexpr std::size_t kMostCorners = 40;  ///< of a hull, after straightening

using Corners = std::vector<cv::Point2f>;

cv::Point2f meeting(cv::Point2f a, cv::Point2f alongA, cv::Point2f b, cv::Point2f alongB) {
    const auto cross = static_cast<float>(alongA.cross(alongB));
    return a + alongA * ((b - a).cross(alongB) / cross);
}

/// What leaving out the side from corner i to the next one adds to the area, when its neighbors run on until
/// they meet; negative where they do not meet outside.
double costOfSide(const Corners& hull, std::size_t i, cv::Point2f& corner) {
    const std::size_t n = hull.size();
    const auto before = hull[(i + n - 1) % n];
    const auto a = hull[i];
    const auto b = hull[(i + 1) % n];
    const auto after = hull[(i + 2) % n];
    const auto first = a - before;
    const auto second = b - after;
    const double cross = first.cross(second);
    if (std::abs(cross) < 1e-3 * cv::norm(first) * cv::norm(second)) return -1;
    corner = meeting(a, first, b, second);
    if ((corner - a).dot(first) < 0 || (corner - b).dot(second) < 0) return -1;
    return std::abs((b - a).cross(corner - a)) / 2;
}

/// The quad around a convex hull: sides that add least area when left out go first, so that a corner that is
/// covered or torn off comes back.
bool reduceToQuad(Corners& hull) {
    while (hull.size() > 4) {
        double least = -1;
        std::size_t side = 0;
        cv::Point2f corner;
        for (std::size_t i = 0; i < hull.size(); ++i) {
            cv::Point2f met;
            const double cost = costOfSide(hull, i, met);
            if (cost < 0 || (least >= 0 && cost >= least)) continue;
            least = cost;
            side = i;
            corner = met;
        }
        if (least < 0) return false;
        hull[side] = corner;
        hull.erase(hull.begin() + static_cast<std::ptrdiff_t>((side + 1) % hull.size()));
    }
    return hull.size() == 4;
}

double sideOf(const Quad& quad, std::size_t i) {
    return cv::norm(quad[(i + 1) % 4] - quad[i]);
}

bool hasSizeOfLabel(const Quad& quad, cv::Size picture) {
    const double across = (sideOf(quad, 0) + sideOf(quad, 2)) / 2;
    const double down = (sideOf(quad, 1) + sideOf(quad, 3)) / 2;
    const double shorter = std::min(across, down);
    if (shorter < kLeastShorter || std::max(across, down) > kMostAspect * shorter) return false;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto in = quad[(i + 1) % 4] - quad[i];
        const auto out = quad[(i + 2) % 4] - quad[(i + 1) % 4];
        if (in.cross(out) < kLeastCorner * cv::norm(in) * cv::norm(out)) return false;
    }
    const auto w = static_cast<float>(picture.width);
    const auto h = static_cast<float>(picture.height);
    return std::all_of(quad.begin(), quad.end(), [&](const cv::Point2f& corner) {
        return corner.x > -0.02F * w && corner.y > -0.02F * h && corner.x < 1.02F * w && corner.y < 1.02F * h;
    });
}

/// On how many sides of the picture the quad ends.
int sidesAtRim(const Quad& quad, cv::Size picture) {
    const cv::Rect2f inner(kRim, kRim, static_cast<float>(picture.width) - 1 - 2 * kRim,
                           static_cast<float>(picture.height) - 1 - 2 * kRim);
    const auto any = [&](auto&& beyond) { return std::any_of(quad.begin(), quad.end(), beyond) ? 1 : 0; };
    return any([&](const cv::Point2f& p) { return p.x < inner.x; }) +
           any([&](const cv::Point2f& p) { return p.y < inner.y; }) +
           any([&](const cv::Point2f& p) { return p.x > inner.br().x; }) +
           any([&](const cv::Point2f& p) { return p.y > inner.br().y; });
}

}  // namespace

std::optional<LabelCandidate> labelOutline(const std::vector<cv::Point>& contour, cv::Size picture,
                                           double leastFill) {
    const cv::Rect box = cv::boundingRect(contour);
    if (std::min(box.width, box.height) < kLeastShorter * 0.8) return std::nullopt;
    std::vector<cv::Point> hull;
    cv::convexHull(contour, hull);
    Corners corners(hull.begin(), hull.end());
    const double length = cv::arcLength(corners, true);
    cv::approxPolyDP(corners, corners, 0.006 * length, true);
    if (corners.size() < 4 || corners.size() > kMostCorners || !reduceToQuad(corners)) return std::nullopt;
    LabelCandidate candidate;
    std::copy(corners.begin(), corners.end(), candidate.quad.begin());
    if (cv::contourArea(corners, true) < 0) std::reverse(candidate.quad.begin(), candidate.quad.end());
    if (!hasSizeOfLabel(candidate.quad, picture) || sidesAtRim(candidate.quad, picture) > 1)
        return std::nullopt;
    // A contour of pixels runs through their centers: the area it goes round lacks half a pixel all around.
    const double area = cv::contourArea(contour) + cv::arcLength(contour, true) / 2;
    candidate.fill = std::min(1.0, area / std::max(1.0, cv::contourArea(corners)));
    return candidate.fill < leastFill ? std::nullopt : std::optional(candidate);
}

}  // namespace tidewaiter::vision
