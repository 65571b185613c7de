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

/// The package at the origin. `memory` is written on each of the six stacks (nothing when empty); `lidded`
/// puts the marking on a metal lid instead of the bare die.
[[nodiscard]] Item makeProcessor(const std::vector<std::string>& lines, const std::string& memory,
                                 bool lidded, const Typesetter& typesetter);

}  // namespace tidewaiter::scene
