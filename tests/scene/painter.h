// Painter: a scene as a flat picture, seen straight from above in even light.
// Thread rule: pure function; the typesetter's rule applies.
#pragma once

#include <opencv2/core/mat.hpp>

#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// The part `area` of `scene` at `pxPerMm`, BGR, 8 bit. Pixel (0, 0) covers the area's top left corner.
[[nodiscard]] cv::Mat paint(const Scene& scene, const Rect& area, double pxPerMm,
                            const Typesetter& typesetter);

}  // namespace tidewaiter::scene
