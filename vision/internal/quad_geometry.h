// Quad geometry: sizes, overlaps and corners of quads.
// Thread rule: pure functions, safe to call from any thread. Internal to vision.
#pragma once

#include "vision/quad.h"

namespace tidewaiter::vision {

/// Area of a convex quad, in pixels.
[[nodiscard]] double areaWithin(const Quad& quad);
/// Area that two convex quads share, in pixels.
[[nodiscard]] double sharedArea(const Quad& a, const Quad& b);
/// The same, as a share of the smaller one's area.
[[nodiscard]] double sharedOfSmaller(const Quad& a, const Quad& b);
/// Whether each corner of `a` lies within `share` of its shorter side from another corner of `b`.
[[nodiscard]] bool areSame(const Quad& a, const Quad& b, double share);
/// The quad in a picture that is so many times wider and higher; pixel centers lie at whole numbers.
[[nodiscard]] Quad scaled(Quad quad, double across, double down);
/// Of a clockwise quad: begins with the corner nearest to the top left.
[[nodiscard]] Quad fromTopLeft(Quad quad);

}  // namespace tidewaiter::vision
