// Textures: the fine structure of materials as seamless gray tiles.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <opencv2/core/mat.hpp>

#include "tests/scene/random.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// Side of one tile of `material`, in millimeters.
[[nodiscard]] double tileSideMm(Material material);

/// A tile of 8-bit gray around 128 that repeats without a seam; it is laid over a color so that 128 leaves
/// the color as it is.
[[nodiscard]] cv::Mat makeTile(Material material, Random random);

}  // namespace tidewaiter::scene
