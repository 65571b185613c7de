#include "firmware/text/visible_text.h"

#include <gtest/gtest.h>

namespace tidewaiter::text {

using namespace std::string_literals;

struct VisibleCase {
    std::string untrusted, shown;
};

TEST(VisibleText, shows_what_cannot_be_seen) {
    const VisibleCase cases[] = {
        {"", ""},
        {"TDA1517P", "TDA1517P"},
        {"\u7eff\u8336 \u0448\u0430\u0439 \U0001F600", "\u7eff\u8336 \u0448\u0430\u0439 \U0001F600"},
        {"a\0b"s, "a[NUL]b"},
        {"[)>\x1E"
         "06\x1D"
         "1P\x04",
         "[)>[RS]06[GS]1P[EOT]"},
        {"line\r\nend\t", "line[CR][LF]end[TAB]"},
        {"\x7F", "[DEL]"},
        {"\u0085", "[U+0085]"},
        {"txt.\u202Eexe", "txt.[U+202E]exe"},
        {"\u2066x\u2069\u200E\u200F\u061C", "[U+2066]x[U+2069][U+200E][U+200F][U+061C]"},
        {"zero\u200Bwidth\uFEFF", "zero[U+200B]width[U+FEFF]"},
        {"soft\u00ADhyphen", "soft[U+00AD]hyphen"},
        {"tag\U000E0041", "tag[U+E0041]"},
        {"filler\u3164\u2800", "filler[U+3164][U+2800]"},
        {"\uFFFF\U0010FFFF", "[U+FFFF][U+10FFFF]"},
        {"kept \uFFFD", "kept \uFFFD"},
    };
    for (const auto& [untrusted, shown] : cases) EXPECT_EQ(visibleText(untrusted), shown);
}

TEST(VisibleText, names_every_broken_byte) {
    const VisibleCase cases[] = {
        {"\xFF", "[byte FF]"},
        {"a\x80z", "a[byte 80]z"},
        {"cut \xE7\xBB", "cut [byte E7][byte BB]"},
        {"cut \xF0\x9F\x98", "cut [byte F0][byte 9F][byte 98]"},
        {"overlong \xC0\xAF", "overlong [byte C0][byte AF]"},
        {"overlong \xE0\x80\xAF", "overlong [byte E0][byte 80][byte AF]"},
        {"surrogate \xED\xA0\x80", "surrogate [byte ED][byte A0][byte 80]"},
        {"beyond \xF4\x90\x80\x80", "beyond [byte F4][byte 90][byte 80][byte 80]"},
        {"\xC3"
         "A",
         "[byte C3]A"},
    };
    for (const auto& [untrusted, shown] : cases) EXPECT_EQ(visibleText(untrusted), shown);
}

TEST(VisibleText, keeps_plain_text_in_one_piece) {
    const auto pieces = visiblePieces(
        "ab\x1D"
        "cd");
    ASSERT_EQ(pieces.size(), 3U);
    EXPECT_EQ(pieces[0].text, "ab");
    EXPECT_FALSE(pieces[0].token);
    EXPECT_EQ(pieces[1].text, "GS");
    EXPECT_TRUE(pieces[1].token);
    EXPECT_EQ(pieces[2].text, "cd");
}

TEST(VisibleText, counts_and_cuts_whole_characters) {
    EXPECT_EQ(countCharacters(""), 0U);
    EXPECT_EQ(countCharacters("\u7eff\u8336"), 2U);
    EXPECT_EQ(countCharacters("\u7eff\xFF\xFE"), 3U);
    EXPECT_EQ(shortened("\u7eff\u8336\u8336", 2), "\u7eff\u8336\u2026");
    EXPECT_EQ(shortened("abc", 3), "abc");
    EXPECT_EQ(shortened("abc", 0), "\u2026");
    EXPECT_EQ(shortened("", 0), "");
}

}  // namespace tidewaiter::text
