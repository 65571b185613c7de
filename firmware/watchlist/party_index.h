// PartyIndex: the parties of all lists, found by name or by address.
// Thread rule: const members are safe from any thread once it is built. Borrows the entries.
//
// Candidates share triples of letters with the name that was read, whatever words they are divided into;
// triples that few names have count more. The best of them are compared word by word (party_match.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "firmware/watchlist/entry.h"
#include "firmware/watchlist/party_address.h"
#include "firmware/watchlist/party_match.h"

namespace tidewaiter::watchlist {

/// A listed party that a name may be.
struct PartyHit {
    const Entry* entry = nullptr;
    std::string_view list;     ///< its name
    double score = 0;          ///< in [0, 1]; kSureParty, kPossibleParty
    std::string why;           ///< how the words fit, the end of a sentence
    bool sameAddress = false;  ///< number, street and town agree as well
};

class PartyIndex {
  public:
    /// Adds a party. Every party before the first look-up.
    void add(const Entry& entry, std::string_view list);
    /// Sorts what was added.
    void finish();

    /// The parties that count on `day` and may be this name at this address, likeliest first; of one party's
    /// names the best. From `least` on.
    [[nodiscard]] std::vector<PartyHit> find(std::string_view name, std::string_view address,
                                             std::string_view day, double least) const;
    /// The same for a line that holds a name and perhaps an address.
    [[nodiscard]] std::vector<PartyHit> findLine(std::string_view line, std::string_view day,
                                                 double least) const;
    /// The parties whose whole name stands in a line among other words.
    [[nodiscard]] std::vector<PartyHit> findInLine(std::string_view line, std::string_view day) const;
    /// The parties at the address that the line is, or that stands in it behind a name, whatever they are
    /// called.
    [[nodiscard]] std::vector<PartyHit> findAddress(std::string_view line, std::string_view day) const;

  private:
    struct Party {
        const Entry* entry;
        std::string_view list;
        PartyName name;
    };

    /// The entries with this address, in no order.
    [[nodiscard]] std::vector<PartyHit> partiesAt(const PartyAddress& house, std::string_view day) const;
    [[nodiscard]] std::vector<std::uint32_t> candidates(const PartyName& name) const;

    std::vector<Party> parties_;
    WordWeights weights_;
    std::vector<std::uint32_t> begins_;   ///< for each triple where its parties begin in `holders_`
    std::vector<std::uint32_t> holders_;  ///< places of parties
    std::unordered_multimap<std::string, std::uint32_t> houses_;  ///< parties by PartyAddress::key()
};

}  // namespace tidewaiter::watchlist
