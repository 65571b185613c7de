// Line company: which way up the lines around a line are, because a marking is printed as a whole.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <vector>

#include "vision/quad.h"

namespace tidewaiter::ocr {

/// A line with a way up, and how much certain text speaks for it.
struct TurnedLine {
    vision::Quad quad{};
    double certainty = 0;
};

/// How much certain text next to line `place` stands the other way up than it, less what stands the same way
/// up, in characters. Next to it is what runs parallel, above, below or beside it, a few line heights away.
[[nodiscard]] double againstTurnOf(std::size_t place, const std::vector<TurnedLine>& lines);

}  // namespace tidewaiter::ocr
