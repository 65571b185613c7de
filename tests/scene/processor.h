// Processor: a large accelerator processor on its substrate, with memory stacks or under a lid.
// Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <string>
#include <vector>

#include "tests/scene/random.h"
#include "tests/scene/scene.h"
#include "tests/scene/words.h"

namespace tidewaiter::scene {

/// Lines of a processor's marking: country and date, lot, die.
[[nodiscard]] std::vector<std::string> processorMarking(const ModuleWords& module, Random& random);

struct ProcessorPlan {
    std::vector<std::string> lines;
    std::vector<std::string> former;  ///< of the part that a doctored one was before
    std::string memory;               ///< written on each of the six stacks; nothing when empty
    bool lidded = false;              ///< the marking stands on a metal lid instead of the bare die
    std::uint64_t typeSeed = 1;       ///< of what all of its type share
    std::uint64_t ownSeed = 1;        ///< of its grain, its wear and what a forger did to it
    Defect defect = Defect::Honest;   ///< bare dies are honest or unmarked: no forger grinds silicon
    double strength = 0;              ///< of the defect, in [0, 1]
};

/// The package at the origin. Precondition: a doctored one is lidded, or unmarked.
[[nodiscard]] Item makeProcessor(const ProcessorPlan& plan, const Typesetter& typesetter);

}  // namespace tidewaiter::scene
