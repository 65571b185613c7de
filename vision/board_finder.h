// Board finder: populated circuit boards in a frame, by their appearance alone.
// Thread rule: pure function, safe to call from any thread.
//
// Classical image processing throughout. The picture is brought to 320 pixels and cut into cells; cells
// without fine structure are left out. Over the rest 52 features are counted (board_features.h in internal/
// names them and their sources): density of edges, how far edges and straight lines (R. Grompone von Gioi et
// al., "LSD: a fast line segment detector with a false detection control", PAMI 32, 2010) keep to two
// perpendicular directions, small light and dark spots such as pads and parts, micro-texture, and the colors
// of solder mask, metal and packages. A logistic regression and 96 small trees (internal/board_model.h),
// fitted by models/training/board_appearance/fit.py on openly licensed photos, turn them into the score.
//
// What it is worth: of photos that neither the fit nor its threshold saw, 0.5 is passed by 164 in 522 that
// show boards, expansion cards or memory modules (31 %) and by 10 in 1,180 that show other things (0.8 %;
// most are furnished rooms). It supports other evidence of electronics and is none by itself.
#pragma once

#include <vector>

#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::vision {

/// At most one region of kind `board`, around everything in the frame that has board-like structure, and only
/// when its score is 0.2 or more. Scores in [0, 1]. Ids are empty.
[[nodiscard]] std::vector<Region> findBoards(const Frame& frame);

}  // namespace tidewaiter::vision
