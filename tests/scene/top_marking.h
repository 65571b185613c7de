// Top marking: sets the letters of a package, as its maker did or as a forger did again.
// Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <string>
#include <vector>

#include "tests/scene/random.h"
#include "tests/scene/scene.h"
#include "tests/scene/text_block.h"

namespace tidewaiter::scene {

/// How the marking of a chip was put on.
struct InkStyle {
    Face face;
    double level;     ///< of the ink, in [0, 1]
    double weightMm;  ///< see Text
    Process process = Process::Laser;
};
/// Laser gray at low or middle contrast, white ink, or dots of a laser.
[[nodiscard]] InkStyle drawInkStyle(Random& random);

/// Where and how letters are set. A forger's setting differs from the maker's.
struct Layout {
    Align align = Align::Left;
    double size = 0.9;     ///< of the largest that fits
    double largest = 0.3;  ///< em size against the body's height
    Point shift;           ///< of the whole block, in shares of the body
    double turnDeg = 0;    ///< of the whole block about its middle
    bool hasLogo = false;
    std::uint64_t logoSeed = 1;
};
/// A maker's layout of `lines` on a top.
[[nodiscard]] Layout drawLayout(const Top& top, std::size_t lines, Random& random);

/// One chip's marking.
struct MarkingPlan {
    std::vector<std::string> lines;   ///< what stands, or would stand, on it
    std::vector<std::string> former;  ///< what stood on it before it was doctored
    InkStyle ink{};
    Layout layout;
    Defect defect = Defect::Honest;
    double strength = 0;  ///< of the defect, in [0, 1]
};

/// Doctors the item's top as planned and marks it: texts become marks of the item, signs and traces of its
/// top. `own` decides what differs from chip to chip. Precondition: the item has a top with a maker's finish
/// for its marking.
void putMarking(Item& item, const MarkingPlan& plan, Random& own, const Typesetter& typesetter);

}  // namespace tidewaiter::scene
