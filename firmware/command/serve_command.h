// ServeCommand: `tidewaiter serve`: the appliance at work until it is told to stop.
// Thread rule: one at a time; writes to standard output and standard error.
#pragma once

#include <string>

#include "firmware/command/arguments.h"

namespace tidewaiter::command {

/// Prints where the console is, and returns the exit code once SIGINT or SIGTERM came.
[[nodiscard]] int runServe(const ServeArguments& arguments, const std::string& version);

}  // namespace tidewaiter::command
