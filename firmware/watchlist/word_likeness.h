// WordLikeness: how likely two words of names are one word, and why.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "firmware/watchlist/party_tokens.h"

namespace tidewaiter::watchlist {

/// How two words came to be taken for one.
enum class WordRelation {
    None,
    Same,            ///< the same letters
    Pinyin,          ///< Chinese characters on one side, their sound on the other
    Translated,      ///< a word of the table on one side, what it means on the other
    Transliterated,  ///< the same letters once another script is written in Latin ones
    SoundsAlike,     ///< another spelling of the same sounds, other characters of one sound
    LookAlike,       ///< characters that readers take for one another
    Unvoweled,       ///< the same consonants; one side is written without vowels
    Typo,            ///< a letter or two more, fewer or others
    Initial          ///< one side is the other's first letter
};

struct WordLikeness {
    double share = 0;  ///< in [0, 1], 1 for the same word
    WordRelation relation = WordRelation::None;
};

/// For an explanation, in brackets behind two words: "pinyin". Empty where the letters say it.
[[nodiscard]] std::string_view spoken(WordRelation relation);

/// Words of two names. Numbers are the same or other ones, short words too.
[[nodiscard]] WordLikeness likenessOf(const PartyToken& one, const PartyToken& other);

/// Words whose letters are known to be equal, by the scripts they were written in.
[[nodiscard]] WordLikeness equalWords(const PartyToken& one, const PartyToken& other);

}  // namespace tidewaiter::watchlist
