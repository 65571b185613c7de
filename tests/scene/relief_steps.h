// Relief steps: what can happen to a top, each as a change of its maps.
// Thread rule: pure functions apart from the relief they change; the typesetter's rule applies.
#pragma once

#include <vector>

#include "tests/scene/random.h"
#include "tests/scene/relief.h"

namespace tidewaiter::scene {

/// Linear blue, green and red of an sRGB color, without its alpha.
[[nodiscard]] cv::Vec3f linearOf(const Color& color);

/// Sets every map to the bare body as it left the mold.
void mold(Relief& relief, const Top& top, Random random);

/// Cuts parallel grooves where `where` is above 0 (everywhere, when it is empty).
void scratch(Relief& relief, const Scratching& grooves, const cv::Mat1f& where, Random& random);
/// One groove along `points` of the item's millimeters.
void scratchAlong(Relief& relief, const std::vector<Point>& points, double widthMm, double depthUm,
                  double lighten);

/// Letters and signs to be put on.
struct Letters {
    const std::vector<Text>& texts;
    const std::vector<Mark>& logo;
    double left = 1;  ///< share of depth and color, in [0, 1]
};
/// Coverage of each pixel by letters and signs, in [0, 1].
[[nodiscard]] cv::Mat1f coverageOf(const Relief& relief, const Letters& letters,
                                   const Typesetter& typesetter);
void mark(Relief& relief, const Letters& letters, const MarkingFinish& finish, const Typesetter& typesetter,
          Random random);
/// Rubs the surroundings of letters until they are nearly gone.
void rub(Relief& relief, const cv::Mat1f& coverage, double reachMm, Random random);

void grind(Relief& relief, const Sanding& sanding, const Finish& bare, Random random);
void coatOver(Relief& relief, const Coat& coat, Random random);
void wear(Relief& relief, const Wear& wear, Random random);

}  // namespace tidewaiter::scene
