#include "firmware/watchlist/party_index.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "firmware/watchlist/letter_triples.h"
#include "firmware/watchlist/party_explanation.h"
#include "firmware/watchlist/party_line.h"

namespace tidewaiter::watchlist {

namespace {

/// So many are compared word by word.
constexpr std::size_t kMostCandidates = 100;

/// A triple that more than one in so many parties has ("ing") leads nowhere, where there are more than a few.
constexpr std::size_t kCommonShare = 16;
constexpr std::size_t kFewParties = 500;

/// An entry's id without the number of the name: entriesOf() numbers a party's names "17", "17#2".
std::string_view partyOf(const Entry& entry) {
    return std::string_view(entry.id).substr(0, entry.id.find('#'));
}

bool isOneParty(const PartyHit& hit, const Entry& entry, std::string_view list) {
    return hit.list == list && partyOf(*hit.entry) == partyOf(entry);
}

/// Likeliest first; of one party's names the best.
std::vector<PartyHit> sorted(std::vector<PartyHit> hits) {
    std::stable_sort(hits.begin(), hits.end(), [](const PartyHit& a, const PartyHit& b) {
        return a.score != b.score ? a.score > b.score : a.sameAddress > b.sameAddress;
    });
    std::vector<PartyHit> best;
    for (auto& hit : hits) {
        const bool told = std::any_of(best.begin(), best.end(), [&](const PartyHit& other) {
            return isOneParty(other, *hit.entry, hit.list);
        });
        if (!told) best.push_back(std::move(hit));
    }
    return best;
}

/// Where number, street and town agree too, nothing that names alone cannot tell is held against them
/// (nomenklatura's logic-v2 adds 0.2 for an address).
PartyHit hitOf(const Entry& entry, std::string_view list, const PartyMatch& match, bool sameHouse) {
    PartyHit hit{&entry, list, match.score, "", sameHouse};
    constexpr double kForAddress = 0.1;
    if (sameHouse) hit.score = std::min(1.0, match.names + kForAddress);
    return hit;
}

/// The addresses behind a name; the whole line only where there is none, since a name holds towns too.
std::vector<PartyAddress> addressesIn(std::string_view line) {
    std::vector<PartyAddress> addresses;
    const auto whole = partyAddress(line);
    for (const auto& one : partyLines(line)) {
        addresses.push_back(partyAddress(one.address));
        addresses.back().rooms = whole.rooms;
    }
    std::erase_if(addresses, [](const PartyAddress& one) { return one.key().empty(); });
    if (addresses.empty()) addresses.push_back(whole);
    return addresses;
}

}  // namespace

void PartyIndex::add(const Entry& entry, std::string_view list) {
    const auto place = static_cast<std::uint32_t>(parties_.size());
    if (const auto key = partyAddress(entry.address).key(); !key.empty()) houses_.emplace(key, place);
    parties_.push_back({&entry, list, partyName(entry.value)});
    weights_.add(parties_.back().name);
}

void PartyIndex::finish() {
    std::vector<std::vector<std::uint32_t>> triples;
    begins_.assign(kTriples + 1, 0);
    for (const auto& party : parties_) {
        triples.push_back(letterTriples(party.name));
        for (const auto triple : triples.back()) ++begins_[triple + 1];
    }
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
    holders_.resize(begins_.back());
    auto next = begins_;
    for (std::uint32_t place = 0; place < triples.size(); ++place) {
        for (const auto triple : triples[place]) holders_[next[triple]++] = place;
    }
}

std::vector<std::uint32_t> PartyIndex::candidates(const PartyName& name) const {
    std::vector<float> shared(parties_.size(), 0);
    std::vector<std::uint32_t> found;
    for (const auto triple : letterTriples(name)) {
        const auto begin = begins_[triple];
        const auto end = begins_[triple + 1];
        if (end - begin > std::max(parties_.size() / kCommonShare, kFewParties)) continue;
        const auto weight =
            std::log((static_cast<float>(parties_.size()) + 1) / (static_cast<float>(end - begin) + 0.5F));
        for (auto i = begin; i < end; ++i) {
            if (shared[holders_[i]] == 0) found.push_back(holders_[i]);
            shared[holders_[i]] += weight;
        }
    }
    const auto most = found.begin() + static_cast<std::ptrdiff_t>(std::min(kMostCandidates, found.size()));
    std::partial_sort(found.begin(), most, found.end(), [&](std::uint32_t a, std::uint32_t b) {
        return shared[a] != shared[b] ? shared[a] > shared[b] : a < b;
    });
    found.erase(most, found.end());
    return found;
}

std::vector<PartyHit> PartyIndex::partiesAt(const PartyAddress& house, std::string_view day) const {
    std::vector<PartyHit> hits;
    const auto [begin, end] = houses_.equal_range(house.key());
    for (auto one = begin; one != end; ++one) {
        const auto& party = parties_[one->second];
        if (countsOn(party.entry->terms, day) && sameAddress(house, partyAddress(party.entry->address)))
            hits.push_back({party.entry, party.list, 1, "", true});
    }
    return hits;
}

std::vector<PartyHit> PartyIndex::find(std::string_view name, std::string_view address, std::string_view day,
                                       double least) const {
    const auto read = partyName(name);
    if (read.words.empty()) return {};
    const auto atAddress = partiesAt(partyAddress(address), day);
    std::vector<PartyHit> hits;
    for (const auto place : candidates(read)) {
        const auto& party = parties_[place];
        if (!countsOn(party.entry->terms, day)) continue;
        const auto match = matchNames(read, party.name, weights_);
        const bool sameHouse = std::any_of(atAddress.begin(), atAddress.end(), [&](const PartyHit& other) {
            return isOneParty(other, *party.entry, party.list);
        });
        auto hit = hitOf(*party.entry, party.list, match, sameHouse);
        if (hit.score < least) continue;
        hit.why = explained(match, read, party.name);
        hits.push_back(std::move(hit));
    }
    return sorted(std::move(hits));
}

std::vector<PartyHit> PartyIndex::findLine(std::string_view line, std::string_view day, double least) const {
    std::vector<PartyHit> hits;
    for (const auto& [name, address] : partyLines(line)) {
        for (auto& hit : find(name, address, day, least)) hits.push_back(std::move(hit));
    }
    return sorted(std::move(hits));
}

std::vector<PartyHit> PartyIndex::findInLine(std::string_view line, std::string_view day) const {
    const auto read = partyName(line);
    if (read.words.size() < 2) return {};  // as few as matchInLine() takes
    std::vector<PartyHit> hits;
    for (const auto place : candidates(read)) {
        const auto& party = parties_[place];
        const auto match = matchInLine(read, party.name, weights_);
        if (match.score <= 0 || !countsOn(party.entry->terms, day)) continue;
        hits.push_back(hitOf(*party.entry, party.list, match, false));
        hits.back().why = explained(match, read, party.name);
    }
    return sorted(std::move(hits));
}

std::vector<PartyHit> PartyIndex::findAddress(std::string_view line, std::string_view day) const {
    std::vector<PartyHit> hits;
    for (const auto& house : addressesIn(line)) {
        for (auto& hit : partiesAt(house, day)) hits.push_back(std::move(hit));
    }
    std::sort(hits.begin(), hits.end(), [](const PartyHit& a, const PartyHit& b) {
        return std::tie(a.list, a.entry->id) < std::tie(b.list, b.entry->id);
    });
    return sorted(std::move(hits));
}

}  // namespace tidewaiter::watchlist
