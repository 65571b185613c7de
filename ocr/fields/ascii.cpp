#include "ocr/fields/ascii.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace tidewaiter::ocr {

namespace {

constexpr bool isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Length of the well-formed sequence that `text` begins with, 0 when there is none (Unicode 15, table 3-7).
std::size_t sequenceLength(std::string_view text) {
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0; };
    const auto follows = [&](std::size_t i) { return (at(i) & 0xC0) == 0x80; };
    const int lead = at(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool overlong = lead == 0xE0 && at(1) < 0xA0;
        const bool surrogate = lead == 0xED && at(1) > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool overlong = lead == 0xF0 && at(1) < 0x90;
        const bool beyond = lead == 0xF4 && at(1) > 0x8F;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

/// C0, DEL, C1 and the bidirectional controls, which make a text look like another.
bool isControl(std::string_view sequence) {
    const auto first = static_cast<std::uint8_t>(sequence[0]);
    if (sequence.size() == 1) return first < 0x20 || first == 0x7F;
    if (sequence.size() == 2) return first == 0xC2 && static_cast<std::uint8_t>(sequence[1]) < 0xA0;
    if (sequence.size() != 3 || first != 0xE2) return false;
    const int code = ((static_cast<std::uint8_t>(sequence[1]) & 0x3F) << 6) |
                     (static_cast<std::uint8_t>(sequence[2]) & 0x3F) | 0x2000;
    return (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

bool allDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool allPrintable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), isPrintable);
}

bool hasDigit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), isDigit);
}

int numberOf(std::string_view digits) {
    assert(allDigits(digits) && digits.size() <= 9);
    int number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    return number;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
    return text;
}

std::string uppered(std::string_view text) {
    std::string upper(text);
    std::transform(upper.begin(), upper.end(), upper.begin(), toUpper);
    return upper;
}

std::string squashed(std::string_view text) {
    std::string squashedText;
    for (const char c : text) {
        if (isAlnum(c)) squashedText += toUpper(c);
    }
    return squashedText;
}

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> found;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !isSpace(text[i])) continue;
        if (i > begin) found.push_back(text.substr(begin, i - begin));
        begin = i + 1;
    }
    return found;
}

bool isCleanUtf8(std::string_view text) {
    while (!text.empty()) {
        const auto length = sequenceLength(text);
        if (length == 0 || isControl(text.substr(0, length))) return false;
        text.remove_prefix(length);
    }
    return true;
}

}  // namespace tidewaiter::ocr
