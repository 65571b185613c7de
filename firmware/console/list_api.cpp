#include "firmware/console/list_api.h"

namespace tidewaiter::console {

using nlohmann::json;
using people::Permission;

namespace {

json orNull(const std::string& text) {
    return text.empty() ? json(nullptr) : json(text);
}

json listJson(const ListInUse& list) {
    return {{"name", list.name},
            {"version", list.version},
            {"entries", list.entries},
            {"synchronized", orNull(list.synchronized)},
            {"age_days", list.ageDays ? json(*list.ageDays) : json(nullptr)},
            {"stale", list.stale}};
}

Answer status(const std::function<Expected<ListsInUse>()>& inUse, const station::ListKeeper& keeper) {
    const auto known = inUse();
    if (!known) return no(500, "lists.unreadable", known.error().message);
    json lists = json::array();
    for (const auto& list : known->lists) lists.push_back(listJson(list));
    json last = nullptr;
    if (const auto result = keeper.last())
        last = {{"time", result->time}, {"ok", result->ok}, {"sentence", result->sentence}};
    return jsonResponse({{"lists", lists},
                         {"policy", {{"name", known->policy}, {"source", known->policySource}}},
                         {"repository", orNull(known->repository)},
                         {"syncing", keeper.isBusy()},
                         {"last", last}});
}

}  // namespace

std::vector<Route> listRoutes(std::function<Expected<ListsInUse>()> inUse, station::ListKeeper& keeper) {
    return {{.method = "GET",
             .path = "/lists",
             .permission = Permission::ListsRead,
             .handle = [inUse = std::move(inUse), &keeper](Call&) { return status(inUse, keeper); }},
            {.method = "POST",
             .path = "/lists/sync",
             .permission = Permission::Lists,
             .action = "lists.synchronized",
             .handle = [&keeper](Call&) -> Answer {
                 if (keeper.start()) return jsonResponse({{"syncing", true}}, 202);
                 return no(409, "lists.busy", "the lists are being synchronized already; wait for it");
             }}};
}

}  // namespace tidewaiter::console
