// Line parts: lines that the detector cut, recognized by how their boxes lie to each other.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <vector>

#include "vision/quad.h"

namespace tidewaiter::ocr {

/// Two boxes that may be parts of one line.
struct LineParts {
    std::size_t left;     ///< place in the list of boxes
    std::size_t right;    ///< what goes on from it
    vision::Quad both{};  ///< from the left one's start to the right one's end
};

/// All pairs of `boxes` where the right one goes on in the direction and at the height of the left one, and
/// starts where it ends: at most a space apart, or overlapping by a character.
[[nodiscard]] std::vector<LineParts> partsOfLines(const std::vector<vision::Quad>& boxes);

}  // namespace tidewaiter::ocr
