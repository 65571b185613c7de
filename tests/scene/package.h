// Packages: chip bodies with leads, pin-1 mark and marking.
// Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/scene/random.h"
#include "tests/scene/scene.h"
#include "tests/scene/words.h"

namespace tidewaiter::scene {

/// One body of the JEDEC families, all in millimeters. Text runs along the width.
struct PackageShape {
    std::string_view name;
    double width, height;  ///< of the body
    int pinsAcross;        ///< on each of the upper and lower sides
    int pinsDown;          ///< on each of the left and right sides
    double pitch;
    double leadLength;  ///< beyond the body; 0: no leads in view
    int markingLines;   ///< most lines that makers put on it
};

[[nodiscard]] const std::vector<PackageShape>& packageShapes();
/// Throws std::invalid_argument when there is none of that name.
[[nodiscard]] const PackageShape& packageShape(std::string_view name);

/// What stands on one chip.
struct Marking {
    std::string part;
    std::vector<std::string> lines;  ///< the part number is one of them
};

/// A marking for `shape` by the maker's grammar: maker, part number, date code and lot, origin.
[[nodiscard]] Marking makeMarking(const ChipWords& chip, const PackageShape& shape, Random& random);

/// How the marking of a chip was put on.
struct InkStyle {
    Face face;
    double level;     ///< of the ink, in [0, 1]
    double weightMm;  ///< see Text
};
/// Laser gray at low or middle contrast, or white ink.
[[nodiscard]] InkStyle drawInkStyle(Random& random);

/// The package at the origin, unturned.
[[nodiscard]] Item makePackage(const PackageShape& shape, const Marking& marking, const InkStyle& ink,
                               Random& random, const Typesetter& typesetter);

/// A soft shadow below and to the right of a box, as marks to be drawn before it.
[[nodiscard]] std::vector<Mark> softShadow(const Rect& box, double heightMm);

}  // namespace tidewaiter::scene
