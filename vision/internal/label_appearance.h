// Label appearance: how much what lies in a quad looks like a printed sheet of paper on some ground.
// Thread rule: immutable values and pure functions, safe to call from any thread. Internal to vision.
#pragma once

#include <opencv2/core/mat.hpp>
#include <optional>

#include "vision/quad.h"

namespace tidewaiter::vision {

/// What is measured of a quad's inside and its border, all in [0, 1].
struct LabelAppearance {
    double weakestSide = 0;  ///< step across the faintest of the four sides, of 40 grey levels
    double meanSide = 0;     ///< mean step
    double complete = 0;     ///< share of the faintest side along which the step is seen
    double beyond = 0;       ///< step where the sides run on beyond the corners: a grid's, not a sheet's
    double paper = 0;        ///< share of the inside that has the paper's brightness
    double margin = 0;       ///< share of a narrow band within the border that has it
    double light = 0;        ///< the paper's brightness
    double lighter = 0;      ///< how much lighter the paper is than its ground, 0 where it is darker
    double ink = 0;          ///< share of the inside that is much darker than the paper
    double strokes = 0;      ///< turns from paper to ink and back on a line across, 1 for sixteen or more
    double pieces = 0;       ///< separate pieces of ink, 1 for sixteen or more
    double spread = 0;       ///< share of the cells of a grid over the inside that hold print
};

/// A quad whose sides lie on the edges nearby, and what it looks like.
struct LabelView {
    Quad quad{};  ///< pixels of the picture
    LabelAppearance appearance;
};

/// Moves the sides of `quad` to the edges nearby and measures. Nothing when the sides do not meet in a quad
/// near the first one.
[[nodiscard]] std::optional<LabelView> viewedLabel(const cv::Mat& bgr, const Quad& quad);

/// How sure it is that this is a label, in [0, 1].
[[nodiscard]] double labelScore(const LabelAppearance& appearance, double fill);

}  // namespace tidewaiter::vision
