// Residue evidence: what speaks for a label having been taken off a place.
// Thread rule: immutable value and pure functions, safe to call from any thread. Internal to vision.
#pragma once

#include "vision/internal/label_sheet.h"

namespace tidewaiter::vision {

/// What is measured of a place and what is around it, shares in [0, 1]. Remains: pixels inside that are much
/// paler than what they lie on.
struct ResidueEvidence {
    double ground = 0;    ///< brightness of the surroundings in their darkest channel, grey levels
    double brown = 0;     ///< how far its blue falls short of its red, as a share of the red
    double thick = 0;     ///< share of the remains that is in pieces wider than print
    double even = 0;      ///< share of the surroundings that has one tone
    double remains = 0;   ///< share of the inside
    double flush = 0;     ///< share of the border along which remains end in its line
    int flushSides = 0;   ///< sides along which they do so over some length
    double leaked = 0;    ///< share of the border that remains run across
    double film = 0;      ///< grey levels that the rest lies above its surroundings, median along the border
    double sharp = 0;     ///< step at the remains' own borders, as a share of how far they differ
    double ragged = 0;    ///< length of these borders over what it is once they are smoothed
    double ink = 0;       ///< share of the inside that is much darker than ground and film
    double contrast = 0;  ///< grey levels between remains and the rest, median
};

[[nodiscard]] ResidueEvidence residueEvidence(const LabelSheet& sheet);

}  // namespace tidewaiter::vision
