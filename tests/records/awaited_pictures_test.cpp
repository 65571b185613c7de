// Pictures of inspections that are not sealed yet are remembered, but never without a bound.
#include "firmware/records/awaited_pictures.h"

#include <gtest/gtest.h>

namespace tidewaiter::records {
namespace {

TEST(AwaitedPictures, AreThoseThatNoSealedRecordNames) {
    AwaitedPictures awaited;
    EXPECT_FALSE(awaited.contains("a"));
    for (const auto* hash : {"a", "b", "a"}) awaited.add(hash);
    EXPECT_EQ(awaited.all().size(), 2U);
    awaited.forget({{"a", 1}, {"c", 1}});
    EXPECT_FALSE(awaited.contains("a"));
    EXPECT_TRUE(awaited.contains("b"));
}

TEST(AwaitedPictures, OfInspectionsThatAreNeverSealedAreForgottenInTheEnd) {
    AwaitedPictures awaited;
    for (std::size_t i = 0; i <= AwaitedPictures::kMost; ++i) awaited.add(std::to_string(i));
    EXPECT_EQ(awaited.all().size(), AwaitedPictures::kMost);
    EXPECT_FALSE(awaited.contains("0"));
    EXPECT_TRUE(awaited.contains("1"));
}

}  // namespace
}  // namespace tidewaiter::records
