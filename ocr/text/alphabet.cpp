#include "ocr/text/alphabet.h"

#include <algorithm>
#include <array>

#include "models/folding.h"
#include "models/utf8.h"

namespace tidewaiter::ocr {

namespace {

struct CodeRange {
    char32_t first;
    char32_t last;
};

// What is printed on goods. Everything else in PP-OCR's list is a shape or a sign that only a misread letter
// becomes.
constexpr std::array kReadable{
    CodeRange{0x20, 0x7E},      // ASCII
    CodeRange{0xA9, 0xA9},      // copyright
    CodeRange{0xAE, 0xAE},      // registered
    CodeRange{0xB0, 0xB1},      // degree, plus-minus
    CodeRange{0xB5, 0xB5},      // micro
    CodeRange{0xC0, 0x17F},     // accented Latin letters
    CodeRange{0x2103, 0x2103},  // degree Celsius
    CodeRange{0x2122, 0x2122},  // trade mark
    CodeRange{0x2126, 0x2126},  // ohm
    CodeRange{0x3001, 0x3002},  // Chinese comma and full stop
    CodeRange{0x300A, 0x3011},  // Chinese brackets
    CodeRange{0x4E00, 0x9FFF},  // Chinese characters
};

std::string ordinaryForm(std::string_view symbol) {
    return models::encode(models::narrow(models::decodeAt(symbol, 0).value));
}

bool isReadable(std::string_view symbol) {
    const char32_t code = models::decodeAt(symbol, 0).value;
    return std::any_of(kReadable.begin(), kReadable.end(),
                       [code](const CodeRange& range) { return range.first <= code && code <= range.last; });
}

}  // namespace

Alphabet::Alphabet(std::string_view keys) {
    for (std::size_t begin = 0; begin < keys.size();) {
        const auto end = std::min(keys.find('\n', begin), keys.size());
        auto symbol = keys.substr(begin, end - begin);
        if (!symbol.empty() && symbol.back() == '\r') symbol.remove_suffix(1);
        symbols_.push_back(symbol.empty() ? std::string(" ") : ordinaryForm(symbol));
        begin = end + 1;
    }
    symbols_.emplace_back(" ");
    readable_.push_back(true);
    for (int label = 1; label <= size(); ++label) {
        readable_.push_back(isReadable(symbol(label)));
        if (!readable_.back()) unreadable_.push_back(label);
        labelBySymbol_.emplace(symbol(label), label);
    }
}

std::vector<int> Alphabet::labelsOf(std::string_view text) const {
    std::vector<int> labels;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = models::decodeAt(text, at).bytes;
        const auto found = labelBySymbol_.find(std::string(text.substr(at, length)));
        if (found == labelBySymbol_.end()) return {};
        labels.push_back(found->second);
        at += length;
    }
    return labels;
}

}  // namespace tidewaiter::ocr
