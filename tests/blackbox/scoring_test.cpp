// The score says what it claims: recall of lines, and readings that are wrong but confident.
#include "tests/blackbox/scoring.h"

#include <gtest/gtest.h>

#include <fstream>

namespace tidewaiter::blackbox {
namespace {

ocr::Reading reading(const std::string& text, double confidence = 0.95) {
    ocr::Reading value;
    value.text = text;
    value.confidence = confidence;
    return value;
}

TEST(Normalized, KeepsLettersAndDigitsOnly) {
    EXPECT_EQ(normalized("Am486 DX2-66"), "AM486DX266");
    EXPECT_EQ(normalized("\u24C2\u00A9'86 e3 intel\u00AE"), "86INTEL");
    EXPECT_EQ(normalized("型号: T31"), "型号T31");
    EXPECT_EQ(normalized(" .-/ "), "");
}

TEST(Score, ExactAndWithinAreCountedApart) {
    const auto s = score({"TDA1517P", "G19438"}, {reading("TDA1517P G19438"), reading("g19438")});
    EXPECT_EQ(s.lines, 2);
    EXPECT_EQ(s.exact, 1);
    EXPECT_EQ(s.within, 2);
    EXPECT_EQ(s.errors, 0);
}

TEST(Score, ErrorsAreEditsToTheBestPartOfAReading) {
    const auto s = score({"TDA1517P"}, {reading("xx TDA15I7P yy")});
    EXPECT_EQ(s.errors, 1);
    EXPECT_EQ(s.characters, 8);
    EXPECT_EQ(score({"TDA1517P"}, {}).errors, 8) << "nothing read is every character wrong";
}

TEST(Score, AConfidentNearMissIsAMisread) {
    EXPECT_EQ(score({"TDA1517P"}, {reading("TDA15I7P")}).misread, 1);
    EXPECT_EQ(score({"TDA1517P"}, {reading("TDA15I7P", 0.5)}).misread, 0) << "doubt is no misread";
    EXPECT_EQ(score({"TDA1517P"}, {reading("TDA1517P")}).misread, 0);
    EXPECT_EQ(score({"TDA1517P"}, {reading("FRAGILE")}).misread, 0)
        << "text that was not transcribed is not scored";
    EXPECT_EQ(score({"TDA1517P"}, {reading("TDA1517P")}).confident, 1);
}

TEST(Score, OneCharacterLinesAreNotScored) {
    EXPECT_EQ(score({"A", "-"}, {}).lines, 0);
}

TEST(Transcriptions, BrokenRowsAreNamedByTheirLine) {
    const auto file = std::filesystem::path(::testing::TempDir()) / "transcriptions_test.tsv";
    std::ofstream(file) << "# comment\na.jpg\tchip\tA | B\nb.jpg\tbarcode\tQR:1\nbroken\n";
    const auto broken = readTranscriptions(file);
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().message.find("line 4"), std::string::npos) << broken.error().message;
    std::ofstream(file) << "a.jpg\tchip\tA | B\nb.jpg\tbarcode\tQR:1\n";
    const auto whole = readTranscriptions(file);
    ASSERT_TRUE(whole);
    ASSERT_EQ(whole->size(), 1U) << "barcodes are scored elsewhere";
    EXPECT_EQ(whole->front().lines, (std::vector<std::string>{"A", "B"}));
    EXPECT_FALSE(readTranscriptions("no/such/list.tsv"));
}

}  // namespace
}  // namespace tidewaiter::blackbox
