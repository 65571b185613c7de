// SyncCommand: `tidewaiter watchlist sync`.
// Thread rule: called once, from main's thread.
#pragma once

#include <filesystem>
#include <string>

#include "firmware/command/arguments.h"

namespace tidewaiter::command {

/// Does the work and returns the exit code. `configured` is the repository of the configuration, or empty.
[[nodiscard]] int runSync(const WatchlistArguments& arguments, const std::filesystem::path& lists,
                          const std::string& configured);

}  // namespace tidewaiter::command
