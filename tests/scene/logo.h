// Logos: signs in the manner of chip makers' trademarks; none of them is one.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <vector>

#include "tests/scene/random.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// A sign within `box`, opaque. The same stream gives the same sign.
[[nodiscard]] std::vector<Mark> makeLogo(const Rect& box, Random random);

}  // namespace tidewaiter::scene
