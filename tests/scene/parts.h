// Parts: what stands on a board besides chips.
// Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <string>

#include "tests/scene/random.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// Chip sizes of two-terminal parts in the inch code: 0402, 0603, 0805, 1206.
enum class ChipSize { C0402, C0603, C0805, C1206 };

/// A chip resistor; 0805 and larger carry `code`.
[[nodiscard]] Item makeResistor(ChipSize size, const std::string& code, const Typesetter& typesetter);
[[nodiscard]] Item makeCapacitor(ChipSize size, Random& random);
/// A can of `diameterMm` seen from above with two lines of text, parted by a line feed.
[[nodiscard]] Item makeElectrolytic(double diameterMm, const std::string& lines,
                                    const Typesetter& typesetter);
/// A molded power inductor, `sideMm` square.
[[nodiscard]] Item makeInductor(double sideMm, const std::string& code, const Typesetter& typesetter);
/// A metal-canned quartz crystal.
[[nodiscard]] Item makeCrystal(const std::string& frequency, const Typesetter& typesetter);
/// Two rows of pins in a black frame.
[[nodiscard]] Item makeHeader(int columns);
/// A shielded socket (network, USB) that opens to its left.
[[nodiscard]] Item makeSocket(const Size& size);
/// A plated hole with its ring.
[[nodiscard]] Item makeMountingHole(double radiusMm);

}  // namespace tidewaiter::scene
