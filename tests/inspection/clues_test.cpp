// Clues that are independent add up, those that are not do not.
#include "firmware/inspection/clues.h"

#include <gtest/gtest.h>

namespace tidewaiter::inspection {
namespace {

constexpr double kLimit = 0.85;

Clue clue(ClueKind kind, double probability, std::vector<std::string> readings, bool exact = false) {
    Clue made;
    made.kind = kind;
    made.probability = probability;
    made.readings = std::move(readings);
    made.exact = exact;
    return made;
}

TEST(Clues, NoneSayNothing) {
    const auto support = combine({}, {}, kLimit);
    EXPECT_EQ(support.score, 0);
    EXPECT_EQ(support.kinds, 0);
}

TEST(Clues, OfDifferentKindsCombineByNoisyOr) {
    const auto support = combine({clue(ClueKind::PartNumber, 0.6, {"t1"}),
                                  clue(ClueKind::Appearance, 0.5, {}), clue(ClueKind::Brand, 0.3, {"t2"})},
                                 {}, kLimit);
    EXPECT_NEAR(support.score, 1 - 0.4 * 0.5 * 0.7, 1e-9);
    EXPECT_EQ(support.kinds, 3);
    EXPECT_EQ(support.clues.size(), 3U);
}

TEST(Clues, AReadingSpeaksOnce) {
    const auto support =
        combine({clue(ClueKind::Goods, 0.45, {"t1"}), clue(ClueKind::Brand, 0.3, {"t1"})}, {}, kLimit);
    EXPECT_NEAR(support.score, 0.45, 1e-9);
    EXPECT_EQ(support.kinds, 1);
}

TEST(Clues, AFieldReadTwiceSpeaksByItsOtherReading) {
    const auto support =
        combine({clue(ClueKind::Goods, 0.45, {"t1"}), clue(ClueKind::Brand, 0.3, {"t1", "t2"})}, {}, kLimit);
    EXPECT_EQ(support.kinds, 2);
}

TEST(Clues, OfOneKindStayBelowTheLimit) {
    std::vector<Clue> many;
    for (int i = 0; i < 9; ++i) many.push_back(clue(ClueKind::PartNumber, 0.7, {"t" + std::to_string(i)}));
    const auto support = combine(many, {}, kLimit);
    EXPECT_NEAR(support.score, kLimit, 1e-9);
    EXPECT_EQ(support.kinds, 1);
}

TEST(Clues, AnExactNamePassesTheLimit) {
    const auto support = combine({clue(ClueKind::Catalog, 0.97, {"t1"}, true)}, {}, kLimit);
    EXPECT_NEAR(support.score, 0.97, 1e-9);
    EXPECT_TRUE(support.exact);
    EXPECT_TRUE(support.named);
}

TEST(Clues, ThatAreIgnoredDoNotTakeTheirReadingAway) {
    const auto support =
        combine({clue(ClueKind::Compliance, 0.45, {"t1"}), clue(ClueKind::Brand, 0.3, {"t1"})},
                {ClueKind::Compliance}, kLimit);
    EXPECT_NEAR(support.score, 0.3, 1e-9);
    EXPECT_EQ(support.clues.size(), 1U);
}

TEST(Clues, ThatAreVeryWeakAreNoKindOfTheirOwn) {
    const auto support =
        combine({clue(ClueKind::PartNumber, 0.6, {"t1"}), clue(ClueKind::Brand, 0.05, {"t2"})}, {}, kLimit);
    EXPECT_EQ(support.kinds, 1);
}

}  // namespace
}  // namespace tidewaiter::inspection
