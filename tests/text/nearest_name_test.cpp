// A mistyped key is answered with the key that was probably meant.
#include "firmware/text/nearest_name.h"

#include <gtest/gtest.h>

namespace tidewaiter::text {
namespace {

TEST(NearestName, CountsInsertionsDeletionsAndReplacements) {
    EXPECT_EQ(editDistance("", ""), 0U);
    EXPECT_EQ(editDistance("", "abc"), 3U);
    EXPECT_EQ(editDistance("abc", ""), 3U);
    EXPECT_EQ(editDistance("abc", "abc"), 0U);
    EXPECT_EQ(editDistance("kitten", "sitting"), 3U);
    EXPECT_EQ(editDistance("minScore", "minscore"), 1U);
}

TEST(NearestName, FindsTheClosestAndTheFirstOfSeveral) {
    const std::vector<std::string> known = {"enabled", "severity", "minScore"};
    EXPECT_EQ(nearestName("severty", known), "severity");
    EXPECT_EQ(nearestName("min_score", known), "minScore");
    EXPECT_EQ(nearestName("b", {"a", "c"}), "a");
    EXPECT_EQ(nearestName("b", {}), "");
}

}  // namespace
}  // namespace tidewaiter::text
