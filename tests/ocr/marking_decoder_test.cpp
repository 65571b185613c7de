// The marking decoder: a pattern wins where the pixels allow it, and never otherwise.
#include "ocr/text/marking_decoder.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <numeric>

#include "tests/models/data_store.h"
#include "tests/ocr/marking_lattice.h"

namespace tidewaiter::ocr {
namespace {

using test::Doubt;
using test::latticeOfText;
using test::printAlphabet;

const MarkingDecoder& decoder() {
    static const MarkingDecoder made(models::MarkingGrammar::load(tests::dataStore()).value(),
                                     printAlphabet());
    return made;
}

Decoded read(const std::string& text, const std::vector<Doubt>& doubts) {
    return decoder().read(decodeCtc(latticeOfText(text, doubts), printAlphabet()));
}

std::string joined(const Decoded& decoded) {
    std::string text;
    for (const auto& character : decoded.characters) text += character.text;
    return text;
}

struct Case {
    const char* seen;  ///< what the network says
    std::vector<Doubt> doubts;
    const char* read;
};

void reads(const Case& expected) {
    const auto decoded = read(expected.seen, expected.doubts);
    EXPECT_EQ(decoded.text, expected.read);
    EXPECT_EQ(joined(decoded), decoded.text);
    EXPECT_GT(decoded.confidence, 0);
    EXPECT_LE(decoded.confidence, 0.999);
    const double sum =
        std::accumulate(decoded.alternatives.begin(), decoded.alternatives.end(), decoded.confidence,
                        [](double s, const Alternative& a) { return s + a.confidence; });
    EXPECT_LE(sum, 1 + 1e-6) << expected.read;
}

TEST(MarkingDecoder, APatternWinsWhereThePixelsAllowIt) {
    for (const auto& expected :
         std::initializer_list<Case>{{"GAl02", {{2, '1', 0.1}}, "GA102"},
                                     {"25016JVSIQ", {{2, 'Q', 0.01}}, "25Q16JVSIQ"},
                                     {"W25Q64JVS1Q", {{9, 'I', 0.05}}, "W25Q64JVSIQ"},
                                     {"18820", {{2, 'B', 0.3}}, "18B20"},
                                     {"SN74LSO1N", {{6, '0', 0.1}}, "SN74LS01N"},
                                     {"DX20DPR66", {{3, 'O', 0.02}}, "DX2ODPR66"},
                                     {"LZ35QA27", {{1, '7', 0.3}}, "L735QA27"},
                                     {"MALAYS1A", {{6, 'I', 0.1}}, "MALAYSIA"},
                                     {"CY8C29666-24PVX1", {{15, 'I', 0.04}}, "CY8C29666-24PVXI"},
                                     {"NE555P G4l02", {{9, '1', 0.5}}, "NE555P G4102"}}) {
        reads(expected);
    }
}

TEST(MarkingDecoder, APatternNeverWinsAgainstThePixels) {
    for (const auto* seen :
         {"GAl02", "25016JVSIQ", "18820", "SN74LSO1N", "DX20DPR66", "LZ35QA27", "intele"}) {
        const auto decoded = read(seen, {});
        if (std::string(seen) != "intele") {
            EXPECT_EQ(decoded.text, seen);
            EXPECT_TRUE(decoded.alternatives.empty());
        }
    }
    // The network's lattices leave out what has less than a thousandth of a step: so does the pattern.
    const auto decoded = read("GAl02", {{2, '7', 0.4}});
    EXPECT_EQ(decoded.text.find("GA102"), std::string::npos);
}

TEST(MarkingDecoder, WithoutAPatternTheNetworkDecides) {
    for (const auto& expected : std::initializer_list<Case>{{"XK0RR9", {{2, 'O', 0.1}}, "XK0RR9"},
                                                            {"QQ8B0Z", {{2, 'B', 0.2}}, "QQ8B0Z"},
                                                            {"Hafenstr. 5", {{10, 'S', 0.2}}, "Hafenstr. 5"},
                                                            {"sky", {{0, '5', 0.2}}, "sky"}}) {
        reads(expected);
    }
}

TEST(MarkingDecoder, OfTwoPatternsTheOneThePixelsPreferWins) {
    // Both are Winbond parts; both are dates.
    reads({"W25Q16JVSIQ", {{5, '8', 0.3}}, "W25Q16JVSIQ"});
    reads({"1713", {{3, '8', 0.4}}, "1713"});
    reads({"1718", {{3, '3', 0.4}}, "1718"});
    const auto decoded = read("W25Q32JVSIQ", {{9, 'M', 0.3}});
    ASSERT_FALSE(decoded.alternatives.empty());
    EXPECT_EQ(decoded.alternatives[0].text, "W25Q32JVSMQ") << "the other one stays as an alternative";
}

TEST(MarkingDecoder, WhatWasReadStaysAsAnAlternative) {
    const auto decoded = read("18820", {{2, 'B', 0.3}});
    ASSERT_FALSE(decoded.alternatives.empty());
    EXPECT_EQ(decoded.alternatives[0].text, "18820");
    ASSERT_EQ(decoded.characters.size(), 5U);
    EXPECT_EQ(decoded.characters[2].text, "B");
    ASSERT_FALSE(decoded.characters[2].alternatives.empty());
    EXPECT_EQ(decoded.characters[2].alternatives[0].text, "8");
}

TEST(MarkingDecoder, SignsAreReadFromLettersBesideBrandsAndYears) {
    for (const auto& expected : std::initializer_list<Case>{{"intele", {}, "intel®"},
                                                            {"intelo", {{5, 'e', 0.4}}, "intel®"},
                                                            {"WINDOWSTM", {}, "WINDOWS™"},
                                                            {"WINDOWS1M", {{7, 'T', 0.2}}, "WINDOWS™"},
                                                            {"@1989", {{0, '0', 0.3}}, "©1989"},
                                                            {"@2001 AMD", {}, "©2001 AMD"},
                                                            {"@ AMD", {}, "Ⓜ AMD"}}) {
        reads(expected);
    }
}

TEST(MarkingDecoder, LettersElsewhereStayLetters) {
    for (const auto* text :
         {"tablee", "Schule", "inteleo", "BETM", "PROGRAMTM", "01989", "001989", "021989", "0123", "8086",
          "e4", "Onkyo", "hello", "107882", "10086", "MAMD", "0603", "00209", "1@2"}) {
        EXPECT_EQ(read(text, {}).text, text);
    }
}

TEST(MarkingDecoder, LinesThatAreNoMarkingsAreLeftAlone) {
    EXPECT_EQ(decoder().read(Decoded()).text, "");
    Decoded empty;
    empty.text = "x";
    EXPECT_EQ(decoder().read(empty).text, "x") << "no lattice, nothing to read";
    const Lattice chinese{
        {{printAlphabet().labelsOf("中").at(0), 0.7F}, {printAlphabet().labelsOf("E").at(0), 0.3F}}};
    EXPECT_EQ(decoder().read(decodeCtc(chinese, printAlphabet())).text, "中");
    const Lattice blanks(40, {{0, 1.0F}});
    EXPECT_EQ(decoder().read(decodeCtc(blanks, printAlphabet())).text, "");
}

TEST(MarkingDecoder, ASecondReadersWordKeepsItsWeight) {
    const auto first = decodeCtc(latticeOfText("XK0RR9", {{2, 'O', 0.45}}), printAlphabet());
    auto opinion = first;
    std::swap(opinion.text, opinion.alternatives.at(0).text);
    opinion.confidence = 0.8;
    opinion.alternatives[0].confidence = 0.2;
    EXPECT_EQ(decoder().read(opinion).text, "XKORR9");
}

TEST(MarkingDecoder, TextsThatTheLatticeRulesOutAreNoCandidates) {
    auto decoded = decodeCtc(latticeOfText("18820", {{2, 'B', 0.3}}), printAlphabet());
    decoded.alternatives.push_back({"intel®", 0});
    decoded.alternatives.push_back({"ZZZZZ", 0.9});
    decoded.alternatives.push_back({"", 0});
    const auto result = decoder().read(decoded);
    EXPECT_EQ(result.text, "18B20");
    EXPECT_GT(result.confidence, 0.5);
}

TEST(MarkingDecoder, AnOpinionThatThePixelsRuleOutIsNoHelpToAPattern) {
    auto decoded = decodeCtc(latticeOfText("25016JVSIQ", {}), printAlphabet());
    decoded.confidence = 0.9;
    decoded.alternatives.push_back({"25Q16JVSIQ", 0.1});
    EXPECT_EQ(decoder().read(decoded).text, "25016JVSIQ");
}

}  // namespace
}  // namespace tidewaiter::ocr
