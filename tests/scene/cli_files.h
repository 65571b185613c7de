// Files that render_scene writes. Thread rule: the typesetter's rule applies.
#pragma once

#include "tests/scene/cli_arguments.h"

namespace tidewaiter::scene {

/// Renders what is asked for and writes it. Throws std::invalid_argument when the arguments are wrong, before
/// anything is written, and std::runtime_error when a file cannot be written.
void writeAll(const Arguments& arguments, const Typesetter& typesetter);

}  // namespace tidewaiter::scene
