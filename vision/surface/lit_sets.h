// Lit sets: which frames show one scene under several known lights, and what they show together.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <vector>

#include "vision/frame.h"

namespace tidewaiter::vision {

/// Pictures that no single light shows, for readers: relief, then albedo, in the pixels of the first frame of
/// a set, whose id, source and scale they carry. Frames of one size that have a light form a set when there
/// are at least four of them and their lights span all directions; other frames give nothing.
[[nodiscard]] std::vector<Frame> derivedFrames(const std::vector<Frame>& frames);

}  // namespace tidewaiter::vision
