// CTC decoding returns per-character probabilities and n-best alternatives (issue 2, point 5).
#include <gtest/gtest.h>

#include <numeric>

#include "ocr/text/ctc.h"

namespace tidewaiter::ocr {
namespace {

// Classes: 0 blank, 1 'A', 2 'B', 3 '0', 4 'O', 5 '△' (not readable), 6 ' '.
const Alphabet kAlphabet("A\nB\n0\nO\n\xE2\x96\xB3\n");
constexpr int kClasses = 7;

struct Step {
    std::vector<std::pair<int, float>> chances;  ///< class and probability; the rest goes to the blank
};

std::vector<float> probabilities(const std::vector<Step>& steps) {
    std::vector<float> data(steps.size() * kClasses, 0.0F);
    for (std::size_t t = 0; t < steps.size(); ++t) {
        float left = 1;
        for (const auto& [label, p] : steps[t].chances) {
            data[t * kClasses + static_cast<std::size_t>(label)] = p;
            left -= p;
        }
        data[t * kClasses] += left;
    }
    return data;
}

Lattice latticeOf(const std::vector<Step>& steps) {
    const auto data = probabilities(steps);
    return latticeOf(data.data(), static_cast<int>(steps.size()), kAlphabet, 6);
}

Decoded decode(const std::vector<Step>& steps) {
    return decodeCtc(latticeOf(steps), kAlphabet);
}

std::string spelled(const Decoded& decoded) {
    return std::accumulate(decoded.characters.begin(), decoded.characters.end(), std::string(),
                           [](std::string text, const Character& c) { return text + c.text; });
}

TEST(Ctc, RepeatedStepsAreOneCharacterUnlessABlankLiesBetween) {
    EXPECT_EQ(decode({{{{1, 0.9F}}}, {{{1, 0.9F}}}}).text, "A");
    EXPECT_EQ(decode({{{{1, 0.9F}}}, {}, {{{1, 0.9F}}}}).text, "AA");
}

TEST(Ctc, AllBlankIsAnEmptyTextOfFullConfidence) {
    const auto decoded = decode({{}, {}, {}});
    EXPECT_EQ(decoded.text, "");
    EXPECT_TRUE(decoded.characters.empty());
    EXPECT_NEAR(decoded.confidence, 1, 1e-6);
}

// Equally probable texts once filled the memory: ties were all kept, and impossible ones too.
TEST(Ctc, TiesDoNotLetTheSearchGrow) {
    const std::vector<Step> even(80, Step{{{1, 0.5F}, {2, 0.5F}}});
    EXPECT_FALSE(decode(even).text.empty());
    const std::vector<Step> certain(80, Step{{{1, 1.0F}}});
    EXPECT_EQ(decode(certain).text, "A");
    std::vector<Step> turns;
    for (int i = 0; i < 80; ++i) turns.push_back(Step{{{i % 2 == 0 ? 1 : 2, 1.0F}}});
    EXPECT_EQ(decode(turns).text.size(), 80U);
}

TEST(Ctc, NoStepsGiveNothing) {
    const auto decoded = decodeCtc(Lattice(), kAlphabet);
    EXPECT_EQ(decoded.text, "");
    EXPECT_TRUE(decoded.alternatives.empty());
}

TEST(Ctc, ConfidenceSumsOverAllAlignmentsOfTheText) {
    // P("A") over two steps: A-, -A, AA.
    const auto decoded = decode({{{{1, 0.6F}}}, {{{1, 0.6F}}}});
    EXPECT_EQ(decoded.text, "A");
    EXPECT_NEAR(decoded.confidence, 1 - 0.4 * 0.4, 1e-5);
}

TEST(Ctc, LookAlikesAreKeptWithTheirProbabilities) {
    const auto decoded = decode({{{{1, 0.98F}}}, {{{3, 0.55F}, {4, 0.40F}}}, {}});
    EXPECT_EQ(decoded.text, "A0");
    ASSERT_EQ(decoded.characters.size(), 2U);
    ASSERT_FALSE(decoded.characters[1].alternatives.empty());
    EXPECT_EQ(decoded.characters[1].alternatives[0].text, "O");
    EXPECT_NEAR(decoded.characters[1].alternatives[0].confidence, 0.40, 1e-5);
    ASSERT_FALSE(decoded.alternatives.empty());
    EXPECT_EQ(decoded.alternatives[0].text, "AO");
    EXPECT_NEAR(decoded.alternatives[0].confidence, 0.98 * 0.40, 1e-3);
}

TEST(Ctc, ShapesAreNeverReadAndTheirShareGoesToLetters) {
    const auto decoded = decode({{{{5, 0.7F}, {1, 0.2F}}}});
    EXPECT_EQ(decoded.text, "A");
    EXPECT_NEAR(decoded.characters.at(0).confidence, 0.2 / 0.3, 1e-4);
}

TEST(Ctc, CharactersJoinedAreTheText) {
    const auto decoded = decode({{{{1, 0.9F}}}, {{{6, 0.8F}}}, {{{2, 0.7F}}}, {}, {{{2, 0.6F}}}});
    EXPECT_EQ(decoded.text, "A BB");
    EXPECT_EQ(spelled(decoded), decoded.text);
}

TEST(Ctc, ForwardProbabilityEqualsTheSearchForTheBestText) {
    const std::vector<Step> steps{
        {{{1, 0.7F}, {2, 0.2F}}}, {{{1, 0.3F}, {2, 0.5F}}}, {{{3, 0.5F}, {4, 0.4F}}}};
    const auto decoded = decode(steps);
    EXPECT_NEAR(probabilityOf(decoded.text, decoded.lattice, kAlphabet, 0), decoded.confidence, 1e-6);
}

TEST(Ctc, ForwardProbabilitiesOfAllTextsSumToOne) {
    const auto lattice = latticeOf({{{{1, 0.6F}, {2, 0.3F}}}, {{{1, 0.5F}, {2, 0.4F}}}});
    double sum = 0;
    for (const auto* text : {"", "A", "B", "AB", "BA", "AA", "BB"})
        sum += probabilityOf(text, lattice, kAlphabet, 0);
    EXPECT_NEAR(sum, 1, 1e-5);
}

TEST(Ctc, TextsThatTheAlphabetCannotSpellOrTheLineCannotHoldAreImpossible) {
    const auto lattice = latticeOf({{{{1, 0.9F}}}});
    EXPECT_EQ(probabilityOf("X", lattice, kAlphabet), 0);
    EXPECT_EQ(probabilityOf("AB", lattice, kAlphabet), 0);
    EXPECT_TRUE(charactersOf("AB", lattice, kAlphabet).empty());
    EXPECT_TRUE(charactersOf("X", lattice, kAlphabet).empty());
    EXPECT_EQ(probabilityOf("A", Lattice(), kAlphabet), 0);
}

TEST(Ctc, CharactersOfAnotherTextFollowTheLikeliestAlignment) {
    const auto lattice = latticeOf({{{{1, 0.9F}}}, {}, {{{3, 0.6F}, {4, 0.3F}}}});
    const auto characters = charactersOf("AO", lattice, kAlphabet);
    ASSERT_EQ(characters.size(), 2U);
    EXPECT_NEAR(characters[1].confidence, 0.3, 1e-5);
    EXPECT_EQ(characters[1].alternatives.at(0).text, "0");
}

TEST(Alphabet, FullWidthFormsBecomeOrdinaryOnes) {
    const Alphabet alphabet("\xEF\xBC\xA1\n\xEF\xBC\x9A\n");  // full-width A and colon
    EXPECT_EQ(alphabet.symbol(1), "A");
    EXPECT_EQ(alphabet.symbol(2), ":");
    EXPECT_TRUE(alphabet.readable(1));
}

TEST(Alphabet, EndsWithASpaceAndIgnoresCarriageReturns) {
    const Alphabet alphabet("A\r\nB\r\n");
    ASSERT_EQ(alphabet.size(), 3);
    EXPECT_EQ(alphabet.symbol(1), "A");
    EXPECT_EQ(alphabet.symbol(3), " ");
}

TEST(Alphabet, SpellsOnlyWhatItKnows) {
    EXPECT_EQ(kAlphabet.labelsOf("AB O"), (std::vector<int>{1, 2, 6, 4}));
    EXPECT_TRUE(kAlphabet.labelsOf("AC").empty());
    EXPECT_TRUE(kAlphabet.labelsOf("\xFF\xFE").empty());
    EXPECT_TRUE(kAlphabet.labelsOf("").empty());
}

}  // namespace
}  // namespace tidewaiter::ocr
