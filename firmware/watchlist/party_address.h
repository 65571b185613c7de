// PartyAddress: an address by what places it: house number, street, town or postcode.
// Thread rule: immutable value and pure functions, safe to use from any thread.
//
// Thousands of firms share a city and hundreds a tower, so two addresses are one only where number, street
// and town (or postcode) agree and no floor or room says otherwise. An address without a street is not
// compared.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace tidewaiter::watchlist {

struct PartyAddress {
    std::string number;  ///< of the house, with its letter: "12a"; empty when not known
    std::string street;  ///< its name as one Latin word, without "road" and the like; empty when not known
    std::set<std::string> towns;      ///< words that may be a town or a district
    std::set<std::string> postcodes;  ///< numbers of five and six digits
    std::set<std::string> rooms;      ///< numbers of floors, rooms and units

    /// What two addresses in one house share; empty where number or street is not known.
    [[nodiscard]] std::string key() const;
};

[[nodiscard]] PartyAddress partyAddress(std::string_view text);

[[nodiscard]] bool sameAddress(const PartyAddress& one, const PartyAddress& other);

}  // namespace tidewaiter::watchlist
