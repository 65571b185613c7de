// WatchlistCommand: `tidewaiter watchlist`: import lists, say which are in use, look a number up.
// Thread rule: one thread at a time; writes to standard output and standard error.
#pragma once

#include <filesystem>
#include <optional>

#include "firmware/command/arguments.h"
#include "models/error.h"

namespace tidewaiter::command {

/// Where the watchlists are: `given`, else what the environment's TIDEWAITER_LISTS names, else `configured`,
/// else tidewaiter/lists among the user's data.
[[nodiscard]] std::filesystem::path listFolder(const std::optional<std::filesystem::path>& given,
                                               const std::optional<std::filesystem::path>& configured);

/// Does the work and returns the exit code: of `check` kExitHold when a number is on
/// a list, kExitInspect when one may be.
[[nodiscard]] int runWatchlist(const WatchlistArguments& arguments);

}  // namespace tidewaiter::command
