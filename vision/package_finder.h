// Package finder: bodies of chips in a frame: leaded (SOIC, QFP, DIP), QFN, BGA, lidded modules, ceramic,
// bare dies on a substrate, shielding cans, at any turn, on boards, in trays and alone. Thread rule: pure
// function, safe to call from any thread.
//
// Candidates come from several cues at several sizes of the picture (parts darker, lighter or less colored
// than their surroundings, flat parts whatever their color); their corners are moved to the edges nearby; two
// bags of boosted trees over 50 classical features (evenness of the top, the four edges, the surroundings on
// four sides, leads in regular turn, shape) give the score; of overlapping candidates the best stays. The
// trees are fitted by models/training/package_appearance/fit.py on openly licensed photos and on rendered
// scenes. What it is worth stands in tests/blackbox: evaluate_packages measures recall and precision on
// photos that nothing was fitted on, and ctest holds the finder to the recorded numbers.
//
// Bodies from 16 pixels of a two megapixel frame to all but its rim are looked for; larger frames are looked
// at as if they had two megapixels. Two-terminal parts (inductors, capacitors, crystals) and connectors are
// no packages, though some look like ones.
#pragma once

#include <vector>

#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::vision {

/// Regions of kind `package`, best first, surface state unknown, ids empty. Corners clockwise in frame
/// pixels, the first of them the one nearest to the frame's top left; how the marking is turned is not known.
/// Scores in [0.3, 1]: of regions with 0.9, about nine in ten are packages. `boards`: what findBoards() found
/// in the frame, or nothing; on a board a body needs to prove less.
[[nodiscard]] std::vector<Region> findPackages(const Frame& frame, const std::vector<Region>& boards);

}  // namespace tidewaiter::vision
