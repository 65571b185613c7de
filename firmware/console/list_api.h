// ListApi: watchlists and policy: how old they are, where they come from, and bringing them up to date.
// Thread rule: safe to call from any thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "firmware/console/route.h"
#include "firmware/station/list_keeper.h"

namespace tidewaiter::console {

/// A watchlist as people want to know about it.
struct ListInUse {
    std::string name;
    std::string version;       ///< as its publisher counts, empty where it says none
    std::int64_t entries = 0;  ///< of all kinds
    std::string synchronized;  ///< ISO 8601 day; empty where it was imported by hand
    std::optional<int> ageDays{};
    bool stale = false;  ///< what was signed is valid no longer
};

struct ListsInUse {
    std::vector<ListInUse> lists;
    std::string policy;        ///< its version
    std::string policySource;  ///< whose it is
    std::string repository;    ///< empty where none is known
};

[[nodiscard]] std::vector<Route> listRoutes(std::function<Expected<ListsInUse>()> inUse,
                                            station::ListKeeper& keeper);

}  // namespace tidewaiter::console
