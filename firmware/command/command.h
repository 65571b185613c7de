// Command: the program's command line as a function.
// Thread rule: one thread at a time.
#pragma once

#include <string>
#include <vector>

namespace tidewaiter::command {

/// Runs the command line; `arguments` without the program's name. Returns the exit code.
[[nodiscard]] int run(const std::vector<std::string>& arguments);

}  // namespace tidewaiter::command
