// Packages: chip bodies with leads, recesses and marking, honest or doctored.
// Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/scene/package_outline.h"
#include "tests/scene/package_shapes.h"
#include "tests/scene/random.h"
#include "tests/scene/scene.h"
#include "tests/scene/top_marking.h"
#include "tests/scene/words.h"

namespace tidewaiter::scene {

/// What stands on one chip.
struct Marking {
    std::string part;
    std::vector<std::string> lines;  ///< the part number is one of them
};

/// A marking for `shape` by the maker's grammar: maker, part number, date code and lot, origin.
[[nodiscard]] Marking makeMarking(const ChipWords& chip, const PackageShape& shape, Random& random);

/// One chip to be made.
struct PackagePlan {
    const PackageShape* shape = nullptr;
    Marking marking;
    InkStyle ink{};
    std::uint64_t typeSeed = 1;  ///< of what all chips of its type and lot share
    std::uint64_t ownSeed = 1;   ///< of its grain, its wear and what a forger did to it
    Defect defect = Defect::Honest;
    double strength = 0;                  ///< of the defect, in [0, 1]
    std::optional<TopMaterial> material;  ///< else what the shape is mostly made of
};

/// The package at the origin, unturned.
[[nodiscard]] Item makePackage(const PackagePlan& plan, const Typesetter& typesetter);

/// A defect that is not honest.
[[nodiscard]] Defect drawDefect(Random& random);

}  // namespace tidewaiter::scene
