// PartyTokens: the words of a name or an address, brought to one form and told apart by what they say.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/watchlist/party_words.h"

namespace tidewaiter::watchlist {

/// The script a word was written in, as far as it matters for comparing.
enum class WordScript {
    Latin,
    Chinese,    ///< one character, or a word of the table
    Unvoweled,  ///< Arabic, Hebrew: vowels are missing
    Other       ///< transliterated: Cyrillic, Greek, Korean, ...
};

struct PartyToken {
    std::string text;     ///< small Latin letters and digits
    std::string written;  ///< as it stood there
    std::string sound;    ///< of `text` (word_sound.h)
    WordKind kind = WordKind::Own;
    WordScript script = WordScript::Latin;
    bool translated = false;  ///< `text` is what the word means, not how it sounds

    [[nodiscard]] bool isNumber() const;
};

/// All words of the text in their order, fillers and forms too; words of a phrase are one token.
[[nodiscard]] std::vector<PartyToken> partyTokens(std::string_view text);

/// A name by what tells it apart, and the rest.
struct PartyName {
    std::vector<PartyToken> words;   ///< own words, trades, places, numbers, in their order
    std::vector<std::string> forms;  ///< "Ltd", "有限公司", as written
};

/// A name that is nothing but a form ("AG") keeps it as its word, and so does one that begins with what is a
/// form only behind a name ("AS Roma").
[[nodiscard]] PartyName partyName(std::string_view name);
[[nodiscard]] PartyName partyName(const std::vector<PartyToken>& tokens);

}  // namespace tidewaiter::watchlist
