#include "ocr/fields/ascii.h"

#include <algorithm>
#include <cassert>

#include "models/folding.h"

namespace tidewaiter::ocr {

namespace {

constexpr char32_t kNotUtf8 = 0xFFFD;  // also where the text holds the replacement character itself

constexpr bool isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// C0, DEL, C1, and the invisible and bidirectional controls, which make a text look like another.
bool isControl(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
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
    for (std::size_t at = 0; at < text.size();) {
        const auto c = models::decodeAt(text, at);
        if (c.value == kNotUtf8 || isControl(c.value)) return false;
        at += c.bytes;
    }
    return true;
}

}  // namespace tidewaiter::ocr
