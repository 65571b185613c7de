// Package outline: what a package shows around its top: leads, pads, substrate, shadow.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <array>
#include <vector>

#include "tests/scene/package_shapes.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// Shadow, leads or pads and substrate of a package at the origin, in the order of painting.
[[nodiscard]] std::vector<Mark> packageOutline(const PackageShape& shape);

/// How many leads, or pads that show beside the body, are on the upper, right, lower and left side.
[[nodiscard]] std::array<int, 4> packageLeads(const PackageShape& shape);

/// Room that a package of this shape takes with its leads.
[[nodiscard]] Size packageFootprint(const PackageShape& shape);

/// A soft shadow below and to the right of a box, as marks to be drawn before it.
[[nodiscard]] std::vector<Mark> softShadow(const Rect& box, double heightMm);

}  // namespace tidewaiter::scene
