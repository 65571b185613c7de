// The pieces beneath matching: tokens, folding, patterns, phrases.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "models/folding.h"
#include "models/pattern.h"
#include "models/phrase_finder.h"
#include "models/tokens.h"

namespace tidewaiter::models {
namespace {

std::vector<std::string> texts(const std::vector<Atom>& atoms) {
    std::vector<std::string> result;
    for (const auto& atom : atoms) result.emplace_back(atom.text);
    return result;
}

using Texts = std::vector<std::string>;

TEST(Tokens, areRunsHeldTogetherBySigns) {
    EXPECT_EQ(texts(atomsOf("A100-SXM4 80GB")), (Texts{"A100", "SXM4", "80GB"}));
    EXPECT_EQ(texts(tokensOf("A100-SXM4 80GB")), (Texts{"A100-SXM4", "80GB"}));
    EXPECT_EQ(texts(tokensOf("CT2518-DBQ, (9V)")), (Texts{"CT2518-DBQ", "9V"}));
    EXPECT_EQ(texts(tokensOf("-A- --B")), (Texts{"A", "B"}));
    EXPECT_EQ(texts(atomsOf("H20显卡L4")), (Texts{"H20", "L4"}));
    EXPECT_TRUE(atomsOf("").empty());
    EXPECT_TRUE(tokensOf("-/.\xFF").empty());
}

TEST(Tokens, knowTheirPlace) {
    const auto atoms = atomsOf("P/N: H100");
    ASSERT_EQ(atoms.size(), 3U);
    EXPECT_EQ(atoms[2].begin, 5U);
    EXPECT_EQ(atoms[2].end(), 9U);
}

TEST(Tokens, joinToOneKey) {
    EXPECT_EQ(joinedKey("H100 PCIe"), "H100PCIE");
    EXPECT_EQ(joinedKey("h100-pcie"), "H100PCIE");
    EXPECT_EQ(joinedKey("显卡"), "");
}

TEST(Windows, cutLongLinesAtSpaces) {
    EXPECT_EQ(windowsOf("short").size(), 1U);
    EXPECT_EQ(windowsOf("").size(), 1U);
    std::string line;
    while (line.size() < 2000) line += "word ";
    std::string joined;
    for (const auto window : windowsOf(line)) {
        EXPECT_LE(window.size(), 512U);
        EXPECT_TRUE(window.find("wordword") == std::string_view::npos);
        joined += window;
    }
    EXPECT_EQ(joined, line);
    EXPECT_EQ(windowsOf(std::string(1024, 'x')).size(), 2U);
}

TEST(Pattern, fitsWholeTokensOrBeginnings) {
    const auto pattern = Pattern::compile("TDA\\d{4}");
    ASSERT_TRUE(pattern.has_value());
    EXPECT_TRUE(pattern->fits("TDA1517"));
    EXPECT_FALSE(pattern->fits("TDA1517P"));
    EXPECT_FALSE(pattern->fits("tda1517"));
    EXPECT_EQ(pattern->fitLength("TDA1517P"), 7U);
    EXPECT_EQ(pattern->fitLength("XTDA1517P"), 0U);
}

TEST(Pattern, refusesWhatIsNoExpression) {
    for (const char* broken : {"[", "(", "a{2", "*", "\\"}) {
        const auto pattern = Pattern::compile(broken);
        ASSERT_FALSE(pattern.has_value()) << broken;
        EXPECT_NE(pattern.error().message.find(broken), std::string::npos);
    }
}

// Backtracking of std::regex grows with the token's length: long ones are never tried.
TEST(Pattern, doesNotTryLongTokens) {
    const auto pattern = Pattern::compile("(?:A*)*B");
    ASSERT_TRUE(pattern.has_value());
    EXPECT_FALSE(pattern->fits(std::string(100'000, 'A')));
    EXPECT_EQ(pattern->fitLength(std::string(100'000, 'A')), 0U);
}

std::string folded(const std::string& text) {
    std::string result;
    for (const auto& unit : unitsOf(text)) result += (result.empty() ? "" : "|") + unit.folded;
    return result;
}

TEST(Folding, takesCaseAccentsAndWidthAway) {
    EXPECT_EQ(folded("Möbel ÉTÉ"), "mobel|ete");
    EXPECT_EQ(folded("ĐỒ CHƠI Ưu"), "do|choi|uu");
    EXPECT_EQ(folded("ＧＰＵ"), "gpu");
    EXPECT_EQ(folded("e\xCC\x81t\xC3\xA9"), "ete");
    EXPECT_EQ(folded("الشاي"), folded("شاي"));
    EXPECT_EQ(folded("茶叶GPU卡"), "茶|叶|gpu|卡");
    EXPECT_EQ(folded("T-shirt, 9V"), "t|shirt||9v");
}

TEST(Folding, survivesBrokenUtf8) {
    for (const char* broken :
         {"\xFF", "\xC3", "\xE4\xB8", "\xF0\x9F\x92", "\xC0\x80", "\x80\x80", "a\xC3(b"}) {
        EXPECT_NO_FATAL_FAILURE(static_cast<void>(unitsOf(broken)));
    }
    EXPECT_EQ(folded("a\xFF\x62"), "a|b");
}

TEST(Folding, decodesWhatItEncodes) {
    for (const char32_t c : {U'a', U'é', U'茶', U'\U0001F4E6', U'\uFFFD'}) {
        const auto bytes = encode(c);
        EXPECT_EQ(decodeAt(bytes, 0).value, c);
        EXPECT_EQ(decodeAt(bytes, 0).bytes, bytes.size());
    }
}

TEST(PhraseFinder, findsPhrasesByUnits) {
    PhraseFinder finder;
    finder.add("green tea", 1);
    finder.add("tea", 2);
    finder.add("CE", 3, {.exactCase = true});
    finder.add("trà", 4, {.exactAccents = true});
    finder.add("", 5);
    const auto values = [&](std::string_view text) {
        std::vector<std::size_t> found;
        for (const auto& hit : outermost(finder.find(text, unitsOf(text)))) found.push_back(hit.value);
        return found;
    };
    using Values = std::vector<std::size_t>;
    EXPECT_EQ(values("GREEN TEA, tea"), (Values{1, 2}));
    EXPECT_EQ(values("green-tea"), (Values{1}));
    EXPECT_EQ(values("green, tea"), (Values{2}));
    EXPECT_EQ(values("steam green teal"), (Values{}));
    EXPECT_EQ(values("CE ce Ce"), (Values{3}));
    EXPECT_EQ(values("trà tra TRÀ"), (Values{4, 4}));
    EXPECT_EQ(values(""), (Values{}));
}

TEST(PhraseFinder, saysWhetherAWordStandsAlone) {
    PhraseFinder finder;
    finder.add("茶", 1);
    const std::string alone = "茶 100";
    const std::string inside = "花茶色";
    EXPECT_TRUE(finder.find(alone, unitsOf(alone))[0].startsRun);
    EXPECT_TRUE(finder.find(alone, unitsOf(alone))[0].endsRun);
    EXPECT_FALSE(finder.find(inside, unitsOf(inside))[0].startsRun);
    EXPECT_FALSE(finder.find(inside, unitsOf(inside))[0].endsRun);
}

}  // namespace
}  // namespace tidewaiter::models
