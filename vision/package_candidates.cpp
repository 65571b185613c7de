#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/internal/package_candidates.h"

namespace tidewaiter::vision {

namespace {

constexpr double kLeastSide = 9;     ///< pixels of a level
constexpr double kMostSide = 130;    ///< ... larger ones are found in the next level
constexpr double kMostAspect = 6;    ///< longer side over shorter: a 40 pin narrow DIP has 5
constexpr double kLeastHull = 0.74;  ///< hull over smallest rectangle: leads and bevels leave some free
constexpr double kLeastPart = 0.3;   ///< part over hull: marking and lids make holes
constexpr std::size_t kMostOfLevel = 100;
constexpr double kLeastUnion = 0.84;  ///< of a rectangle that two parts fill together
constexpr std::size_t kMostUnions = 30;

struct Candidate {
    cv::RotatedRect body;
    double fill = 0;
};

/// What the masks of one level are cut from.
struct Planes {
    cv::Mat grey;
    cv::Mat greyAround;  ///< mean of the surroundings
    cv::Mat color;       ///< largest channel less smallest
    cv::Mat colorAround;
    cv::Mat gradient;  ///< largest step of any channel, grey levels per two pixels
};

cv::Mat colorOf(const cv::Mat& bgr) {
    std::array<cv::Mat, 3> channels;
    cv::split(bgr, channels.data());
    cv::Mat most;
    cv::Mat least;
    cv::max(channels[0], channels[1], most);
    cv::max(most, channels[2], most);
    cv::min(channels[0], channels[1], least);
    cv::min(least, channels[2], least);
    return most - least;
}

/// Largest absolute step across any pixel, right or down, of any channel.
cv::Mat gradientOf(const cv::Mat& bgr) {
    cv::Mat smooth;
    cv::blur(bgr, smooth, {3, 3});
    cv::Mat most = cv::Mat::zeros(bgr.size(), CV_8UC3);
    if (bgr.cols < 3 || bgr.rows < 3) return cv::Mat::zeros(bgr.size(), CV_8U);
    const cv::Rect inner(1, 1, bgr.cols - 2, bgr.rows - 2);
    cv::Mat across;
    cv::Mat down;
    cv::absdiff(smooth(inner + cv::Point(1, 0)), smooth(inner - cv::Point(1, 0)), across);
    cv::absdiff(smooth(inner + cv::Point(0, 1)), smooth(inner - cv::Point(0, 1)), down);
    cv::Mat target = most(inner);
    cv::max(across, down, target);
    std::array<cv::Mat, 3> channels;
    cv::split(most, channels.data());
    cv::max(channels[0], channels[1], channels[0]);
    cv::max(channels[0], channels[2], channels[0]);
    return channels[0];
}

cv::Mat around(const cv::Mat& plane) {
    const int side = std::min({171, plane.cols | 1, plane.rows | 1});
    cv::Mat mean;
    cv::blur(plane, mean, {side, side}, {-1, -1}, cv::BORDER_REFLECT);
    return mean;
}

Planes planesOf(const PackageLevel& level) {
    Planes planes;
    planes.grey = level.grey;
    planes.greyAround = around(level.grey);
    planes.color = colorOf(level.bgr);
    planes.colorAround = around(planes.color);
    planes.gradient = gradientOf(level.bgr);
    return planes;
}

cv::Mat opened(const cv::Mat& mask, int px) {
    cv::Mat open;
    cv::morphologyEx(mask, open, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {px, px}));
    return open;
}

cv::Mat below(const cv::Mat& plane, const cv::Mat& mean, double share, double offset) {
    cv::Mat limit;
    mean.convertTo(limit, CV_8U, share, offset);
    return plane < limit;
}

cv::Mat above(const cv::Mat& plane, const cv::Mat& mean, double share, double offset) {
    cv::Mat limit;
    mean.convertTo(limit, CV_8U, share, offset);
    return plane > limit;
}

struct Mask {
    cv::Mat pixels;
    double grow = 0;  ///< pixels by which a body reaches beyond the mask on each side
};

/// The largest level of a large picture gets the masks that small bodies need; the others get all.
std::vector<Mask> masksOf(const Planes& planes, bool largest) {
    const cv::Mat dark = below(planes.grey, planes.greyAround, 0.82, -3);
    std::vector<Mask> masks = {{opened(dark, 3), 0},
                               {opened(below(planes.grey, planes.greyAround, 0.6, 0), 4), 0},
                               {planes.gradient < 8, 1.5},
                               {planes.gradient < 20, 1.5},
                               {opened(below(planes.color, planes.colorAround, 0.6, -4), 3), 0}};
    if (largest) return masks;
    masks.push_back({opened(dark, 6), 0});
    masks.push_back({opened(above(planes.grey, planes.greyAround, 1.15, 8), 3), 0});
    for (const int level : {50, 80, 120}) masks.push_back({opened(planes.grey < level, 3), 0});
    for (const int level : {120, 175}) masks.push_back({opened(planes.grey > level, 3), 0});
    return masks;
}

/// First and last pixel of each row of part `label`: its hull is theirs.
std::vector<cv::Point> ends(const cv::Mat& labels, int label, const cv::Rect& box) {
    std::vector<cv::Point> points;
    points.reserve(2 * static_cast<std::size_t>(box.height));
    for (int y = box.y; y < box.y + box.height; ++y) {
        const int* row = labels.ptr<int>(y);
        int left = box.x;
        int right = box.x + box.width - 1;
        while (left <= right && row[left] != label) ++left;
        if (left > right) continue;
        while (row[right] != label) --right;
        points.emplace_back(left, y);
        if (right != left) points.emplace_back(right, y);
    }
    return points;
}

bool hasBodySize(const cv::Size2f& size, const cv::Size& picture, bool coarsest) {
    const double longer = std::max(size.width, size.height);
    const double shorter = std::min(size.width, size.height);
    const double most = coarsest ? 2.0 * std::max(picture.width, picture.height) : kMostSide;
    return shorter >= kLeastSide && shorter <= most && longer <= kMostAspect * shorter &&
           longer * shorter <= 0.985 * static_cast<double>(picture.area());
}

void addParts(const Mask& mask, bool coarsest, std::vector<Candidate>& candidates) {
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat middles;
    const int parts = cv::connectedComponentsWithStats(mask.pixels, labels, stats, middles, 4, CV_32S);
    for (int part = 1; part < parts; ++part) {
        const cv::Rect box(stats.at<int>(part, cv::CC_STAT_LEFT), stats.at<int>(part, cv::CC_STAT_TOP),
                           stats.at<int>(part, cv::CC_STAT_WIDTH), stats.at<int>(part, cv::CC_STAT_HEIGHT));
        const double pixels = stats.at<int>(part, cv::CC_STAT_AREA);
        if (std::min(box.width, box.height) < kLeastSide - 2 * mask.grow || pixels < 0.12 * box.area())
            continue;
        if (!coarsest && std::min(box.width, box.height) > 2 * kMostSide) continue;
        std::vector<cv::Point> hull;
        cv::convexHull(ends(labels, part, box), hull);
        if (hull.size() < 3) continue;
        auto body = cv::minAreaRect(hull);
        const double hullArea = cv::contourArea(hull);
        if (hullArea < kLeastHull * body.size.area() || pixels < kLeastPart * hullArea) continue;
        const double fill = hullArea / body.size.area();
        const auto grow = static_cast<float>(1 + 2 * mask.grow);  // pixel corners, not centers
        body.size += cv::Size2f(grow, grow);
        if (hasBodySize(body.size, mask.pixels.size(), coarsest)) candidates.push_back({body, fill});
    }
}

/// Whether two rectangles are so near to each other that refining them gives the same.
bool areTwins(const cv::RotatedRect& a, const cv::RotatedRect& b) {
    const double side = std::min({a.size.width, a.size.height, b.size.width, b.size.height});
    if (cv::norm(a.center - b.center) > 0.08 * side) return false;
    const auto sorted = [](const cv::Size2f& s) {
        return cv::Size2f(std::max(s.width, s.height), std::min(s.width, s.height));
    };
    const auto first = sorted(a.size);
    const auto second = sorted(b.size);
    if (std::abs(first.width - second.width) > 0.08F * first.width ||
        std::abs(first.height - second.height) > 0.08F * first.height)
        return false;
    const bool square = first.width < 1.1F * first.height;
    const auto direction = [](const cv::RotatedRect& r) {
        return r.size.width >= r.size.height ? r.angle : r.angle + 90;
    };
    const double period = square ? 90 : 180;
    const double turn = std::fmod(std::abs(static_cast<double>(direction(a) - direction(b))), period);
    return std::min(turn, period - turn) < 5;
}

std::vector<Candidate> apart(std::vector<Candidate> candidates) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.fill > b.fill; });
    std::vector<Candidate> kept;
    for (const auto& candidate : candidates) {
        const bool twin = std::any_of(kept.begin(), kept.end(), [&](const Candidate& other) {
            return areTwins(candidate.body, other.body);
        });
        if (!twin && kept.size() < kMostOfLevel) kept.push_back(candidate);
    }
    return kept;
}

/// Bodies that their marking or a band of glare cuts in two: neighbors that together fill one rectangle.
void addUnions(std::vector<Candidate>& candidates, const cv::Size& picture, bool coarsest) {
    const std::size_t single = std::min(candidates.size(), kMostOfLevel / 2);
    for (std::size_t i = 0; i < single; ++i) {
        for (std::size_t k = i + 1; k < single; ++k) {
            const auto& a = candidates[i].body;
            const auto& b = candidates[k].body;
            const double reach = std::max({a.size.width, a.size.height, b.size.width, b.size.height});
            const double apart = cv::norm(a.center - b.center);
            const double least = std::min({a.size.width, a.size.height, b.size.width, b.size.height});
            if (apart > 1.1 * reach || apart < 0.7 * least) continue;
            std::array<cv::Point2f, 8> corners;
            a.points(corners.data());
            b.points(corners.data() + 4);
            const auto whole = cv::minAreaRect(std::vector<cv::Point2f>(corners.begin(), corners.end()));
            const double parts = static_cast<double>(a.size.area()) + static_cast<double>(b.size.area());
            const double fill = parts / static_cast<double>(whole.size.area());
            if (fill < kLeastUnion || fill > 1.02 || !hasBodySize(whole.size, picture, coarsest)) continue;
            if (candidates.size() < kMostOfLevel + kMostUnions) candidates.push_back({whole, fill});
        }
    }
}

Quad cornersOf(const cv::RotatedRect& body) {
    Quad corners;  // RotatedRect gives bottom-left, top-left, top-right, bottom-right
    body.points(corners.data());
    std::rotate(corners.begin(), corners.begin() + 1, corners.end());
    return corners;
}

}  // namespace

std::vector<Quad> packageCandidates(const std::vector<PackageLevel>& levels) {
    std::vector<Quad> quads;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        std::vector<Candidate> candidates;
        for (const auto& mask : masksOf(planesOf(levels[i]), i == 0 && levels.size() > 3))
            addParts(mask, i + 1 == levels.size(), candidates);
        candidates = apart(std::move(candidates));
        addUnions(candidates, levels[i].grey.size(), i + 1 == levels.size());
        for (const auto& candidate : candidates)
            quads.push_back(toFrame(cornersOf(candidate.body), levels[i]));
    }
    return quads;
}

}  // namespace tidewaiter::vision
