// PartyWords: words that stand in many names of parties, and how they are called elsewhere.
// Thread rule: immutable tables, safe to read from any thread.
//
// "有限公司", "Ltd" and "ООО" say what form a firm has and nothing of who it is; "trading" and "贸易" are one
// word that thousands of firms share; a city says where a firm sits. None of them tells two firms apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::watchlist {

enum class WordKind {
    Own,     ///< what the party calls itself by
    Trade,   ///< a trade or a common word of firms
    Place,   ///< a city, a region, a country
    Form,    ///< the legal form
    Filler,  ///< "the", "of"
};

struct PartyWord {
    std::string_view written;  ///< small letters; of other scripts as plainForm() leaves them
    std::string_view meaning;  ///< one or more words of small Latin letters; empty: as it is written
    WordKind kind;
};

/// The row of a word, null where it is nobody's but the party's own.
[[nodiscard]] const PartyWord* partyWord(std::string_view written);

/// The longest row that the Chinese text begins with, null without any.
[[nodiscard]] const PartyWord* chineseWordAt(std::string_view text);

/// The row that several words are together, "s a r l", which are the first ones of `words`; null without any.
[[nodiscard]] const PartyWord* phraseAt(const std::vector<std::string_view>& words);

/// The most words of a row.
inline constexpr std::size_t kLongestPhrase = 4;

/// Countries and regions, in which too much lies to be an address: "china", "guangdong", "texas".
[[nodiscard]] bool isRegion(std::string_view word);

}  // namespace tidewaiter::watchlist
