#include "ocr/fields/mac_address.h"

#include "ocr/fields/ascii.h"

namespace tidewaiter::ocr {

namespace {

bool isHex(char c) {
    return isDigit(c) || (c >= 'A' && c <= 'F');
}

constexpr bool separates(char c) {
    return c == ':' || c == '-' || c == '.';
}

int valueOf(char hex) {
    return isDigit(hex) ? hex - '0' : hex - 'A' + 10;
}

/// The twelve digits in upper case when `text` is one of the notations, else empty.
std::string digitsOf(std::string_view text) {
    std::string digits;
    char separator = 0;
    std::size_t separators = 0;
    for (const char c : text) {
        if (isHex(c)) {
            digits += c;
            continue;
        }
        const bool pairEnds = digits.size() == (separators + 1) * 2;
        const bool fourEnds = c == '.' && digits.size() == (separators + 1) * 4;
        if (!separates(c) || (separator != 0 && c != separator) || (!pairEnds && !fourEnds)) return {};
        separator = c;
        ++separators;
    }
    const bool notation = separators == 0 || separators == 5 || (separators == 2 && text[4] == '.');
    return digits.size() == 12 && notation ? digits : std::string();
}

}  // namespace

std::optional<std::string> macAddress(std::string_view raw) {
    const auto text = upperCased(trimmed(raw));
    if (text.size() < 12 || text.size() > 17) return std::nullopt;
    const auto digits = digitsOf(text);
    if (digits.empty() || digits.find_first_not_of('0') == std::string::npos) return std::nullopt;
    if ((valueOf(digits[1]) & 0x3) != 0) return std::nullopt;
    std::string address;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        if (i > 0) address += ':';
        address += digits.substr(i, 2);
    }
    return address;
}

std::vector<std::string> separatedMacAddresses(std::string_view line) {
    std::vector<std::string> found;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        if (i < line.size() && (isAlnum(line[i]) || separates(line[i]))) continue;
        auto token = line.substr(begin, i - begin);
        // "MAC:28:C2:...": the caption may be glued on.
        if (token.size() > 17 && separates(token[token.size() - 18])) token.remove_prefix(token.size() - 17);
        const bool separated = token.size() == 17 || token.size() == 14;
        const auto address = separated ? macAddress(token) : std::nullopt;
        if (address) found.push_back(*address);
        begin = i + 1;
    }
    return found;
}

}  // namespace tidewaiter::ocr
