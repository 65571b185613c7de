// PublisherCommand: `tidewaiter watchlist keygen|publish|rotate` and `status --authority`.
// Thread rule: one thread at a time; writes to standard output and standard error, asks on the terminal.
#pragma once

#include "firmware/command/publisher_arguments.h"
#include "firmware/publisher/status.h"

namespace tidewaiter::command {

/// Does the work and returns the exit code.
[[nodiscard]] int runPublisher(const PublisherArguments& arguments);

}  // namespace tidewaiter::command
