// WatchlistCommand: `tidewaiter watchlist`: import lists, say which are in use, look a number up.
// Thread rule: one thread at a time; writes to standard output and standard error.
#pragma once

#include "firmware/command/arguments.h"

namespace tidewaiter::command {

/// Does the work and returns the exit code: of `check` kExitHold when a number is on
/// a list, kExitInspect when one may be.
[[nodiscard]] int runWatchlist(const WatchlistArguments& arguments);

}  // namespace tidewaiter::command
