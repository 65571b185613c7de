#include "vision/internal/package_finder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "vision/internal/tone.h"

namespace tidewaiter::vision {

namespace {

constexpr int kWorkingSide = 768;          ///< pixels
constexpr float kLeastSide = 16;           ///< pixels of the working picture
constexpr double kMostArea = 0.6;          ///< share of the picture
constexpr double kMostAspect = 5;          ///< longer side over shorter: a narrow DIP has 4
constexpr double kLeastFilled = 0.85;      ///< outline over smallest rectangle
constexpr int kDarkest = 95;               ///< grey level a body's plastic stays below
constexpr double kLeastDarkInside = 0.75;  ///< share of the inside; the rest is marking
constexpr double kMostSaturation = 80;     ///< median of the inside: packages are grey or black
constexpr double kMostUneven = 16;         ///< deviation of the dark part of the inside, grey levels
constexpr double kLeastStep = 25;          ///< grey levels from inside to outside, on each side
constexpr int kLeastLeads = 4;             ///< light stripes along a side that count as a row of leads
constexpr std::size_t kMostPackages = 64;

using Outline = std::vector<cv::Point>;

/// One way of cutting bodies out: short leads and narrow gaps need another than long leads and wide markings.
struct Cut {
    double darkAgainst;  ///< share of the surroundings' mean
    int closePx;         ///< markings narrower than this are filled, 0 for none
    int openPx;          ///< leads narrower than this are cut off
};
constexpr std::array kCuts = {Cut{0.7, 0, 3}, Cut{0.7, 3, 9}, Cut{0.7, 5, 11}, Cut{0.85, 3, 5}};

/// The body turned upright with a rim of its surroundings, and where the body lies in that patch.
struct Patch {
    cv::Mat grey;  ///< or another plane of one channel
    cv::Rect body;
};

Patch uprightPatch(const cv::Mat& grey, const cv::RotatedRect& body) {
    const int rim = std::max(4, cvRound(0.12F * std::min(body.size.width, body.size.height)));
    const cv::Size size(cvRound(body.size.width) + 2 * rim, cvRound(body.size.height) + 2 * rim);
    cv::Mat move = cv::getRotationMatrix2D(body.center, body.angle, 1);
    move.at<double>(0, 2) += size.width / 2.0 - static_cast<double>(body.center.x);
    move.at<double>(1, 2) += size.height / 2.0 - static_cast<double>(body.center.y);
    Patch patch;
    cv::warpAffine(grey, patch.grey, move, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    patch.body = {rim, rim, size.width - 2 * rim, size.height - 2 * rim};
    return patch;
}

/// The strips of surroundings on the four sides of the body: top, right, bottom, left.
std::array<cv::Mat, 4> stripsAround(const Patch& patch) {
    const auto& b = patch.body;
    const int rim = b.x;
    return {patch.grey(cv::Rect(b.x, 1, b.width, rim - 2)),
            patch.grey(cv::Rect(b.x + b.width + 1, b.y, rim - 2, b.height)),
            patch.grey(cv::Rect(b.x, b.y + b.height + 1, b.width, rim - 2)),
            patch.grey(cv::Rect(1, b.y, rim - 2, b.height))};
}

/// How many light stripes cross the strip, when they come in regular turn; else 0.
int leadsIn(const cv::Mat& strip, bool upright) {
    cv::Mat profile;
    cv::reduce(strip, profile, upright ? 1 : 0, cv::REDUCE_AVG, CV_32F);
    profile = profile.reshape(1, 1);
    const double threshold = cv::mean(profile)[0];
    std::vector<int> starts;
    for (int i = 1; i < profile.cols; ++i) {
        const bool rises = profile.at<float>(i - 1) <= threshold && profile.at<float>(i) > threshold;
        if (rises) starts.push_back(i);
    }
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(profile, mean, deviation);
    if (static_cast<int>(starts.size()) < kLeastLeads || deviation[0] < 12) return 0;
    std::vector<int> gaps;
    for (std::size_t i = 1; i < starts.size(); ++i) gaps.push_back(starts[i] - starts[i - 1]);
    std::nth_element(gaps.begin(), gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2), gaps.end());
    const int pitch = gaps[gaps.size() / 2];
    const auto regular =
        std::count_if(gaps.begin(), gaps.end(), [&](int gap) { return 3 * std::abs(gap - pitch) <= pitch; });
    return 4 * regular >= 3 * static_cast<std::ptrdiff_t>(gaps.size()) ? static_cast<int>(starts.size()) : 0;
}

/// Brightness of the plastic: median of the inside, and how evenly the dark part lies around it.
struct Inside {
    double median = 0;
    double darkShare = 0;
    double deviation = 0;
};

Inside insideOf(const cv::Mat& grey) {
    const auto histogram = histogramOf(grey);
    Inside inside;
    inside.median = 255 * percentile(histogram, 0.5);
    const cv::Mat dark = grey <= inside.median + 30;
    inside.darkShare = cv::countNonZero(dark) / static_cast<double>(grey.total());
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(grey, mean, deviation, dark);
    inside.deviation = deviation[0];
    return inside;
}

/// How sure the body is a package, in [0, 1]; nothing when it is none.
std::optional<double> scoreOf(const Patch& patch, bool onBoard) {
    const auto inside = insideOf(patch.grey(patch.body));
    if (inside.median > kDarkest || inside.darkShare < kLeastDarkInside || inside.deviation > kMostUneven) {
        return std::nullopt;
    }
    const auto strips = stripsAround(patch);
    std::array<int, 4> leads{};
    int edges = 0;
    for (std::size_t side = 0; side < 4; ++side) {
        leads[side] = leadsIn(strips[side], side % 2 == 1);
        edges += cv::mean(strips[side])[0] - inside.median >= kLeastStep ? 1 : 0;
    }
    const bool leadRows = std::min(leads[0], leads[2]) > 0 || std::min(leads[1], leads[3]) > 0;
    if (!leadRows && !(onBoard && edges == 4)) return std::nullopt;
    return std::min(1.0, 0.3 + (leadRows ? 0.3 : 0.0) + (onBoard ? 0.2 : 0.0) + 0.05 * edges);
}

/// Mean of the surroundings of each pixel.
cv::Mat surroundingsOf(const cv::Mat& grey) {
    cv::Mat around;
    const int side = std::max(31, std::max(grey.cols, grey.rows) / 6 | 1);
    cv::blur(grey, around, {side, side}, {-1, -1}, cv::BORDER_REFLECT);
    return around;
}

/// Outlines of what is dark by itself and against its surroundings, once leads are cut off.
std::vector<Outline> darkOutlines(const cv::Mat& grey, const cv::Mat& around, const Cut& cut) {
    cv::Mat limit;
    around.convertTo(limit, CV_8U, cut.darkAgainst);
    cv::Mat mask = (grey < limit) & (grey < kDarkest);
    const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {cut.openPx, cut.openPx});
    if (cut.closePx > 0) {
        cv::morphologyEx(mask, mask, cv::MORPH_CLOSE,
                         cv::getStructuringElement(cv::MORPH_RECT, {cut.closePx, cut.closePx}));
    }
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, disc);
    std::vector<Outline> outlines;
    cv::findContours(mask, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    return outlines;
}

bool hasBodyShape(const Outline& outline, const cv::RotatedRect& body, double pictureArea) {
    const double longer = std::max(body.size.width, body.size.height);
    const double shorter = std::min(body.size.width, body.size.height);
    return shorter >= kLeastSide && longer <= kMostAspect * shorter &&
           body.size.area() <= kMostArea * pictureArea &&
           cv::contourArea(outline) >= kLeastFilled * body.size.area();
}

bool isColorless(const cv::Mat& saturation, const cv::RotatedRect& body) {
    const auto patch = uprightPatch(saturation, body);
    return 255 * percentile(histogramOf(patch.grey(patch.body)), 0.5) <= kMostSaturation;
}

Region packageRegion(const cv::RotatedRect& body, double score, double scale) {
    Region region;
    region.kind = RegionKind::Package;
    region.score = score;
    region.surface = Surface{SurfaceState::Unknown, 0};
    std::array<cv::Point2f, 4> corners;  // bottom-left, top-left, top-right, bottom-right
    body.points(corners.data());
    for (std::size_t i = 0; i < 4; ++i) region.quad[i] = corners[(i + 1) % 4] / static_cast<float>(scale);
    return region;
}

cv::Mat saturationOf(const cv::Mat& bgr) {
    cv::Mat hsv;
    cv::cvtColor(bgr, hsv, cv::COLOR_BGR2HSV);
    cv::Mat saturation;
    cv::extractChannel(hsv, saturation, 1);
    return saturation;
}

cv::Point2f middleOf(const Quad& quad) {
    return (quad[0] + quad[1] + quad[2] + quad[3]) / 4;
}

/// Whether either lies with its middle in the other.
bool overlap(const Quad& a, const Quad& b) {
    const auto holds = [](const Quad& outer, const Quad& inner) {
        const std::vector<cv::Point2f> corners(outer.begin(), outer.end());
        return cv::pointPolygonTest(corners, middleOf(inner), false) >= 0;
    };
    return holds(a, b) || holds(b, a);
}

/// The packages that no better one overlaps, best first.
std::vector<Region> bestApart(std::vector<Region> packages) {
    std::stable_sort(packages.begin(), packages.end(),
                     [](const Region& a, const Region& b) { return a.score > b.score; });
    std::vector<Region> apart;
    for (const auto& package : packages) {
        const bool taken = std::any_of(apart.begin(), apart.end(), [&](const Region& better) {
            return overlap(better.quad, package.quad);
        });
        if (!taken && apart.size() < kMostPackages) apart.push_back(package);
    }
    return apart;
}

}  // namespace

std::vector<Region> findPackages(const cv::Mat& bgr, bool onBoard) {
    const cv::Mat small = shrunkTo(bgr, kWorkingSide);
    const double scale = static_cast<double>(small.cols) / bgr.cols;
    const cv::Mat grey = greyOf(small);
    const cv::Mat around = surroundingsOf(grey);
    const cv::Mat saturation = saturationOf(small);
    std::vector<Region> packages;
    for (const auto& cut : kCuts) {
        for (const auto& outline : darkOutlines(grey, around, cut)) {
            if (outline.size() < 4) continue;
            const auto body = cv::minAreaRect(outline);
            if (!hasBodyShape(outline, body, static_cast<double>(grey.total()))) continue;
            const auto score = scoreOf(uprightPatch(grey, body), onBoard);
            if (score && isColorless(saturation, body))
                packages.push_back(packageRegion(body, *score, scale));
        }
    }
    return bestApart(std::move(packages));
}

}  // namespace tidewaiter::vision
