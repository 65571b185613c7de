#include "firmware/text/visible_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <iterator>

namespace tidewaiter::text {

namespace {

struct Decoded {
    char32_t code = 0;
    std::size_t length = 1;
    bool valid = false;
};

bool isContinuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t sequenceLength(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

// One character at the start of `bytes` (RFC 3629, section 4): overlong forms, surrogates and codes above
// U+10FFFF are refused, one byte at a time.
Decoded decode(std::string_view bytes) {
    static constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
    const auto lead = static_cast<unsigned char>(bytes.front());
    const std::size_t length = sequenceLength(lead);
    if (length == 0 || length > bytes.size()) return {};
    if (length == 1) return {lead, 1, true};
    char32_t code = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (!isContinuation(bytes[i])) return {};
        code = (code << 6U) | (static_cast<unsigned char>(bytes[i]) & 0x3FU);
    }
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < kSmallest[length] || surrogate || code > 0x10FFFF) return {};
    return {code, length, true};
}

struct CodeRange {
    char32_t first, last;
};

constexpr CodeRange kInvisible[] = {
    {0x00, 0x1F},       {0x7F, 0x9F},       {0xAD, 0xAD},       {0x34F, 0x34F},     {0x600, 0x605},
    {0x61C, 0x61C},     {0x6DD, 0x6DD},     {0x70F, 0x70F},     {0x890, 0x891},     {0x8E2, 0x8E2},
    {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},
    {0x2060, 0x206F},   {0x2800, 0x2800},   {0x3164, 0x3164},   {0xFDD0, 0xFDEF},   {0xFE00, 0xFE0F},
    {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},   {0x110BD, 0x110BD}, {0x110CD, 0x110CD},
    {0x13430, 0x1345F}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

bool isInvisible(char32_t code) {
    if ((code & 0xFFFEU) == 0xFFFEU) return true;  // the last two of every plane are noncharacters
    return std::any_of(std::begin(kInvisible), std::end(kInvisible),
                       [code](const CodeRange& range) { return code >= range.first && code <= range.last; });
}

// ECMA-48 names; GS, RS and EOT separate the elements of most barcodes and are worth telling apart.
constexpr std::array<const char*, 32> kControlNames = {"NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL",
                                                       "BS",  "TAB", "LF",  "VT",  "FF",  "CR",  "SO",  "SI",
                                                       "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB",
                                                       "CAN", "EM",  "SUB", "ESC", "FS",  "GS",  "RS",  "US"};

std::string formatted(const char* format, unsigned value) {
    std::array<char, 24> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, value);
    return buffer.data();
}

std::string tokenName(char32_t code) {
    if (code < kControlNames.size()) return kControlNames[code];
    if (code == 0x7F) return "DEL";
    return formatted("U+%04X", static_cast<unsigned>(code));
}

}  // namespace

std::vector<TextPiece> visiblePieces(std::string_view untrusted) {
    std::vector<TextPiece> pieces;
    while (!untrusted.empty()) {
        const Decoded next = decode(untrusted);
        if (!next.valid) {
            pieces.push_back({formatted("byte %02X", static_cast<unsigned char>(untrusted.front())), true});
        } else if (isInvisible(next.code)) {
            pieces.push_back({tokenName(next.code), true});
        } else {
            if (pieces.empty() || pieces.back().token) pieces.push_back({});
            pieces.back().text += untrusted.substr(0, next.length);
        }
        untrusted.remove_prefix(next.length);
    }
    return pieces;
}

std::string visibleText(std::string_view untrusted) {
    std::string line;
    for (const auto& piece : visiblePieces(untrusted))
        line += piece.token ? '[' + piece.text + ']' : piece.text;
    return line;
}

std::size_t countCharacters(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) text.remove_prefix(decode(text).length);
    return count;
}

std::string shortened(std::string_view text, std::size_t limit) {
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size(); ++count) {
        if (count == limit) return std::string(text.substr(0, end)) + "\u2026";
        end += decode(text.substr(end)).length;
    }
    return std::string(text);
}

std::string quoted(std::string_view text) {
    constexpr std::size_t kMostCharacters = 60;
    return '"' + visibleText(shortened(text, kMostCharacters)) + '"';
}

}  // namespace tidewaiter::text
