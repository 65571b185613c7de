// Label condition: whether a label lies over another one, or is torn.
// Thread rule: pure function, safe to call from any thread.
//
// Cartons carry several labels side by side, stickers over labels, and tape over both; none of that is a
// sign. Covered is said only where the edge of another sheet of about the same size shows beside at least two
// neighboring sides; torn where a corner is gone along a ragged line, on ground much darker than paper. What
// a picture does not show is not said: a label exactly over another one looks intact. Places where a whole
// label was taken off are label_residue's.
#pragma once

#include <vector>

#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::vision {

/// The same regions; those of kind `label` with their condition. Labels of less than 120 pixels are
/// `unknown`.
[[nodiscard]] std::vector<Region> withConditions(const Frame& frame, std::vector<Region> labels);

}  // namespace tidewaiter::vision
