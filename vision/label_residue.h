// Label residue: places on brown board where a label was taken off.
// Thread rule: pure function, safe to call from any thread.
//
// A label that is pulled off leaves scraps of its paper, or takes the board's skin along. Both are ragged,
// and both end in the straight line of the label's border: pieces that are paler than the board, ragged
// inside, and cut off along at least three sides of a rectangle on even ground are told. A film of adhesive
// alone is not: a piece of tape looks like it. Nor are remains on white board, where scraps do not show and
// torn skin looks like a stain. What it is worth stands in tests/blackbox: evaluate_label_stories measures
// it.
#pragma once

#include <vector>

#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::vision {

/// Regions of kind `label` in state `residue`, surest first, ids empty; scores in [0.5, 1], for region and
/// condition alike. Places less than 120 pixels wide or high in a frame of 900 pixels are not seen; larger
/// frames are looked at as if they had that. `labels` (findLabels() of the frame) are left out.
[[nodiscard]] std::vector<Region> findResidue(const Frame& frame, const std::vector<Region>& labels);

}  // namespace tidewaiter::vision
