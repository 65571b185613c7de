// Folding: what makes two spellings of a word the same: width, case, accents. Thread rule: pure functions,
// safe to call from any thread.
//
// Covers what the lexicon's languages need (Latin with Vietnamese, Arabic, Chinese, Japanese, Korean, Thai),
// not all of Unicode. Text is expected composed (NFC), as readers give it.
#pragma once

#include "models/utf8.h"

namespace tidewaiter::models {

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
