// ListUpdate: a store brought to another content by list files, all or nothing.
// Thread rule: safe to call from any thread; one update of one store at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "firmware/watchlist/store_builder.h"

namespace tidewaiter::watchlist {

struct UpdateOrder {
    /// A snapshot, or deltas in the order to apply them, the first of which begins with what the store holds.
    /// None: the store gets the title only.
    std::vector<std::filesystem::path> files;
    std::filesystem::path target;  ///< the store; a snapshot replaces it whatever it is
    ListTitle title;               ///< what the store is to be afterwards
};

/// Puts the new store in the place of the old one, which stays where anything fails: a file is damaged, does
/// not follow the one before, does not fit the list, or leads to another content than the title's. `progress`
/// is called now and then with the changes so far.
[[nodiscard]] Expected<Summary> updateStore(
    const UpdateOrder& order, const std::function<void(std::int64_t changes)>& progress = [](auto) {});

}  // namespace tidewaiter::watchlist
