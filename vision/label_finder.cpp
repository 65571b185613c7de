#include "vision/label_finder.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "vision/internal/label_appearance.h"
#include "vision/internal/label_candidates.h"
#include "vision/internal/quad_geometry.h"
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
            return sharedOfSmaller(better.quad, label.quad) > kMostShared;
        });
        if (!taken && apart.size() < kMostLabels) apart.push_back(label);
    }
    return apart;
}

bool isPackage(const Quad& label, const std::vector<Region>& packages) {
    return std::any_of(packages.begin(), packages.end(), [&](const Region& package) {
        return package.kind == RegionKind::Package && package.score >= kSurePackage &&
               areaWithin(package.quad) > 0.5 * areaWithin(label) &&
               sharedOfSmaller(package.quad, label) > kIsPackage;
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
