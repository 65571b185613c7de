// Package candidates: places that could be bodies of packages, from several independent cues.
// Thread rule: pure function, safe to call from any thread. Internal to vision.
//
// At each size of the picture the same masks are made: darker or lighter than the surroundings (at several
// cuts and with leads of several widths cut off), less colored than the surroundings, and flat (no gradient
// in any color channel, which needs no polarity). Connected parts whose hull nearly fills its smallest
// rectangle are candidates. Most are wrong: telling which is the score's business.
#pragma once

#include <vector>

#include "vision/internal/package_pyramid.h"

namespace tidewaiter::vision {

/// Rectangles at any turn, corners clockwise, in frame pixels; near twins once.
[[nodiscard]] std::vector<Quad> packageCandidates(const std::vector<PackageLevel>& levels);

}  // namespace tidewaiter::vision
