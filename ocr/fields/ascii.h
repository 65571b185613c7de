// ASCII: character classes and small text helpers that do not depend on the locale, beside those of models.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/tokens.h"

namespace tidewaiter::ocr {

using models::isDigit;
using models::isLetter;
using models::joinedKey;
using models::upperCased;

[[nodiscard]] inline bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}
[[nodiscard]] inline bool isAlnum(char c) {
    return isDigit(c) || isLetter(c);
}
/// Graphic characters and the space: 0x20 to 0x7e.
[[nodiscard]] inline bool isPrintable(char c) {
    return c >= ' ' && c <= '~';
}
/// A byte of a character beyond ASCII.
[[nodiscard]] inline bool isBeyondAscii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

/// At least one character, every one a digit.
[[nodiscard]] bool allDigits(std::string_view text);
/// Every character is one of `isPrintable`; true for the empty text.
[[nodiscard]] bool allPrintable(std::string_view text);
[[nodiscard]] bool hasDigit(std::string_view text);
/// The decimal number that `digits` spells. Precondition: all digits, at most nine of them.
[[nodiscard]] int numberOf(std::string_view digits);

/// Without ASCII white space at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// The pieces between runs of ASCII white space.
[[nodiscard]] std::vector<std::string_view> words(std::string_view text);

/// Valid UTF-8 without control characters: fit to stand in a field and in JSON.
[[nodiscard]] bool isCleanUtf8(std::string_view text);

}  // namespace tidewaiter::ocr
