// Shading: what a relief looks like under lamps.
// Thread rule: pure functions, safe to call from any thread.
//
// Diffuse part by Lambert's cosine law, specular part by microfacets: GGX slopes (B. Walter et al.,
// "Microfacet Models for Refraction through Rough Surfaces", EGSR 2007), anisotropic and evaluated over the
// mean plane with the resolved slope as its middle (Olano, Baker 2010, see relief.h), Smith's shadowing,
// Fresnel's factor by C. Schlick ("An Inexpensive BRDF Model", Computer Graphics Forum 13, 1994). Lamps stand
// at a distance, so their direction and strength change across the top. Cast shadows follow the horizon along
// the lamp's direction (N. Max, "Horizon mapping", The Visual Computer 4, 1988).
#pragma once

#include <opencv2/core/mat.hpp>

#include "tests/scene/light.h"
#include "tests/scene/relief.h"

namespace tidewaiter::scene {

/// Where a relief stands before the camera.
struct Stance {
    Placement at;           ///< of the item in the scene
    Point viewCenter;       ///< of the scene that the camera and the lamps are centered on
    double cameraMm = 400;  ///< height of the camera over it
};

/// Radiance of each pixel, linear, blue, green, red, 1 is picture white. `slopes` are those of the relief.
[[nodiscard]] cv::Mat3f shade(const Relief& relief, const Slopes& slopes, const Stance& stance,
                              const Lighting& light);

/// Light that reaches each pixel, in [0, 1], from the direction `toLight` (x right, y down, z up, in the
/// map's axes) of a lamp that fills `sizeDeg` to each side.
[[nodiscard]] cv::Mat1f castShadow(const cv::Mat1f& heightUm, double pxPerMm, const cv::Vec3d& toLight,
                                   double sizeDeg);

}  // namespace tidewaiter::scene
