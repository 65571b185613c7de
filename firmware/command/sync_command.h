// SyncCommand: `tidewaiter watchlist sync`.
// Thread rule: called once, from main's thread.
#pragma once

#include <filesystem>
#include <string>

#include "firmware/command/arguments.h"
#include "firmware/sync/synchronizer.h"

namespace tidewaiter::command {

/// Where to ask: `given`, else `configured`, else the repository of the last time. Fails where nobody has
/// ever said.
[[nodiscard]] Expected<std::string> repositoryOf(const std::string& given, const std::filesystem::path& lists,
                                                 const std::string& configured);

/// Whether this program can judge by a policy that was published.
[[nodiscard]] Expected<void> checkPublishedPolicy(const std::string& policy);

/// What has come, a line each.
[[nodiscard]] std::string textOf(const sync::SyncReport& report);

/// Does the work and returns the exit code. `configured` is the repository of the configuration, or empty.
[[nodiscard]] int runSync(const WatchlistArguments& arguments, const std::filesystem::path& lists,
                          const std::string& configured);

}  // namespace tidewaiter::command
