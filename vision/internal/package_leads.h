// Package leads: light and dark in regular turn along the sides of a body.
// Thread rule: pure function, safe to call from any thread. Internal to vision.
#pragma once

#include <vector>

#include "vision/internal/package_pyramid.h"

namespace tidewaiter::vision {

/// How regular the turns are, each in [0, 1]: height of the autocorrelation's first peak after its first
/// valley, of the grey along a strip beside the body, less any slow change.
struct PackageLeads {
    double bestPair = 0;   ///< the weaker side of the better pair of opposite sides
    double otherPair = 0;  ///< ... of the other pair
    double mean = 0;       ///< of all sides
    double bestSide = 0;
    double contrast = 0;  ///< deviation along the best side, 1 is 64 grey levels
    double pitch = 0;     ///< of the best side, over the side's length
};

/// `quad` in frame pixels.
[[nodiscard]] PackageLeads leadsAround(const std::vector<PackageLevel>& levels, const Quad& quad);

}  // namespace tidewaiter::vision
