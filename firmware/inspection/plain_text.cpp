#include "firmware/inspection/plain_text.h"

#include <cstdint>

namespace tidewaiter::inspection {

namespace {

constexpr char32_t kInvalid = 0xFFFD;

struct Decoded {
    char32_t character = kInvalid;
    std::size_t length = 1;  ///< bytes used
};

/// Length of the sequence that `lead` begins, 0 when it begins none (Unicode 15, table 3-7).
std::size_t sequenceLength(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

bool isOverlongOrForbidden(char32_t c, std::size_t length) {
    constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    return c < kSmallest[length] || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF;
}

/// The first character of `text`. Precondition: not empty.
Decoded decodeFirst(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const auto length = sequenceLength(lead);
    if (length == 1) return {lead, 1};
    if (length == 0 || length > text.size()) return {};
    char32_t c = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0) != 0x80) return {};
        c = (c << 6) | (byte & 0x3FU);
    }
    if (isOverlongOrForbidden(c, length)) return {};
    return {c, length};
}

bool isSpace(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool isControl(char32_t c) {
    const bool c0 = c < 0x20;
    const bool c1 = c >= 0x7F && c <= 0x9F;
    const bool bidi = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                      (c >= 0x2066 && c <= 0x2069);
    return c0 || c1 || bidi || c == 0xFEFF;
}

}  // namespace

std::string plainText(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const auto [c, length] = decodeFirst(text);
        if (isSpace(c)) {
            if (!plain.empty() && plain.back() != ' ') plain += ' ';
        } else if (c == kInvalid) {
            plain += "\xEF\xBF\xBD";
        } else if (!isControl(c)) {
            plain += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
    if (!plain.empty() && plain.back() == ' ') plain.pop_back();
    return plain;
}

std::string inQuotes(std::string_view text, std::size_t maxCharacters) {
    const auto plain = plainText(text);
    std::string cut;
    std::size_t characters = 0;
    for (std::string_view rest = plain; !rest.empty(); ++characters) {
        if (characters == maxCharacters) return '"' + cut + "\u2026\"";
        const auto length = decodeFirst(rest).length;
        cut += rest.substr(0, length);
        rest.remove_prefix(length);
    }
    return '"' + cut + '"';
}

}  // namespace tidewaiter::inspection
