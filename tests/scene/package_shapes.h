// Package shapes: bodies of the JEDEC families.
// Thread rule: immutable values, safe to read from any thread.
#pragma once

#include <string_view>
#include <vector>

#include "tests/scene/top_plan.h"

namespace tidewaiter::scene {

/// One body, all in millimeters. Text runs along the width.
struct PackageShape {
    std::string_view name;
    BodyStyle style;
    double width, height;  ///< of the body
    int pinsAcross;        ///< on each of the upper and lower sides
    int pinsDown;          ///< on each of the left and right sides
    double pitch;
    double leadLength;  ///< beyond the body; 0: no leads in view
    int markingLines;   ///< most lines that makers put on it
};

[[nodiscard]] const std::vector<PackageShape>& packageShapes();
/// Throws std::invalid_argument, listing the known names, when there is none of that name.
[[nodiscard]] const PackageShape& packageShape(std::string_view name);

/// The molded, ceramic or metal part of the body, around the origin.
[[nodiscard]] Rect moldOf(const PackageShape& shape);

}  // namespace tidewaiter::scene
