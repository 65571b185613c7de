#include "models/folding.h"

#include <algorithm>
#include <array>

namespace tidewaiter::models {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

// The letters of Latin-1 and Latin Extended-A (from U+00C0), of ơ and ư (from U+01A0) and of Vietnamese (from
// U+1E00) without their accents, as the Unicode decompositions give them; '?' is no letter.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg"
    "gggghhhhiiiiiiiiii?\?jjkkkllllll?\?llnnnnnn?nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz?";
constexpr std::string_view kHorned = "oo?\??\??\??\??\??\??uu";
constexpr std::string_view kExtended =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
    "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy?\??\??\?aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy?\??\??\?";
constexpr char32_t kLatinFirst = 0x00C0;
constexpr char32_t kHornedFirst = 0x01A0;
constexpr char32_t kExtendedFirst = 0x1E00;

bool within(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

char baseIn(std::string_view table, char32_t first, char32_t c) {
    return within(c, first, first + static_cast<char32_t>(table.size()) - 1) ? table[c - first] : '?';
}

/// The unaccented small letter of an accented Latin letter, or '?'.
char latinBase(char32_t c) {
    for (const auto base : {baseIn(kLatin, kLatinFirst, c), baseIn(kHorned, kHornedFirst, c),
                            baseIn(kExtended, kExtendedFirst, c)}) {
        if (base != '?') return base;
    }
    return '?';
}

/// Small letters of the accented Latin blocks. Pairs stand side by side, capital first; in part of Latin
/// Extended-A the capitals have odd numbers.
char32_t accentedSmall(char32_t c) {
    if (within(c, 0x00C0, 0x00DE)) return c == 0x00D7 ? c : c + 0x20;
    const bool unpaired = within(c, 0x00DF, 0x00FF) || c == 0x0138 || within(c, 0x1E96, 0x1E9F);
    if (unpaired) return c;
    if (c == 0x0178) return 0x00FF;
    const bool oddCapitals = within(c, 0x0139, 0x0148) || within(c, 0x0179, 0x017E) || c == 0x01AF;
    return (c % 2 == 1) == oddCapitals ? c + 1 : c;
}

/// Arabic writes some letters in several ways; one of them stands for all.
char32_t arabicFold(char32_t c) {
    switch (c) {
        case 0x0622:
        case 0x0623:
        case 0x0625:
            return 0x0627;  // alef with madda or hamza
        case 0x0629:
            return 0x0647;  // teh marbuta
        case 0x0649:
            return 0x064A;  // alef maksura
        default:
            return c;
    }
}

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

char32_t narrow(char32_t c) {
    return within(c, 0xFF01, 0xFF5E) ? c - 0xFEE0 : c;
}

char32_t small(char32_t c) {
    if (within(c, 'A', 'Z')) return c + ('a' - 'A');
    return latinBase(c) == '?' ? c : accentedSmall(c);
}

char32_t unaccented(char32_t c) {
    const char base = latinBase(c);
    return base == '?' ? arabicFold(c) : static_cast<char32_t>(base);
}

bool isMark(char32_t c) {
    return within(c, 0x0300, 0x036F) || within(c, 0x064B, 0x0652) || c == 0x0640 || c == 0x200B ||
           c == 0x00AD;
}

Script scriptOf(char32_t c) {
    if (within(c, '0', '9') || within(c, 'a', 'z') || within(c, 'A', 'Z')) return Script::Spaced;
    if (c < 0xAA) return Script::None;
    if (within(c, 0x0E01, 0x0E4E)) return Script::Thai;
    if (within(c, 0xAC00, 0xD7A3)) return Script::Hangul;
    if (within(c, 0x3041, 0x30FF) && c != 0x30FB) return Script::Han;
    if (within(c, 0x3400, 0x9FFF) || within(c, 0xF900, 0xFAFF) || within(c, 0x20000, 0x3FFFF))
        return Script::Han;
    if (latinBase(c) != '?' || within(c, 0x0180, 0x02AF) || within(c, 0x0370, 0x1DFF)) return Script::Spaced;
    return Script::None;
}

}  // namespace tidewaiter::models
