#include "ocr/barcode/content.h"

#include <algorithm>

namespace tidewaiter::ocr {

namespace {

bool isDigits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void normalizeEan(Symbol& symbol) {
    const bool padded = symbol.text.size() == 13 && symbol.text.front() == '0';
    if (!padded) return;
    symbol.symbology = Symbology::UpcA;
    symbol.text.erase(0, 1);
    symbol.bytes = symbol.text;
}

bool isCodabarGuard(char c) {
    return std::string_view("ABCDabcdTN*Etn*e").find(c) != std::string_view::npos;
}

void normalizeCodabar(Symbol& symbol) {
    const auto size = symbol.text.size();
    if (size < 2 || !isCodabarGuard(symbol.text.front()) || !isCodabarGuard(symbol.text.back())) return;
    symbol.text = symbol.text.substr(1, size - 2);
}

/// GS1 General Specifications 7.8.5, figure 2: identifiers that begin so have values of known length and need
/// no separator after them.
bool hasKnownLength(std::string_view identifier) {
    const auto start = identifier.substr(0, 2);
    return start <= "04" || (start >= "11" && start <= "20") || (start >= "31" && start <= "36") ||
           start == "41";
}

/// Length of "(12)" to "(1234)" at `at` with its parentheses, 0 where there is none.
std::size_t bracketedIdentifier(std::string_view text, std::size_t at) {
    if (text[at] != '(') return 0;
    const auto end = text.find(')', at);
    if (end == std::string_view::npos || end < at + 3 || end > at + 5) return 0;
    return isDigits(text.substr(at + 1, end - at - 1)) ? end - at + 1 : 0;
}

/// "(10)AB12(21)77", as ZXing writes it, to the element string with GS between the two.
std::string elementString(std::string_view printed) {
    std::string elements;
    bool needsSeparator = false;
    for (std::size_t i = 0; i < printed.size();) {
        const auto bracketed = bracketedIdentifier(printed, i);
        if (bracketed == 0) {
            elements += printed[i++];
            continue;
        }
        const auto identifier = printed.substr(i + 1, bracketed - 2);
        if (needsSeparator) elements += '\x1d';
        elements += identifier;
        needsSeparator = !hasKnownLength(identifier);
        i += bracketed;
    }
    return elements;
}

void normalizeDataBar(Symbol& symbol) {
    constexpr std::size_t kGtin14Digits = 14;
    if (symbol.text.size() == kGtin14Digits && isDigits(symbol.text)) {
        symbol.text = "01" + symbol.text;
    } else if (symbol.text.starts_with('(')) {
        symbol.text = elementString(symbol.text);
    }
    symbol.bytes = symbol.text;
}

/// Number system, six digits, check digit to the 12 digits of a UPC-A.
std::string expandUpcE(std::string_view text) {
    const std::string number(text.substr(0, 1));
    const std::string body(text.substr(1, 6));
    const std::string check(text.substr(7, 1));
    const char last = body[5];
    if (last <= '2') return number + body.substr(0, 2) + last + "0000" + body.substr(2, 3) + check;
    if (last == '3') return number + body.substr(0, 3) + "00000" + body.substr(3, 2) + check;
    if (last == '4') return number + body.substr(0, 4) + "00000" + body.substr(4, 1) + check;
    return number + body.substr(0, 5) + "0000" + last + check;
}

}  // namespace

Symbol normalized(Symbol symbol) {
    if (symbol.symbology == Symbology::Ean13 || symbol.symbology == Symbology::UpcA) normalizeEan(symbol);
    if (symbol.symbology == Symbology::DataBar || symbol.symbology == Symbology::DataBarExpanded) {
        normalizeDataBar(symbol);
    }
    if (symbol.symbology == Symbology::Codabar) normalizeCodabar(symbol);
    return symbol;
}

std::string gtin13Of(Symbology symbology, std::string_view text) {
    if (!isDigits(text)) return {};
    const std::string digits(text);
    switch (symbology) {
        case Symbology::Ean13:
            return digits.size() == 13 ? digits : "";
        case Symbology::UpcA:
            return digits.size() == 12 ? "0" + digits : "";
        case Symbology::UpcE:
            return digits.size() == 8 ? "0" + expandUpcE(digits) : "";
        case Symbology::Ean8:
            return digits.size() == 8 ? "00000" + digits : "";
        default:
            return {};
    }
}

bool hasGs1CheckDigit(std::string_view digits) {
    if (digits.size() < 2 || !isDigits(digits)) return false;
    int sum = 0;
    int weight = 1;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        sum += (*digit - '0') * weight;
        weight = 4 - weight;
    }
    return sum % 10 == 0;
}

}  // namespace tidewaiter::ocr
