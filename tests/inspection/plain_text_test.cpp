// Text from labels cannot control a terminal and stays readable.
#include "firmware/inspection/plain_text.h"

#include <gtest/gtest.h>

#include <vector>

namespace tidewaiter::inspection {
namespace {

struct Row {
    std::string text;
    std::string plain;
};

TEST(PlainText, DropsWhatIsInvisibleAndKeepsTheRest) {
    const std::vector<Row> rows = {
        {"", ""},
        {"green tea", "green tea"},
        {"绿茶 чай شاي", "绿茶 чай شاي"},
        {"a\x1b[31mred\x1b[0m", "a[31mred[0m"},
        {"bell\x07\x08\x7f", "bell"},
        {"c1\xC2\x9B"
         "2J",
         "c12J"},
        {"line\r\nline\tend\n", "line line end"},
        {"  two   blanks ", "two blanks"},
        {"evil\u202Egpj.exe\u202C", "evilgpj.exe"},
        {"\u2066iso\u2069\u200F\u061C\uFEFF", "iso"},
        {"para\u2029graph", "para graph"},
        {"bad\xFFutf\xC3", "bad\uFFFDutf\uFFFD"},
        {"overlong \xC0\xAF", "overlong \uFFFD\uFFFD"},
        {"surrogate \xED\xA0\x80", "surrogate \uFFFD\uFFFD\uFFFD"},
        {std::string("nul\0end", 7), "nulend"},
        {"\xF0\x9F\x8D\xB5 cup", "\xF0\x9F\x8D\xB5 cup"},
        {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
    };
    for (const auto& [text, plain] : rows) EXPECT_EQ(plainText(text), plain) << text;
}

TEST(PlainText, IsCutByCharactersNotBytes) {
    EXPECT_EQ(inQuotes("tea"), "\"tea\"");
    EXPECT_EQ(inQuotes("茶茶茶茶", 4), "\"茶茶茶茶\"");
    EXPECT_EQ(inQuotes("茶茶茶茶茶", 4), "\"茶茶茶茶\u2026\"");
    EXPECT_EQ(inQuotes(""), "\"\"");
}

}  // namespace
}  // namespace tidewaiter::inspection
