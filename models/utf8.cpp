#include "models/utf8.h"

#include <array>

namespace tidewaiter::models {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// How many bytes the sequence that begins with `lead` has; 0 for a byte that begins none.
std::size_t sequenceLength(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

/// Unicode 15, table 3-7: no longer than need be, no surrogate, nothing beyond the last plane.
bool isWellFormed(char32_t value, std::size_t length) {
    constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
    return value >= kLeast[length] && (value < 0xD800 || value > 0xDFFF) && value <= 0x10FFFF;
}

}  // namespace

CodePoint decodeAt(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const auto length = sequenceLength(lead);
    if (length == 1) return {lead, 1};
    if (length == 0 || at + length > text.size()) return {kReplacement, 1};
    char32_t value = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if ((byte & 0xC0U) != 0x80U) return {kReplacement, 1};
        value = (value << 6U) | (byte & 0x3FU);
    }
    if (!isWellFormed(value, length)) return {kReplacement, 1};
    return {value, length};
}

std::string encode(char32_t c) {
    std::string bytes;
    const auto tail = [&](unsigned shift) { bytes += static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80) {
        bytes += static_cast<char>(c);
    } else if (c < 0x800) {
        bytes += static_cast<char>(0xC0U | (c >> 6U));
        tail(0);
    } else if (c < 0x10000) {
        bytes += static_cast<char>(0xE0U | (c >> 12U));
        tail(6);
        tail(0);
    } else {
        bytes += static_cast<char>(0xF0U | (c >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
    return bytes;
}

std::string validUtf8(std::string_view bytes) {
    std::string valid;
    valid.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const auto point = decodeAt(bytes, at);
        const bool broken = point.value == kReplacement && point.bytes == 1;
        valid += broken ? encode(kReplacement) : std::string(bytes.substr(at, point.bytes));
        at += point.bytes;
    }
    return valid;
}

}  // namespace tidewaiter::models
