// A second reader and known words settle doubts, and never put a text where the pixels do not allow it.
#include <gtest/gtest.h>

#include "models/print_words.h"
#include "ocr/text/line_reader.h"
#include "ocr/text/look_fusion.h"
#include "ocr/text/word_doubt.h"

namespace tidewaiter::ocr {
namespace {

// The alphabet holds what the words below need, one symbol a line.
const Alphabet kAlphabet("C\no\nm\np\nl\ni\ny\nI\nG\nR\nE\n0\nO\nx\n");

/// A lattice that reads `text` with probability 0.9 a character, and at `doubt` gives `other` the rest.
Lattice latticeFor(const std::string& text, std::size_t doubt, char other, float share) {
    Lattice lattice;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int label = kAlphabet.labelsOf(text.substr(i, 1)).at(0);
        std::vector<ClassProbability> step{{label, i == doubt ? 1 - share : 0.99F}};
        if (i == doubt) step.push_back({kAlphabet.labelsOf(std::string(1, other)).at(0), share});
        lattice.push_back(step);
        lattice.push_back({{0, 1.0F}});
    }
    return lattice;
}

const models::PrintWords kWords({"Comply"});

TEST(WordDoubt, AKnownWordWinsWhereThePixelsAllowIt) {
    const auto settledLine =
        settled(decodeCtc(latticeFor("Compiy", 4, 'l', 0.2F), kAlphabet), kWords, kAlphabet);
    EXPECT_EQ(settledLine.text, "Comply");
    EXPECT_LE(settledLine.confidence, 0.99);
    ASSERT_FALSE(settledLine.alternatives.empty());
    EXPECT_EQ(settledLine.alternatives[0].text, "Compiy") << "what was read stays as an alternative";
    std::string joined;
    for (const auto& character : settledLine.characters) joined += character.text;
    EXPECT_EQ(joined, settledLine.text);
}

TEST(WordDoubt, AKnownWordNeverWinsAgainstThePixels) {
    const auto line = settled(decodeCtc(latticeFor("Compxy", 4, 'o', 0.2F), kAlphabet), kWords, kAlphabet);
    EXPECT_EQ(line.text, "Compxy");
}

TEST(WordDoubt, WordsWithDigitsAreLeftAlone) {
    const models::PrintWords words({"COIL"});
    const auto line = settled(decodeCtc(latticeFor("C0Ip", 1, 'O', 0.4F), kAlphabet), words, kAlphabet);
    EXPECT_EQ(line.text, "C0Ip");
}

TEST(WordDoubt, EmptyLinesStayEmpty) {
    EXPECT_EQ(settled(Decoded(), kWords, kAlphabet).text, "");
}

TEST(FusedLooks, OneLookIsTakenAsItIs) {
    const auto look = decodeCtc(latticeFor("GR0", 2, 'O', 0.4F), kAlphabet);
    const auto all = fusedLooks({look}, kAlphabet);
    EXPECT_EQ(all.text, look.text);
    EXPECT_NEAR(all.confidence, look.confidence, 0.01);
}

TEST(FusedLooks, TwoThatAgreeOutvoteOneThatDoesNot) {
    const auto wrong = decodeCtc(latticeFor("GRO", 2, '0', 0.3F), kAlphabet);
    const auto right = decodeCtc(latticeFor("GR0", 2, 'O', 0.3F), kAlphabet);
    const auto all = fusedLooks({wrong, right, right}, kAlphabet);
    EXPECT_EQ(all.text, "GR0");
    EXPECT_NEAR(all.confidence, (0.3 + 0.7 + 0.7) / 3, 0.03);
    ASSERT_FALSE(all.alternatives.empty());
    EXPECT_EQ(all.alternatives.front().text, "GRO");
    EXPECT_EQ(all.characters.size(), 3U);
}

TEST(FusedLooks, GarbageTakesCertaintyButNotTheText) {
    const auto clear = decodeCtc(latticeFor("Comply", 0, 'G', 0.05F), kAlphabet);
    const auto garbage = decodeCtc(latticeFor("xxRI", 0, 'R', 0.4F), kAlphabet);
    const auto all = fusedLooks({garbage, clear}, kAlphabet);
    EXPECT_EQ(all.text, "Comply");
    EXPECT_LT(all.confidence, 0.55);
}

TEST(FusedLooks, LooksThatSawNothingSayNothing) {
    EXPECT_EQ(fusedLooks({Decoded(), Decoded()}, kAlphabet).text, "");
    const auto clear = decodeCtc(latticeFor("GR0", 2, 'O', 0.1F), kAlphabet);
    EXPECT_EQ(fusedLooks({Decoded(), clear}, kAlphabet).text, "GR0");
}

TEST(SecondOpinion, AgreementRaisesConfidence) {
    const auto first = decodeCtc(latticeFor("GR0", 2, 'O', 0.4F), kAlphabet);
    const auto both = fused(first, {"GR0", 0.9}, kAlphabet);
    EXPECT_EQ(both.text, "GR0");
    EXPECT_GT(both.confidence, first.confidence + 0.2);
}

TEST(SecondOpinion, MayTurnTheScalesBetweenLookAlikes) {
    const auto first = decodeCtc(latticeFor("GR0", 2, 'O', 0.4F), kAlphabet);
    const auto both = fused(first, {"GRO", 0.9}, kAlphabet);
    EXPECT_EQ(both.text, "GRO");
    ASSERT_FALSE(both.alternatives.empty());
    EXPECT_EQ(both.alternatives[0].text, "GR0");
}

TEST(SecondOpinion, NeverWinsAgainstThePixels) {
    const auto first = decodeCtc(latticeFor("GR0", 2, 'O', 0.01F), kAlphabet);
    for (const auto* opinion : {"CCC", "", "no such symbols", "GRE", "GRO"}) {
        const auto both = fused(first, {opinion, 1.0}, kAlphabet);
        EXPECT_EQ(both.text, "GR0") << opinion;
        EXPECT_LE(both.confidence, 1);
    }
}

TEST(SecondOpinion, SignsThatTesseractAddsAreSeenThrough) {
    const auto first = decodeCtc(latticeFor("GRE", 2, 'O', 0.2F), kAlphabet);
    EXPECT_GT(fused(first, {"| GRE.", 0.9}, kAlphabet).confidence, first.confidence);
}

TEST(SecondOpinion, ProbabilitiesNeverExceedOne) {
    const auto first = decodeCtc(latticeFor("GR0", 2, 'O', 0.5F), kAlphabet);
    const auto both = fused(first, {"GRO", 1.0}, kAlphabet);
    double sum = both.confidence;
    for (const auto& alternative : both.alternatives) sum += alternative.confidence;
    EXPECT_LE(sum, 1 + 1e-9);
}

TEST(Certainty, LongCertainTextBeatsShortAndGarbageIsNegative) {
    Decoded sure;
    sure.characters = {{"A", 0.99, {}}, {"B", 0.98, {}}};
    Decoded garbage;
    garbage.characters = {{"#", 0.2, {}}, {" ", 0.99, {}}, {"~", 0.3, {}}};
    EXPECT_NEAR(certainty(sure), 0.97, 1e-9);
    EXPECT_LT(certainty(garbage), 0);
    EXPECT_EQ(certainty(Decoded()), 0);
}

}  // namespace
}  // namespace tidewaiter::ocr
