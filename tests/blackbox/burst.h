// Burst: a photo as a hand-held camera takes it several times within a moment.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include "vision/frame.h"

namespace tidewaiter::blackbox {

struct BurstOptions {
    int count = 3;          ///< pictures, at least 1
    double shaken = 0.004;  ///< by up to this much of its longer side a picture moves while it is exposed
    double noise = 8;       ///< standard deviation, of 255
    unsigned seed = 1;      ///< the same gives the same pictures
};

/// Pictures of what `frame` shows, each moved, turned and zoomed by a little, shaken in a direction of its
/// own, with noise of its own and compressed: the sharpest as a frame, the others as its repeats.
[[nodiscard]] vision::Frame burstOf(const vision::Frame& frame, const BurstOptions& options);

}  // namespace tidewaiter::blackbox
