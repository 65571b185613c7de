// Relief: a package's top as maps of height, albedo and gloss, sampled at a given resolution.
// Thread rule: immutable value and pure functions, safe to call from any thread; the typesetter's rule
// applies.
//
// Structures finer than a pixel do not vanish: their slopes' covariance is added to that of the specular
// lobe, so that unresolved grain makes a top matt and unresolved parallel grooves make it brushed (M. Olano,
// D. Baker, "LEAN Mapping", I3D 2010). The maps are made by going through the top's history step by step.
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "tests/scene/scene.h"

namespace tidewaiter::scene {

struct Relief {
    Rect area;  ///< what the maps cover, in the item's millimeters
    double pxPerMm = 10;
    cv::Mat1f heightUm;  ///< over the unbeveled top, as far as pixels resolve it
    cv::Mat3f albedo;    ///< diffuse, linear, blue, green, red
    /// Covariance of unresolved slopes as xx, yy, xy, times two: GGX alpha squared where it is even.
    cv::Mat3f spread;
    cv::Mat1f f0;      ///< mirrored share at normal incidence
    cv::Mat1f cover;   ///< of the pixel by the top, in [0, 1]
    cv::Mat1f inset;   ///< millimeters from the body's edge inwards, negative outside
    cv::Mat1f formUm;  ///< height of the bevel alone

    [[nodiscard]] cv::Size size() const { return heightUm.size(); }
    /// The item's millimeters at the middle of a pixel.
    [[nodiscard]] Point at(int x, int y) const {
        return {area.x + (x + 0.5) / pxPerMm, area.y + (y + 0.5) / pxPerMm};
    }
};

/// Slopes of a height map in both directions, without unit, by central differences.
struct Slopes {
    cv::Mat1f x, y;
};
[[nodiscard]] Slopes slopesOf(const cv::Mat1f& heightUm, double pxPerMm);

/// The top of `item` with `texts` as its present marking. Precondition: the item has a top.
[[nodiscard]] Relief buildRelief(const Item& item, double pxPerMm, const Typesetter& typesetter);

}  // namespace tidewaiter::scene
