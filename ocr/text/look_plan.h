// Look plan: where in a frame it is worth looking closer for print, from what the look before left open.
// Thread rule: pure functions, safe to call from any thread.
//
// A detector finds print of some 8 to 60 pixels. Looking at a whole frame at every scale and turn finds the
// rest, at ten times the cost. Instead each look says itself where closer ones are worth it: where lines are
// so small that their neighbors may have been missed, where the network's answer is faint, and, turned by a
// quarter, where what it found stands upright or is no line at all.
#pragma once

#include <vector>

#include "ocr/text/detector.h"

namespace tidewaiter::ocr {

/// A part of a frame that is to be looked at.
struct Look {
    cv::Rect part;        ///< in pixels of the frame
    double scale = 1;     ///< it is looked at so many times its size
    bool turned = false;  ///< by a quarter, clockwise
};

struct LookPlanOptions {
    double smallPx =
        20;  ///< boxes lower than this at the look's scale hide small neighbors; larger looks closer at more
    double closer = 2;        ///< each look is so many times closer than the one before
    double maxScale = 2.8;    ///< no look enlarges more than this: there is nothing more to see
    double wholeShare = 0.6;  ///< parts that cover this much of the frame become one look at all of it
};

/// What two looks, one as the frame lies and one turned, are worth after a look at `scale` found `found` (in
/// pixels of the frame). Turned looks come after the others. Empty when nothing is left open.
[[nodiscard]] std::vector<Look> closerLooks(const cv::Size& frame, double scale, const Detection& found,
                                            const LookPlanOptions& options = {});

/// Work of a look: pixels that the network sees.
[[nodiscard]] double costOf(const Look& look);

}  // namespace tidewaiter::ocr
