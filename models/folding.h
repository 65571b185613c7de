// Folding: what makes two spellings of a word the same: width, case, accents. Thread rule: pure functions,
// safe to call from any thread.
//
// Covers what the lexicon's languages need (Latin with Vietnamese, Arabic, Chinese, Japanese, Korean, Thai),
// not all of Unicode. Text is expected composed (NFC), as readers give it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidewaiter::models {

struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 1;  ///< how many bytes it takes in UTF-8
};

/// The code point at byte `at`, which must be inside `text`; U+FFFD, one byte long, where it is not UTF-8.
[[nodiscard]] CodePoint decodeAt(std::string_view text, std::size_t at);
[[nodiscard]] std::string encode(char32_t c);

[[nodiscard]] char32_t narrow(char32_t c);      ///< full-width forms to ASCII
[[nodiscard]] char32_t small(char32_t c);       ///< small letter, accents kept
[[nodiscard]] char32_t unaccented(char32_t c);  ///< without accents; Arabic letters to their plain form
[[nodiscard]] bool isMark(char32_t c);          ///< a combining mark, which folding leaves out

/// How a script divides into words.
enum class Script {
    None,    ///< no letter or digit: divides
    Spaced,  ///< words stand between spaces
    Han,     ///< Chinese characters and Japanese kana: words stand side by side
    Hangul,  ///< words stand between spaces, with particles behind them
    Thai     ///< words stand side by side
};

[[nodiscard]] Script scriptOf(char32_t c);

}  // namespace tidewaiter::models
