// WatchlistCommand: `tidewaiter watchlist`: import lists, say which are in use, look numbers and parties up.
// Thread rule: one thread at a time; writes to standard output and standard error.
#pragma once

#include "firmware/command/arguments.h"

namespace tidewaiter::command {

/// Does the work and returns the exit code: of `check` kExitHold when a number or a
/// party is on a list, kExitInspect when one may be, or when its address is another party's.
[[nodiscard]] int runWatchlist(const WatchlistArguments& arguments);

}  // namespace tidewaiter::command
