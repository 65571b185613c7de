// The marking grammar: patterns are read or refused with a reason, and what is printed on chips is likelier
// than what merely looks like it.
#include "models/marking_grammar.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>

#include "models/marking_grammar_pattern.h"
#include "tests/models/data_store.h"

namespace tidewaiter::models {
namespace {

/// Whether `text` can be followed through `expression` to an end.
bool fits(const char* expression, const std::string& text) {
    MarkingPatterns patterns;
    const auto added = patterns.add(expression, 1);
    EXPECT_TRUE(added.has_value()) << expression;
    if (!added || text.empty()) return false;
    std::vector<std::uint32_t> places;
    for (const auto& start : patterns.startsWith(static_cast<unsigned char>(text[0])))
        places.push_back(start.place);
    for (std::size_t i = 1; i < text.size(); ++i) {
        std::vector<std::uint32_t> next;
        for (const auto place : places) {
            for (const auto following : patterns[place].next) {
                if (patterns[following].characters.has(static_cast<unsigned char>(text[i])))
                    next.push_back(following);
            }
        }
        places = std::move(next);
    }
    return std::any_of(places.begin(), places.end(), [&](auto place) { return patterns[place].last; });
}

struct Fit {
    const char* expression;
    const char* text;
    bool fits;
};

TEST(MarkingPatterns, FollowTheirTexts) {
    for (const auto& [expression, text, expected] : std::initializer_list<Fit>{{"AB", "AB", true},
                                                                               {"AB", "A", false},
                                                                               {"AB", "ABA", false},
                                                                               {"A|BC", "BC", true},
                                                                               {"A|BC", "AC", false},
                                                                               {"A?B", "B", true},
                                                                               {"A?B", "AAB", false},
                                                                               {"A*B", "AAAB", true},
                                                                               {"A+B", "B", false},
                                                                               {"A+B", "AAB", true},
                                                                               {"[A-C]{2}", "BC", true},
                                                                               {"[A-C]{2}", "BD", false},
                                                                               {"[A-C]{2}", "B", false},
                                                                               {"\\d{2,3}", "12", true},
                                                                               {"\\d{2,3}", "123", true},
                                                                               {"\\d{2,3}", "1", false},
                                                                               {"\\d{2,3}", "1234", false},
                                                                               {"\\d{2,}", "12345", true},
                                                                               {"\\d{2,}", "1", false},
                                                                               {"\\w", "z", true},
                                                                               {"\\w", "-", false},
                                                                               {"(?:AB|CD){2}", "ABCD", true},
                                                                               {"(AB)?C", "C", true},
                                                                               {"[-A/.+]*X", "-./X", true},
                                                                               {"A\\.B", "A.B", true},
                                                                               {"A\\.B", "AxB", false},
                                                                               {"(?:A?B?){3}C", "ABBC", true},
                                                                               {"A{0}B", "B", true},
                                                                               {"A{0}B", "AB", false}}) {
        EXPECT_EQ(fits(expression, text), expected) << expression << " on " << text;
    }
}

TEST(MarkingPatterns, RefuseWhatTheyCannotRead) {
    for (const auto& [expression, reason] :
         std::initializer_list<std::pair<const char*, const char*>>{{"", "empty text"},
                                                                    {"A*", "empty text"},
                                                                    {"(A|)", "empty text"},
                                                                    {"(A", "without ')'"},
                                                                    {"A)", "without '('"},
                                                                    {"[AB", "without ']'"},
                                                                    {"[]A", "empty '[]'"},
                                                                    {"[B-A]", "backwards"},
                                                                    {"[^A]", "[^"},
                                                                    {"A.B", "uses '.'"},
                                                                    {"*A", "repeats nothing"},
                                                                    {"A|*", "repeats nothing"},
                                                                    {"A{", "counts"},
                                                                    {"A{2", "counts"},
                                                                    {"A{x}", "counts"},
                                                                    {"A{3,2}", "counts"},
                                                                    {"A{-1}", "counts"},
                                                                    {"A{99}", "counts"},
                                                                    {"A\\", "ends with"},
                                                                    {"(?:(?:A{30}){30}){30}", "too long"}}) {
        MarkingPatterns patterns;
        const auto added = patterns.add(expression, 1);
        ASSERT_FALSE(added.has_value()) << expression;
        EXPECT_NE(added.error().message.find(reason), std::string::npos) << added.error().message;
        EXPECT_EQ(patterns.size(), 0U) << "nothing of a refused pattern stays";
    }
}

const MarkingGrammar& grammar() {
    static const auto loaded = MarkingGrammar::load(tests::dataStore());
    EXPECT_TRUE(loaded.has_value()) << loaded.error().message;
    return loaded.value();
}

TEST(MarkingGrammar, WhatIsPrintedIsLikelierThanItsLookAlike) {
    for (const auto& [printed, lookAlike] :
         std::initializer_list<std::pair<const char*, const char*>>{{"GA102", "GAl02"},
                                                                    {"GA102-300-A1", "GAI02-300-A1"},
                                                                    {"W25Q64JVSIQ", "W25O64JVSIQ"},
                                                                    {"25Q16JVSIQ", "25016JVSIQ"},
                                                                    {"L735QA27", "LZ35QA27"},
                                                                    {"18B20", "18820"},
                                                                    {"SN74LS01N", "SN74LSO1N"},
                                                                    {"CY8C29666-24PVXI", "CY8C29666-24PVX1"},
                                                                    {"OSA250FAA5BL", "0SA250FAA5BL"},
                                                                    {"DX2ODPR66", "DX20DPR66"},
                                                                    {"STM32F103C8T6", "STM32FI03C8T6"},
                                                                    {"MALAYSIA", "MALAYS1A"},
                                                                    {"NVIDIA", "NVID1A"},
                                                                    {"TDA1517P", "TDAl517P"},
                                                                    {"MAX232CPE", "MAX232CPB2"},
                                                                    {"RTL8111H", "RTL81I1H"},
                                                                    {"D9PQD", "09PQD"}}) {
        EXPECT_GT(grammar().logProbability(printed), grammar().logProbability(lookAlike) + 2) << printed;
    }
}

TEST(MarkingGrammar, CharactersKeepToTheirKind) {
    for (const auto& [usual, odd] : std::initializer_list<std::pair<const char*, const char*>>{
             {"4501029", "45O1029"}, {"QXWFEOK", "QXWFE0K"}, {"Zubehoer", "Zubeh0er"}, {"7718", "77l8"}}) {
        EXPECT_GT(grammar().logBackground(usual), grammar().logBackground(odd)) << usual;
    }
}

TEST(MarkingGrammar, TextsGrowLessLikelyWithEachCharacter) {
    auto state = grammar().begin();
    double before = MarkingGrammar::logBeginning(state);
    EXPECT_NEAR(before, 0, 1e-12);
    for (const char c : std::string("W25Q64JVSIQ 1713 MADE IN CHINA (x)")) {
        state = grammar().after(state, static_cast<unsigned char>(c));
        EXPECT_LE(MarkingGrammar::logBeginning(state), before + 1e-9) << c;
        EXPECT_LE(grammar().logWhole(state), MarkingGrammar::logBeginning(state)) << c;
        before = MarkingGrammar::logBeginning(state);
    }
    EXPECT_TRUE(std::isfinite(before));
}

TEST(MarkingGrammar, SignsStandOnlyWhereAPatternAsksForThem) {
    const auto follow = [](const std::u32string& text) {
        auto state = grammar().begin();
        for (const char32_t c : text) state = grammar().after(state, c, c > 0x80);
        return grammar().logWhole(state);
    };
    EXPECT_TRUE(std::isfinite(follow(U"intel\u00AE")));
    EXPECT_TRUE(std::isfinite(follow(U"\u00A91989")));
    for (const auto* text : {U"table\u00AE", U"0123\u00AE", U"\u00A90123", U"\u00A9", U"\u24C2\u24C2"}) {
        EXPECT_FALSE(std::isfinite(follow(text)));
    }
}

TEST(MarkingGrammar, LongTextsDoNotRunOutOfNumbers) {
    const std::string text(5000, 'x');
    EXPECT_TRUE(std::isfinite(grammar().logProbability(text)));
    EXPECT_TRUE(std::isfinite(grammar().logBackground(text)));
    EXPECT_TRUE(std::isfinite(grammar().logProbability("")));
}

struct GrammarDamage {
    const char* file;
    const char* pointer;
    const char* value;
    const char* names;  ///< what the sentence must hold
};

TEST(MarkingGrammar, RefusesDamagedData) {
    for (const auto& damage : std::initializer_list<GrammarDamage>{
             {"markings/grammar.json", "/entries/0/pattern", "\"A(\"", "without ')'"},
             {"markings/grammar.json", "/entries/0/pattern", "\"\"", "'pattern'"},
             {"markings/grammar.json", "/entries/0/weight", "2", "'weight'"},
             {"markings/grammar.json", "/entries/0/what", "7", "'what'"},
             {"markings/grammar.json", "/entries/1/form", "\"date YYWW\"", "listed twice"},
             {"markings/grammar.json", "/entries/0/source", "\"nobody\"", "nobody"},
             {"markings/grammar.json", "/signs/0/sign", "\"TM\"", "one character"},
             {"markings/grammar.json", "/signs/0/often", "[]", ""},
             {"markings/grammar.json", "/signs/0/weight", "1", "known key"},
             {"markings/classes.json", "/entries/0/after", "\"vowel\"", "'after'"},
             {"markings/classes.json", "/entries/0/digit", "-1", "'digit'"},
             {"markings/symbols.json", "/entries/0/symbol", "\"00\"", "'symbol'"},
             {"markings/symbols.json", "/entries/0/in_word", "\"x\"", "'in_word'"},
             {"markings/symbols.json", "/format", "2", "'format'"}}) {
        SCOPED_TRACE(std::string(damage.file) + damage.pointer + "=" + damage.value);
        tests::TemporaryStore directory;
        tests::addDataFiles(directory);
        auto content = nlohmann::json::parse(directory.open().read(damage.file).value());
        content[nlohmann::json::json_pointer(damage.pointer)] = nlohmann::json::parse(damage.value);
        directory.add(damage.file, content.dump());
        const auto loaded = MarkingGrammar::load(directory.open());
        if (std::string(damage.names).empty()) {
            EXPECT_TRUE(loaded.has_value()) << "the seldom likenesses are left";
            continue;
        }
        ASSERT_FALSE(loaded.has_value());
        EXPECT_NE(loaded.error().message.find(damage.file), std::string::npos) << loaded.error().message;
        EXPECT_NE(loaded.error().message.find(damage.names), std::string::npos) << loaded.error().message;
    }
}

}  // namespace
}  // namespace tidewaiter::models
