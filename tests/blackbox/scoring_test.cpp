// The score says what it claims: recall of lines, and readings that are wrong but confident.
#include "tests/blackbox/scoring.h"

#include <gtest/gtest.h>

namespace tidewaiter::blackbox {
namespace {

PhotoResult photo(std::vector<std::string> lines, std::vector<ReadText> readings) {
    return {"a.jpg", std::move(lines), false, std::move(readings), 12};
}

TEST(Normalized, KeepsLettersAndDigitsOnly) {
    EXPECT_EQ(normalized("Am486 DX2-66"), U"AM486DX266");
    EXPECT_EQ(normalized("\u24C2\u00A9'86 e3 intel\u00AE"), U"86INTEL");
    EXPECT_EQ(normalized("型号: T31"), U"型号T31");
    EXPECT_EQ(normalized("ＡＢ１ 5µF 40°"), U"AB15ΜF40") << "compatibility forms and signs";
    EXPECT_EQ(normalized(" .-/ "), U"");
    EXPECT_EQ(normalized("\xFF\xFE"), U"") << "bytes that are no text";
}

TEST(Score, ExactAndWithinAreCountedApart) {
    const auto s = score(photo({"TDA1517P", "G19438"}, {{"TDA1517P G19438", 0.95}, {"g19438", 0.5}}));
    EXPECT_EQ(s.lines, 2);
    EXPECT_EQ(s.exact, 1);
    EXPECT_EQ(s.within, 2);
    EXPECT_EQ(s.confidentLines, 2);
    EXPECT_EQ(s.errors, 0);
    EXPECT_EQ(s.milliseconds, std::vector<double>{12});
}

TEST(Score, ErrorsAreEditsToTheBestPartOfAReading) {
    const auto s = score(photo({"TDA1517P"}, {{"xx TDA15I7P yy", 0.9}}));
    EXPECT_EQ(s.errors, 1);
    EXPECT_EQ(s.characters, 8);
    EXPECT_EQ(score(photo({"TDA1517P"}, {})).errors, 8) << "nothing read is every character wrong";
    EXPECT_EQ(score(photo({"型号"}, {{"型", 0.9}})).errors, 1) << "characters, not bytes";
}

TEST(Score, WordsAreFoundWhereverTheyStand) {
    const auto s = score(photo({"MADE IN CHINA e3"}, {{"MADE", 0.9}, {"INCHINA", 0.9}}));
    EXPECT_EQ(s.words, 3);
    EXPECT_EQ(s.wordsFound, 3);
}

TEST(Score, AConfidentNearMissIsAMisread) {
    const auto misread = [](const std::string& text, double confidence) {
        return score(photo({"TDA1517P"}, {{text, confidence}})).misread;
    };
    EXPECT_EQ(misread("TDA15I7P", 0.95), 1);
    EXPECT_EQ(misread("TDA15I7P", 0.5), 0) << "doubt is no misread";
    EXPECT_EQ(misread("TDA1517P", 0.95), 0);
    EXPECT_EQ(misread("FRAGILE", 0.95), 0) << "text that was not transcribed is not scored";
    EXPECT_EQ(score(photo({"TDA1517P"}, {{"TDA1517P", 0.95}})).confident, 1);
}

TEST(Score, OneCharacterLinesAreNotScored) {
    EXPECT_EQ(score(photo({"A", "-"}, {})).lines, 0);
}

TEST(VerdictOn, KnowsWhenTheTruthIsComplete) {
    auto scene = photo({"TDA1517P", "MALAYSIA"}, {});
    EXPECT_FALSE(verdictOn("FRAGILE", scene)) << "somebody may not have written it down";
    EXPECT_TRUE(verdictOn("TDA1517P 9", scene).value());
    scene.complete = true;
    EXPECT_FALSE(verdictOn("FRAGILE", scene).value()) << "nothing else stands there";
    EXPECT_FALSE(verdictOn("TDA1517P FRAGILE", scene).value());
    EXPECT_TRUE(verdictOn("TDA1517P MALAYSIA", scene).value()) << "two lines read as one";
    EXPECT_FALSE(verdictOn("XYZ", scene)) << "too short to judge";
}

}  // namespace
}  // namespace tidewaiter::blackbox
