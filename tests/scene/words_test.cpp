#include "tests/scene/words.h"

#include <gtest/gtest.h>

#include <regex>
#include <stdexcept>

#include "tests/scene/package.h"

namespace tidewaiter::scene {
namespace {

TEST(WordsTest, WritesPatternsOut) {
    Random random(1);
    for (int i = 0; i < 50; ++i) {
        EXPECT_TRUE(std::regex_match(fromPattern("TDA####{A|T}", random), std::regex("TDA[0-9]{4}[AT]")));
        EXPECT_TRUE(std::regex_match(fromPattern("@?-x", random), std::regex("[A-HJ-NP-Z][A-HJ-NP-Z0-9]-x")));
        EXPECT_TRUE(std::regex_match(fromPattern("{YYWW}", random),
                                     std::regex("(1[5-9]|2[0-5])(0[1-9]|[1-4][0-9]|5[0-2])")));
        EXPECT_EQ(fromPattern("\\#\\@", random), "#@");
    }
    EXPECT_EQ(fromPattern("", random), "");
}

TEST(WordsTest, RefusesAPatternWithoutEnd) {
    Random random(1);
    EXPECT_THROW((void)fromPattern("LM{317|358", random), std::invalid_argument);
    EXPECT_THROW((void)fromPattern("{", random), std::invalid_argument);
}

// The maker's grammar: site, week 01 to 53, year, six digits.
TEST(WordsTest, SerialNumbersFollowTheGrammar) {
    Random random(2);
    const std::regex grammar("165(0[1-9]|[1-4][0-9]|5[0-3])(22|23|24)[0-9]{6}");
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(std::regex_match(boardSerial("165", 22, 24, random), grammar));
    }
}

TEST(WordsTest, PartNumbersFollowTheGrammar) {
    for (const AcceleratorWords& card : words().accelerators) {
        EXPECT_TRUE(std::regex_match(card.part, std::regex("900-2[0-9A-Z]{4}-[0-9]{4}-[0-9]{3}")))
            << card.part;
        EXPECT_EQ(card.site.size(), 3U) << card.part;
        EXPECT_LE(card.firstYear, card.lastYear) << card.part;
    }
    for (const ModuleWords& module : words().modules) {
        EXPECT_TRUE(std::regex_match(module.die, std::regex("G[ABH]100-8[0-9]{2}-A1"))) << module.die;
        EXPECT_TRUE(std::regex_match(module.board, std::regex("699-2G5[0-9]{2}-0[0-9]{3}-[0-9]{3}")))
            << module.board;
    }
}

TEST(WordsTest, EveryChipFitsAKnownPackage) {
    for (const ChipWords& chip : words().chips) {
        ASSERT_FALSE(chip.packages.empty()) << chip.part;
        for (const std::string& package : chip.packages)
            EXPECT_NO_THROW((void)packageShape(package)) << package;
    }
    EXPECT_THROW((void)packageShape("dip99"), std::invalid_argument);
}

TEST(WordsTest, PadsNumbersWithZeros) {
    EXPECT_EQ(digits(7, 3), "007");
    EXPECT_EQ(digits(1234, 3), "1234");
    EXPECT_EQ(digits(0, 1), "0");
}

}  // namespace
}  // namespace tidewaiter::scene
