#include "vision/label_finder.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "vision/internal/label_appearance.h"
#include "vision/internal/label_candidates.h"
#include "vision/internal/tone.h"

namespace tidewaiter::vision {

namespace {

constexpr int kWorkingSide = 900;     ///< pixels: the longer side of the picture that is looked at
constexpr double kLeastScore = 0.5;   ///< less sure labels are not worth a region
constexpr double kMostShared = 0.35;  ///< of the smaller label: more, and the two are one
constexpr double kSurePackage = 0.5;
constexpr double kIsPackage = 0.6;  ///< of the smaller outline, shared with a package
constexpr int kLeastFrame = 32;     ///< pixels
constexpr std::size_t kMostLabels = 24;

struct Scored {
    Quad quad;
    double score = 0;
};

std::vector<cv::Point2f> pointsOf(const Quad& quad) {
    return {quad.begin(), quad.end()};
}

double areaOf(const Quad& quad) {
    return cv::contourArea(pointsOf(quad));
}

/// Of the smaller one's area.
double shared(const Quad& a, const Quad& b) {
    std::vector<cv::Point2f> common;
    const double both = cv::intersectConvexConvex(pointsOf(a), pointsOf(b), common);
    return both / std::max(1.0, std::min(areaOf(a), areaOf(b)));
}

Quad scaled(Quad quad, double across, double down) {
    for (auto& corner : quad) {
        corner.x = static_cast<float>((corner.x + 0.5) * across - 0.5);
        corner.y = static_cast<float>((corner.y + 0.5) * down - 0.5);
    }
    return quad;
}

/// Clockwise already; begins with the corner nearest to the top left.
Quad fromTopLeft(Quad quad) {
    const auto first = std::min_element(quad.begin(), quad.end(),
                                        [](cv::Point2f a, cv::Point2f b) { return a.x + a.y < b.x + b.y; });
    std::rotate(quad.begin(), first, quad.end());
    return quad;
}

std::vector<Scored> scoredLabels(const cv::Mat& picture) {
    std::vector<Scored> scored;
    for (const auto& candidate : labelCandidates(picture)) {
        const auto view = viewedLabel(picture, candidate.quad);
        if (!view) continue;
        const double score = labelScore(view->appearance, candidate.fill);
        if (score >= kLeastScore) scored.push_back({view->quad, score});
    }
    return scored;
}

/// The labels that no better one overlaps, best first.
std::vector<Scored> bestApart(std::vector<Scored> labels) {
    std::stable_sort(labels.begin(), labels.end(),
                     [](const Scored& a, const Scored& b) { return a.score > b.score; });
    std::vector<Scored> apart;
    for (const auto& label : labels) {
        const bool taken = std::any_of(apart.begin(), apart.end(), [&](const Scored& better) {
            return shared(better.quad, label.quad) > kMostShared;
        });
        if (!taken && apart.size() < kMostLabels) apart.push_back(label);
    }
    return apart;
}

bool isPackage(const Quad& label, const std::vector<Region>& packages) {
    return std::any_of(packages.begin(), packages.end(), [&](const Region& package) {
        return package.kind == RegionKind::Package && package.score >= kSurePackage &&
               areaOf(package.quad) > 0.5 * areaOf(label) && shared(package.quad, label) > kIsPackage;
    });
}

}  // namespace

std::vector<Region> findLabels(const Frame& frame, const std::vector<Region>& packages) {
    std::vector<Region> labels;
    if (std::min(frame.pixels.cols, frame.pixels.rows) < kLeastFrame) return labels;
    const cv::Mat picture = shrunkTo(frame.pixels, kWorkingSide);
    const double across = static_cast<double>(frame.pixels.cols) / picture.cols;
    const double down = static_cast<double>(frame.pixels.rows) / picture.rows;
    for (const auto& label : bestApart(scoredLabels(picture))) {
        Region region;
        region.frame = frame.id;
        region.kind = RegionKind::Label;
        region.quad = fromTopLeft(scaled(label.quad, across, down));
        region.score = label.score;
        if (!isPackage(region.quad, packages)) labels.push_back(std::move(region));
    }
    return labels;
}

}  // namespace tidewaiter::vision
