// Label finder: labels on cartons, pallets, bags and boards: flat four-sided sheets of light or colored paper
// that end in an edge against their ground and hold print or a code, at any turn.
// Thread rule: pure function, safe to call from any thread.
//
// Candidates come from brightness at several levels, brightness against the surroundings, and areas that
// edges enclose (label_candidates); their sides are moved to the edges nearby (package_patch); how much each
// looks like a label (label_appearance) gives the score; of overlapping ones the best stays. What it is worth
// stands in tests/blackbox: evaluate_labels measures it, and ctest holds it to the recorded numbers.
#pragma once

#include <vector>

#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::vision {

/// Regions of kind `label`, best first, ids empty. Corners clockwise in frame pixels, the first of them the
/// one nearest to the frame's top left; how the print is turned is not known. Scores in [0.5, 1].
/// Labels from 24 pixels' shorter side of a frame of 900 pixels are looked for; larger frames are looked at
/// as if they had that. A sheet that fills the frame, so that its border is not seen, is none; nor is what
/// `packages` (findPackages() of the frame, or nothing) shows to be a chip.
[[nodiscard]] std::vector<Region> findLabels(const Frame& frame, const std::vector<Region>& packages);

}  // namespace tidewaiter::vision
