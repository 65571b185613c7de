// Reliefs made by hand, for tests.
#pragma once

#include <functional>

#include "tests/scene/relief.h"

namespace tidewaiter::scene {

/// A square of `sidePx` pixels at 10 per millimeter around the origin, gray, without gloss, whose height in
/// micrometers `height` gives at a point in millimeters.
[[nodiscard]] Relief reliefOf(int sidePx, const std::function<double(const Point&)>& height);

}  // namespace tidewaiter::scene
