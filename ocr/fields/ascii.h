// ASCII: character classes and small text helpers that do not depend on the locale.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::ocr {

[[nodiscard]] constexpr bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}
[[nodiscard]] constexpr bool isLetter(char c) {
    return isUpper(c) || (c >= 'a' && c <= 'z');
}
[[nodiscard]] constexpr bool isAlnum(char c) {
    return isDigit(c) || isLetter(c);
}
/// Graphic characters and the space: 0x20 to 0x7e.
[[nodiscard]] constexpr bool isPrintable(char c) {
    return c >= ' ' && c <= '~';
}
[[nodiscard]] constexpr char toUpper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
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
[[nodiscard]] std::string uppered(std::string_view text);
/// The letters and digits alone, in upper case: what two prints of one thing have in common.
[[nodiscard]] std::string squashed(std::string_view text);
/// The pieces between runs of ASCII white space.
[[nodiscard]] std::vector<std::string_view> words(std::string_view text);

/// Valid UTF-8 without control characters: fit to stand in a field and in JSON.
[[nodiscard]] bool isCleanUtf8(std::string_view text);

}  // namespace tidewaiter::ocr
