#include "firmware/command/lists_in_use.h"

#include "firmware/sync/sync_state.h"

namespace tidewaiter::command {

namespace {

std::string dayOf(const std::optional<tuf::Time>& time) {
    constexpr std::size_t kDay = std::string_view("2026-11-22").size();
    return time ? tuf::dateTimeText(*time).substr(0, kDay) : std::string();
}

}  // namespace

Expected<watchlist::Lists> openLists(const std::filesystem::path& folder) {
    auto lists = watchlist::Lists::open(folder);
    if (!lists) return lists;
    const auto state = sync::readSyncState(folder);
    if (!state) lists->setFreshness({});
    if (state && *state)
        lists->setFreshness({dayOf((*state)->completed), dayOf((*state)->expires), (*state)->lists});
    return lists;
}

std::optional<std::filesystem::path> policyFile(const std::optional<std::filesystem::path>& given,
                                                const std::filesystem::path& lists) {
    return given ? given : sync::synchronizedPolicy(lists);
}

}  // namespace tidewaiter::command
