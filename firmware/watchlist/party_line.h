// PartyLine: a party as papers and labels write it, name and address in one line, taken apart.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::watchlist {

struct PartyLine {
    std::string name;
    std::string address;  ///< empty without one

    bool operator==(const PartyLine&) const = default;
};

/// Each way to take the line apart, likeliest first: the name ends behind its legal form, before a comma or
/// before the first number. A line of which nothing can be told is a name. Empty for a line without a word.
[[nodiscard]] std::vector<PartyLine> partyLines(std::string_view line);

}  // namespace tidewaiter::watchlist
