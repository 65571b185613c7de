#include "vision/internal/label_candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace tidewaiter::vision {

namespace {

constexpr std::array kLevels = {0.5, 0.65, 0.76, 0.85, 0.92};  ///< of the brightest part
constexpr double kBrightest = 0.995;                           ///< share of pixels below it
constexpr double kLeastShorter = 22;                           ///< pixels
constexpr double kMostAspect = 9;                              ///< longer over shorter side
constexpr double kLeastFill = 0.72;       ///< of the quad: a label with a third covered still fills so much
constexpr double kLeastCorner = 0.35;     ///< sine of a corner's angle
constexpr double kSameCorner = 0.05;      ///< of the shorter side
constexpr float kRim = 2.5F;              ///< pixels: so near to the picture's side is on it
constexpr std::size_t kMostCorners = 40;  ///< of a hull, after straightening

using Contour = std::vector<cv::Point>;
using Corners = std::vector<cv::Point2f>;

/// White paper is bright in its darkest channel; cardboard and colored tape are not.
cv::Mat whiteness(const cv::Mat& bgr) {
    std::array<cv::Mat, 3> channels;
    cv::split(bgr, channels.data());
    cv::Mat least;
    cv::min(channels[0], channels[1], least);
    cv::min(least, channels[2], least);
    cv::GaussianBlur(least, least, {3, 3}, 0);
    return least;
}

int brightest(const cv::Mat& grey) {
    std::array<int, 256> counts{};
    for (int y = 0; y < grey.rows; ++y) {
        const auto* row = grey.ptr<uchar>(y);
        for (int x = 0; x < grey.cols; ++x) ++counts[row[x]];
    }
    const double wanted = (1 - kBrightest) * static_cast<double>(grey.total());
    int level = 255;
    for (double above = 0; level > 1; --level) {
        above += counts[static_cast<std::size_t>(level)];
        if (above >= wanted) break;
    }
    return level;
}

/// Areas that are lighter than some level.
void addLevels(const cv::Mat& white, std::vector<cv::Mat>& masks) {
    const int top = brightest(white);
    for (const double level : kLevels) masks.emplace_back(white > level * top);
}

/// Areas lighter than what surrounds them, whatever the light's fall: paper near to a window is lighter than
/// paper far from it.
void addLocal(const cv::Mat& white, std::vector<cv::Mat>& masks) {
    const int side = std::max(white.cols, white.rows);
    for (const int part : {4, 9}) {
        const int window = side / part | 1;
        cv::Mat mean;
        cv::blur(white, mean, {window, window}, {-1, -1}, cv::BORDER_REFLECT);
        masks.emplace_back(white > mean + 6);
    }
}

/// Areas that edges enclose: a white label on a white carton is told by its edge and its shadow alone.
void addEnclosed(const cv::Mat& white, std::vector<cv::Mat>& masks) {
    cv::Mat smooth;
    cv::GaussianBlur(white, smooth, {3, 3}, 0);
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(smooth, dx, CV_16S, 1, 0, 3);
    cv::Sobel(smooth, dy, CV_16S, 0, 1, 3);
    const cv::Mat slope = cv::abs(dx) + cv::abs(dy);
    for (const int least : {24, 48, 96}) masks.emplace_back(slope < least);
}

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

std::optional<LabelCandidate> candidateOf(const Contour& contour, cv::Size picture) {
    const cv::Rect box = cv::boundingRect(contour);
    if (std::min(box.width, box.height) < kLeastShorter * 0.8) return std::nullopt;
    Contour hull;
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
    return candidate.fill < kLeastFill ? std::nullopt : std::optional(candidate);
}

bool areSame(const Quad& a, const Quad& b) {
    const double near = kSameCorner * std::min(sideOf(a, 0), sideOf(a, 1));
    for (std::size_t first = 0; first < 4; ++first) {
        bool same = true;
        for (std::size_t i = 0; i < 4 && same; ++i) same = cv::norm(a[i] - b[(i + first) % 4]) <= near;
        if (same) return true;
    }
    return false;
}

void addFrom(cv::Mat mask, std::vector<LabelCandidate>& all) {
    std::vector<Contour> contours;
    std::vector<cv::Vec4i> order;
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    cv::findContours(mask, contours, order, cv::RETR_CCOMP, cv::CHAIN_APPROX_SIMPLE);
    for (std::size_t i = 0; i < contours.size(); ++i) {
        const bool isHole = order[i][3] >= 0;
        if (isHole) continue;
        if (const auto candidate = candidateOf(contours[i], mask.size())) all.push_back(*candidate);
    }
}

}  // namespace

std::vector<LabelCandidate> labelCandidates(const cv::Mat& bgr) {
    CV_Assert(bgr.type() == CV_8UC3);
    std::vector<cv::Mat> masks;
    const cv::Mat white = whiteness(bgr);
    addLevels(white, masks);
    addLocal(white, masks);
    addEnclosed(white, masks);
    std::vector<LabelCandidate> all;
    for (const auto& mask : masks) addFrom(mask, all);
    std::stable_sort(all.begin(), all.end(),
                     [](const LabelCandidate& a, const LabelCandidate& b) { return a.fill > b.fill; });
    std::vector<LabelCandidate> apart;
    for (const auto& candidate : all) {
        const bool known = std::any_of(apart.begin(), apart.end(), [&](const LabelCandidate& other) {
            return areSame(other.quad, candidate.quad);
        });
        if (!known) apart.push_back(candidate);
    }
    return apart;
}

}  // namespace tidewaiter::vision
