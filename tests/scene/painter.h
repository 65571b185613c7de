// Painter: a scene as a picture seen straight from above.
// Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <opencv2/core/mat.hpp>

#include "tests/scene/light.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// The part `area` of `scene` at `pxPerMm`, BGR, 8 bit. Pixel (0, 0) covers the area's top left corner.
[[nodiscard]] cv::Mat paint(const Scene& scene, const Rect& area, double pxPerMm,
                            const Typesetter& typesetter, const Lighting& light = Lighting::even());

/// The same in even light and without the tops of packages and what stands on them.
[[nodiscard]] cv::Mat paintFlat(const Scene& scene, const Rect& area, double pxPerMm,
                                const Typesetter& typesetter);

}  // namespace tidewaiter::scene
