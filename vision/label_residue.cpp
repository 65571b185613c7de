#include "vision/label_residue.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/internal/package_patch.h"
#include "vision/internal/quad_geometry.h"
#include "vision/internal/residue_candidates.h"
#include "vision/internal/residue_evidence.h"
#include "vision/internal/tone.h"

namespace tidewaiter::vision {

namespace {

constexpr int kWorkingSide = 900;  ///< pixels: the longer side of the picture that is looked at
constexpr int kAroundLabels = 9;   ///< pixels of it
constexpr double kLeastScore = 0.5;
constexpr double kMostShared = 0.35;   ///< of the smaller place: more, and the two are one
constexpr double kBrightGround = 165;  ///< grey levels: the ground is white
constexpr double kDarkGround = 38;     ///< it is too dark to be told
constexpr double kMostMoved = 0.75;    ///< shared with where it was, of the larger one
constexpr double kMostCosine = 0.35;   ///< of a corner's angle
constexpr int kLeastSides = 3;

struct Place {
    Quad quad;
    double score = 0;
};

/// Whether it may be a rectangle seen at an angle.
bool mayBeRectangle(const Quad& quad) {
    for (std::size_t i = 0; i < 4; ++i) {
        const auto in = quad[(i + 1) % 4] - quad[i];
        const auto out = quad[(i + 2) % 4] - quad[(i + 1) % 4];
        if (std::abs(in.dot(out)) > kMostCosine * cv::norm(in) * cv::norm(out)) return false;
    }
    return true;
}

/// Where labels lie, and a little around them.
cv::Mat hiddenBy(const std::vector<Region>& labels, cv::Size size, double scale) {
    cv::Mat hidden(size, CV_8U, cv::Scalar(0));
    for (const auto& label : labels) {
        const Quad quad = scaled(label.quad, scale, scale);
        const std::vector<cv::Point> corners(quad.begin(), quad.end());
        cv::fillConvexPoly(hidden, corners, 255);
    }
    cv::dilate(hidden, hidden, cv::getStructuringElement(cv::MORPH_RECT, {kAroundLabels, kAroundLabels}));
    return hidden;
}

/// The quad with its sides moved to the edges nearby, as long as it stays about where it was.
Quad settled(const cv::Mat& picture, const Quad& from) {
    constexpr int kBody = 96;
    constexpr int kRim = 12;
    Quad quad = from;
    for (const int reach : {6, 3}) {
        const auto patch = patchOf(picture, quad, kBody, kRim);
        quad = quadOf(sidesIn(patch, reach, reach), patch);
    }
    const bool convex = cv::isContourConvex(std::vector<cv::Point2f>(quad.begin(), quad.end()));
    const double larger = std::max(areaWithin(quad), areaWithin(from));
    return convex && sharedArea(quad, from) > kMostMoved * larger ? quad : from;
}

/// 0 up to `low`, 1 from `high` on.
double ramp(double value, double low, double high) {
    return std::clamp((value - low) / (high - low), 0.0, 1.0);
}

double scoreOf(const ResidueEvidence& e) {
    if (e.ground < kDarkGround || e.ground > kBrightGround || e.flushSides < kLeastSides) return 0;
    const double outline =
        ramp(e.flush, 0.08, 0.22) * (1 - ramp(e.leaked / std::max(0.01, e.flush), 0.2, 0.6));
    // The wrinkles of clear tape are softer than scraps, and much softer than the pale rim of torn board.
    const double softest = 0.3 - 0.12 * ramp(e.contrast, 40, 60);
    const double pieces = ramp(e.remains, 0.03, 0.08) * ramp(e.ragged, 1.25, 1.55) *
                          ramp(e.thick, 0.05, 0.25) * ramp(e.contrast, 14, 22) *
                          ramp(e.sharp * e.ragged, softest, softest + 0.15);
    const double place =
        ramp(e.even, 0.65, 0.85) * (1 - ramp(e.ink, 0.004, 0.015)) * (1 - ramp(std::abs(e.film), 35, 50));
    const double board = ramp(e.brown, 0.22, 0.28) * (1 - ramp(e.brown, 0.55, 0.65));
    return std::sqrt(outline * pieces * place * board);
}

std::vector<Place> placesIn(const cv::Mat& picture, const cv::Mat& hidden) {
    std::vector<Place> places;
    for (const auto& candidate : residueCandidates(picture, hidden)) {
        const Quad quad = settled(picture, candidate);
        if (!mayBeRectangle(quad)) continue;
        const auto sheet = labelSheet(picture, quad);
        if (!sheet || !sheet->whole) continue;
        const double score = scoreOf(residueEvidence(*sheet));
        if (score >= kLeastScore) places.push_back({quad, score});
    }
    std::stable_sort(places.begin(), places.end(),
                     [](const Place& a, const Place& b) { return a.score > b.score; });
    return places;
}

}  // namespace

std::vector<Region> findResidue(const Frame& frame, const std::vector<Region>& labels) {
    std::vector<Region> found;
    if (frame.pixels.empty()) return found;
    const cv::Mat picture = shrunkTo(frame.pixels, kWorkingSide);
    const double scale = static_cast<double>(picture.cols) / frame.pixels.cols;
    for (const auto& place : placesIn(picture, hiddenBy(labels, picture.size(), scale))) {
        Region region;
        region.frame = frame.id;
        region.kind = RegionKind::Label;
        region.quad = fromTopLeft(scaled(place.quad, 1 / scale, 1 / scale));
        region.score = place.score;
        region.label = {LabelState::Residue, place.score,
                        "ragged remains of paper or torn board end in the outline that it had"};
        const bool known = std::any_of(found.begin(), found.end(), [&](const Region& surer) {
            return sharedOfSmaller(surer.quad, region.quad) > kMostShared;
        });
        if (!known) found.push_back(std::move(region));
    }
    return found;
}

}  // namespace tidewaiter::vision
