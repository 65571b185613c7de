#include "ocr/text/utf8.h"

#include <cassert>

namespace tidewaiter::ocr {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

}  // namespace

std::size_t utf8Length(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    if (byte >= 0xF0 && byte < 0xF8) return 4;
    if (byte >= 0xE0) return byte < 0xF0 ? 3 : 1;
    return byte >= 0xC0 ? 2 : 1;
}

char32_t utf8First(std::string_view text) {
    assert(!text.empty());
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return lead;
    const std::size_t length = utf8Length(text[0]);
    if (length == 1 || text.size() < length) return kReplacement;
    char32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0U) != 0x80) return kReplacement;
        code = (code << 6U) | (byte & 0x3FU);
    }
    return code;
}

std::string utf8Of(char32_t codePoint) {
    const auto tail = [codePoint](unsigned shift) {
        return static_cast<char>(0x80U | ((codePoint >> shift) & 0x3FU));
    };
    if (codePoint < 0x80) return {static_cast<char>(codePoint)};
    if (codePoint < 0x800) return {static_cast<char>(0xC0U | (codePoint >> 6U)), tail(0)};
    if (codePoint < 0x10000) return {static_cast<char>(0xE0U | (codePoint >> 12U)), tail(6), tail(0)};
    return {static_cast<char>(0xF0U | (codePoint >> 18U)), tail(12), tail(6), tail(0)};
}

}  // namespace tidewaiter::ocr
