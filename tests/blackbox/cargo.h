// Cargo: rendered photos with a declaration, true or false in a known way, for measuring what the rules find
// and what they accuse wrongly. Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "firmware/inspection/declaration.h"
#include "tests/scene/renderer.h"

namespace tidewaiter::blackbox {

/// One item as it arrives: what the papers say and what the camera sees.
struct Cargo {
    inspection::Declaration declaration;
    scene::Scene scene;
};

/// A way to declare, true or false.
struct CargoKind {
    std::string id;  ///< "E01 tea is accelerators", the number as in the list of evasion methods
    bool honest = false;
    Cargo (*make)(std::uint64_t seed, const scene::Typesetter& typesetter) = nullptr;
};

/// All of them, honest ones last.
[[nodiscard]] const std::vector<CargoKind>& cargoKinds();

}  // namespace tidewaiter::blackbox
