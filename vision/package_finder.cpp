#include "vision/package_finder.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "vision/internal/package_finding.h"
#include "vision/internal/package_score.h"

namespace tidewaiter::vision {

namespace {

constexpr double kLeastScore = 0.3;   ///< less sure bodies are not worth a region
constexpr double kMostShared = 0.35;  ///< of the smaller body: more, and the two are one
constexpr int kLeastFrame = 12;       ///< pixels: a smaller frame shows no body of 16 pixels
constexpr double kSure = 0.5;
constexpr std::size_t kLeastTwins = 3;  ///< bodies of one size within another
constexpr double kMostOfHolder = 0.3;   ///< area of such a body
constexpr double kFilledTray = 0.3;     ///< area of all of them: six memory stacks fill a fifth of a module
constexpr std::size_t kMostPackages = 128;

struct Scored {
    PackageBody body;
    double score = 0;
    double area = 0;
};

std::vector<cv::Point2f> pointsOf(const Quad& quad) {
    return {quad.begin(), quad.end()};
}

double boardScoreIn(const std::vector<Region>& boards) {
    double best = 0;
    for (const auto& board : boards) {
        if (board.kind == RegionKind::Board) best = std::max(best, board.score);
    }
    return best;
}

std::vector<Scored> scoredBodies(const std::vector<PackageLevel>& levels, double boardScore) {
    std::vector<Scored> scored;
    for (auto& body : packageBodies(levels, boardScore)) {
        if (!mayBePackage(body.features)) continue;
        addLeads(body, levels);
        const double score = packageScore(body.features);
        if (score >= kLeastScore) scored.push_back({body, score, cv::contourArea(pointsOf(body.quad))});
    }
    return scored;
}

double sharedArea(const Scored& a, const Scored& b) {
    std::vector<cv::Point2f> shared;
    return static_cast<double>(
        cv::intersectConvexConvex(pointsOf(a.body.quad), pointsOf(b.body.quad), shared));
}

bool overlap(const Scored& a, const Scored& b) {
    return sharedArea(a, b) > kMostShared * std::min(a.area, b.area);
}

bool taken(const std::vector<Scored>& apart, const Scored& body) {
    return std::any_of(apart.begin(), apart.end(),
                       [&](const Scored& better) { return overlap(better, body); });
}

/// Of `bodies` (best first), those of one size that lie apart within `holder`: chips in a tray, memory stacks
/// on a module. Empty when they are fewer than kLeastTwins.
std::vector<Scored> twinsIn(const Scored& holder, const std::vector<Scored>& bodies) {
    std::vector<Scored> inner;
    for (const auto& body : bodies) {
        const bool inside = body.score >= kSure && body.area <= kMostOfHolder * holder.area &&
                            sharedArea(body, holder) >= 0.9 * body.area;
        if (inside && !taken(inner, body)) inner.push_back(body);
    }
    if (inner.size() < kLeastTwins) return {};
    std::vector<double> areas;
    for (const auto& body : inner) areas.push_back(body.area);
    const auto middle = areas.begin() + static_cast<std::ptrdiff_t>(areas.size() / 2);
    std::nth_element(areas.begin(), middle, areas.end());
    std::erase_if(
        inner, [&](const Scored& body) { return body.area < 0.65 * *middle || body.area > 1.5 * *middle; });
    return inner.size() < kLeastTwins ? std::vector<Scored>{} : inner;
}

/// The bodies that no better one overlaps, best first. What holds twins is a tray when they fill it, and no
/// package; else it is a module, and they are packages beside it.
std::vector<Scored> bestApart(std::vector<Scored> bodies) {
    std::stable_sort(bodies.begin(), bodies.end(),
                     [](const Scored& a, const Scored& b) { return a.score > b.score; });
    std::vector<Scored> apart;
    std::vector<Scored> stacks;
    for (const auto& body : bodies) {
        if (apart.size() >= kMostPackages || taken(apart, body)) continue;
        const auto twins = twinsIn(body, bodies);
        double filled = 0;
        for (const auto& twin : twins) filled += twin.area;
        if (filled >= kFilledTray * body.area) continue;
        apart.push_back(body);
        stacks.insert(stacks.end(), twins.begin(), twins.end());
    }
    apart.insert(apart.end(), stacks.begin(), stacks.end());
    std::stable_sort(apart.begin(), apart.end(),
                     [](const Scored& a, const Scored& b) { return a.score > b.score; });
    return apart;
}

/// Clockwise already; begins with the corner nearest to the top left.
Quad fromTopLeft(Quad quad) {
    const auto first = std::min_element(quad.begin(), quad.end(),
                                        [](cv::Point2f a, cv::Point2f b) { return a.x + a.y < b.x + b.y; });
    std::rotate(quad.begin(), first, quad.end());
    return quad;
}

Region regionOf(const Scored& package, const Frame& frame) {
    Region region;
    region.frame = frame.id;
    region.kind = RegionKind::Package;
    region.quad = fromTopLeft(finelySnapped(frame.pixels, package.body.quad));
    region.score = package.score;
    region.surface = Surface{SurfaceState::Unknown, 0};
    return region;
}

}  // namespace

std::vector<Region> findPackages(const Frame& frame, const std::vector<Region>& boards) {
    std::vector<Region> packages;
    if (std::min(frame.pixels.cols, frame.pixels.rows) < kLeastFrame) return packages;
    const auto levels = packagePyramid(frame.pixels);
    for (const auto& package : bestApart(scoredBodies(levels, boardScoreIn(boards))))
        packages.push_back(regionOf(package, frame));
    return packages;
}

}  // namespace tidewaiter::vision
