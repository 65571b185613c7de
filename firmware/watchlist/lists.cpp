#include "firmware/watchlist/lists.h"

#include <algorithm>
#include <mutex>

#include "firmware/text/visible_text.h"

namespace tidewaiter::watchlist {

namespace fs = std::filesystem;

struct Lists::Open {
    std::vector<Store> stores;
    std::mutex turns;      // a store serves one thread at a time
    std::once_flag asked;  // for a party
    PartyIndex parties;
};

Lists::Lists(std::unique_ptr<Open> open) : open_(std::move(open)) {
    for (const auto& store : open_->stores) summaries_.push_back(store.summary());
}
Lists::Lists(Lists&&) noexcept = default;
Lists& Lists::operator=(Lists&&) noexcept = default;
Lists::~Lists() = default;

Expected<Lists> Lists::open(const fs::path& folder) {
    auto open = std::make_unique<Open>();
    std::error_code error;
    std::vector<fs::path> files;
    if (fs::exists(folder, error)) {
        for (const auto& entry : fs::directory_iterator(folder, error)) {
            if (entry.path().extension() == kStoreEnding) files.push_back(entry.path());
        }
        if (error)
            return failure("the folder of watchlists '" + text::visibleText(folder.string()) +
                           "' cannot be read; check its name and its rights");
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        auto store = Store::open(file);
        if (!store) return tl::unexpected(store.error());
        open->stores.push_back(std::move(*store));
    }
    return Lists(std::move(open));
}

Expected<bool> Lists::isWhole(std::size_t list) const {
    const std::lock_guard turn(open_->turns);
    return open_->stores.at(list).isWhole();
}

Expected<std::vector<ListHit>> Lists::findNumber(EntryKind kind, const DoubtfulText& text,
                                                 std::string_view day) const {
    const std::lock_guard turn(open_->turns);
    std::vector<ListHit> found;
    for (auto& store : open_->stores) {
        auto hits = watchlist::findNumber(store, kind, text);
        if (!hits) return tl::unexpected(hits.error());
        for (auto& hit : *hits) {
            if (countsOn(hit.entry.terms, day)) found.push_back({std::move(hit), store.summary().name});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const ListHit& a, const ListHit& b) {
        return a.hit.probability > b.hit.probability;
    });
    return found;
}

std::vector<std::pair<const Entry*, std::string_view>> Lists::entries(EntryKind kind,
                                                                      std::string_view day) const {
    std::vector<std::pair<const Entry*, std::string_view>> found;
    for (std::size_t i = 0; i < open_->stores.size(); ++i) {
        for (const auto& listed : open_->stores[i].others(kind)) {
            if (countsOn(listed.entry.terms, day)) found.emplace_back(&listed.entry, summaries_[i].name);
        }
    }
    return found;
}

const PartyIndex& Lists::parties() const {
    std::call_once(open_->asked, [&] {
        for (const auto& store : open_->stores) {
            for (const auto& listed : store.others(EntryKind::Party))
                open_->parties.add(listed.entry, store.summary().name);
        }
        open_->parties.finish();
    });
    return open_->parties;
}

std::vector<PartyHit> Lists::findParty(std::string_view name, std::string_view address, std::string_view day,
                                       double least) const {
    return address.empty() ? parties().findLine(name, day, least) : parties().find(name, address, day, least);
}

std::vector<PartyHit> Lists::findPartyInLine(std::string_view line, std::string_view day) const {
    return parties().findInLine(line, day);
}

std::vector<PartyHit> Lists::findPartyAt(std::string_view line, std::string_view day) const {
    return parties().findAddress(line, day);
}

}  // namespace tidewaiter::watchlist
