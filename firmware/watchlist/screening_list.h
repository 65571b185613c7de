// ScreeningList: one party of the Consolidated Screening List as entries of ours.
// Thread rule: pure functions, safe to call from any thread. Inside firmware/watchlist only.
#pragma once

#include <string>
#include <vector>

#include "firmware/watchlist/entry.h"

namespace tidewaiter::watchlist {

/// What the list says of a party, as far as it is used.
struct ScreenedParty {
    std::string id;
    std::string source;  ///< "Entity List (EL) - Bureau of Industry and Security"
    std::string name;
    std::vector<std::string> otherNames;
    std::vector<std::string> addresses;
    std::string programs;
    std::string notice;  ///< Federal Register
    std::string licensePolicy;
    std::string startDate;
    std::string endDate;
    std::string link;
};

/// An entry for each name, the first with the id of the party, others with "#2", "#3"; further addresses make
/// further entries of the first name. Names that are empty are left out. Days that do not exist, which the
/// list has, are taken as not given: a party is then listed without an end.
[[nodiscard]] std::vector<Entry> entriesOf(const ScreenedParty& party);

/// Parts of "a; b; c", which the list's CSV has in one column.
[[nodiscard]] std::vector<std::string> partsOf(const std::string& list);

}  // namespace tidewaiter::watchlist
