// ListsInUse: the watchlists of this machine with what is known of their age, and the policy that came with
// them.
// Thread rule: reads files; safe to call from any thread.
#pragma once

#include <filesystem>
#include <optional>

#include "firmware/watchlist/lists.h"

namespace tidewaiter::command {

/// Opens the lists in the folder, imported and synchronized ones. Where nobody knows when they were
/// synchronized last, they are used all the same.
[[nodiscard]] Expected<watchlist::Lists> openLists(const std::filesystem::path& folder);

/// The policy to judge by: `given`, else the one that was synchronized with the lists; none: the program's.
[[nodiscard]] std::optional<std::filesystem::path> policyFile(
    const std::optional<std::filesystem::path>& given, const std::filesystem::path& lists);

}  // namespace tidewaiter::command
