// Board finder: populated circuit boards in a frame, by their appearance alone.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <vector>

#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::vision {

/// Regions of kind `board`, best first, with scores calibrated so that 0.5 is where a person would begin to
/// call it a board. Packages found on the way (dark, flat, rectangular bodies) come as regions of kind
/// `package` with surface state unknown.
[[nodiscard]] std::vector<Region> findBoards(const Frame& frame);

}  // namespace tidewaiter::vision
