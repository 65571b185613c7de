// Overlap of quads.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include "vision/quad.h"

namespace tidewaiter::ocr {

/// Area in square pixels. Precondition: convex.
[[nodiscard]] double areaOf(const vision::Quad& quad);

/// Area that both cover, in square pixels. Precondition: both are convex.
[[nodiscard]] double sharedArea(const vision::Quad& a, const vision::Quad& b);

}  // namespace tidewaiter::ocr
