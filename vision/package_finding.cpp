#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/internal/package_candidates.h"
#include "vision/internal/package_finding.h"

namespace tidewaiter::vision {

namespace {

/// Whether the corners lie on each other, whichever comes first.
bool areSame(const Quad& a, const Quad& b) {
    const auto sides = sidesOf(a);
    const double near = 0.04 * std::min(sides.width, sides.height);
    for (std::size_t first = 0; first < 4; ++first) {
        bool same = true;
        for (std::size_t i = 0; i < 4 && same; ++i) same = cv::norm(a[i] - b[(i + first) % 4]) <= near;
        if (same) return true;
    }
    return false;
}

}  // namespace

std::vector<PackageBody> packageBodies(const std::vector<PackageLevel>& levels, double boardScore) {
    std::vector<Quad> quads;
    for (const auto& candidate : packageCandidates(levels)) {
        const auto snapped = snappedToEdges(levels, candidate);
        if (!snapped) continue;
        const bool known = std::any_of(quads.begin(), quads.end(),
                                       [&](const Quad& other) { return areSame(other, *snapped); });
        if (!known) quads.push_back(*snapped);
    }
    std::vector<PackageBody> bodies;
    for (const auto& quad : quads) {
        auto body = packageBody(levels, quad, boardScore);
        if (body) bodies.push_back(*body);
    }
    return bodies;
}

}  // namespace tidewaiter::vision
