// EntryColumns: the columns of our own lists, which CSV has in its header and JSON Lines as keys.
// Thread rule: immutable table and pure functions, safe to use from any thread. Inside firmware/watchlist
// only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/watchlist/entry.h"

namespace tidewaiter::watchlist {

struct EntryColumn {
    std::string_view name;
    std::string_view meaning;  ///< for help texts
    /// Puts the value, which is not empty, into the entry. Fails with what is wrong with it.
    Expected<void> (*set)(Entry& entry, const std::string& value);
    /// What set() would take; empty where the column may be left out.
    std::string (*get)(const Entry& entry);
};

/// All columns; only `value` is needed.
[[nodiscard]] const std::vector<EntryColumn>& entryColumns();

/// The column of that name. Fails with the names there are.
[[nodiscard]] Expected<const EntryColumn*> columnNamed(std::string_view name);

}  // namespace tidewaiter::watchlist
