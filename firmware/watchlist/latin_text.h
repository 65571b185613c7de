// LatinText: a word of any script as small Latin letters, so that spellings of one name can be compared.
// Thread rule: pure functions, safe to call from any thread; words beyond ASCII take turns.
//
// By ICU: Russian as the US Board on Geographic Names writes it, which the lists do too, Chinese as pinyin
// without tones, everything else by its standard transliteration. Japanese characters come out as Chinese.
// Arabic and Hebrew are written without vowels, and so they stay.
#pragma once

#include <string>
#include <string_view>

namespace tidewaiter::watchlist {

/// The text in compatibility form (full-width letters become plain ones) with simplified Chinese characters.
[[nodiscard]] std::string plainForm(std::string_view text);

/// The text in small letters of its own script.
[[nodiscard]] std::string smallLetters(std::string_view text);

/// Of a text in plainForm(): small ASCII letters, digits and what divides words.
[[nodiscard]] std::string latinText(std::string_view text);

/// The syllable of one Chinese character in plainForm().
[[nodiscard]] std::string syllableOf(char32_t character);

}  // namespace tidewaiter::watchlist
