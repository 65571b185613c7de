// Package finder: dark, flat, rectangular bodies of integrated circuits, at any turn.
// Thread rule: pure function, safe to call from any thread. Internal to vision: no other module includes it.
//
// A first version for which precision goes before recall: bodies darker than their surroundings are cut out
// by a local threshold, and kept when their outline fills its smallest rectangle, their inside is dark, grey
// and even apart from the marking, and at least two opposite sides end in rows of leads (light and dark in
// regular turn) or all four sides end in an edge on something already taken for a board.
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "vision/region.h"

namespace tidewaiter::vision {

/// Packages in a BGR picture, best first, in its pixels; surface state unknown. `onBoard`: the picture shows
/// a board, so bodies without visible leads count as well. Bodies below 16 pixels a side are not looked for.
[[nodiscard]] std::vector<Region> findPackages(const cv::Mat& bgr, bool onBoard);

}  // namespace tidewaiter::vision
