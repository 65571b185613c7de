#include "models/folding.h"

#include <algorithm>
#include <array>

namespace tidewaiter::models {

namespace {

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

}  // namespace

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
