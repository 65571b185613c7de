// PartyMatch: how likely two names are one party's, and why.
// Thread rule: pure functions over values, safe to call from any thread.
//
// The share of both names that their common words make up, each word by its weight; words of one name alone
// cost, those that were read twice as much as those of the list (nomenklatura's logic-v2 does so by 0.8 and
// 0.2; listed names here are whole ones, and 0.4 tells sister firms apart better).
#pragma once

#include <string>
#include <vector>

#include "firmware/watchlist/party_alignment.h"
#include "firmware/watchlist/word_weights.h"

namespace tidewaiter::watchlist {

/// From this on a party is told as the listed one.
inline constexpr double kSureParty = 0.92;
/// From this on it is shown as one that resembles it.
inline constexpr double kPossibleParty = 0.8;

struct PartyMatch {
    double score = 0;     ///< in [0, 1]
    double names = 0;     ///< the same before what names alone cannot tell was held against it
    std::string caution;  ///< what names alone cannot tell: "one word alone says little"; or empty
    std::vector<WordPair> pairs{};
};

[[nodiscard]] PartyMatch matchNames(const PartyName& read, const PartyName& listed,
                                    const WordWeights& weights);

/// Whether a line of a label says the listed name among other words: all of its words side by side, at least
/// two and ten letters, one of which is nobody else's. Its score is 0 or kSureParty and more.
[[nodiscard]] PartyMatch matchInLine(const PartyName& line, const PartyName& listed,
                                     const WordWeights& weights);

}  // namespace tidewaiter::watchlist
