// Regions and readings are numbered in a stable order, and each reading finds its region.
#include "firmware/inspection/sight.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace tidewaiter::inspection {
namespace {

vision::Frame frameOf(const std::string& id) {
    vision::Frame frame;
    frame.id = id;
    return frame;
}

std::vector<vision::Region> regionsFound(std::size_t count) {
    return std::vector<vision::Region>(count);
}

ocr::Reading readingIn(const std::string& region, const std::string& text) {
    ocr::Reading reading;
    reading.region = region;
    reading.text = text;
    return reading;
}

TEST(Sight, NumbersWhatReadersFindInTheOrderOfTheCalls) {
    Sight sight;
    sight.add(frameOf("f1"), regionsFound(2), {});
    sight.add(frameOf("f1"), regionsFound(2), {readingIn("1", "a"), readingIn("0", "b")});
    sight.add(frameOf("f2"), regionsFound(1), {readingIn("0", "c"), readingIn("0", "d")});
    ASSERT_EQ(sight.regions.size(), 5U);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(sight.regions[i].id, "r" + std::to_string(i + 1));
    EXPECT_EQ(sight.regions[3].frame, "f1");
    EXPECT_EQ(sight.regions[4].frame, "f2");
    ASSERT_EQ(sight.readings.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(sight.readings[i].id, "t" + std::to_string(i + 1));
    EXPECT_EQ(sight.readings[0].region, "r4");
    EXPECT_EQ(sight.readings[1].region, "r3");
    EXPECT_EQ(sight.readings[3].region, "r5");
    EXPECT_EQ(sight.in(frameOf("f1")).size(), 4U);
    EXPECT_TRUE(sight.in(frameOf("f3")).empty());
}

TEST(Sight, RefusesAReadingWithoutARegion) {
    for (const auto* region : {"", "1", "-1", "x", "0x", "99999999999999999999"}) {
        Sight sight;
        EXPECT_THROW(sight.add(frameOf("f1"), regionsFound(1), {readingIn(region, "a")}),
                     std::invalid_argument)
            << region;
    }
}

TEST(Sight, NumbersFramesAndFields) {
    const auto frames = numbered(std::vector<vision::Frame>(2));
    EXPECT_EQ(frames[0].id, "f1");
    EXPECT_EQ(frames[1].id, "f2");
    const auto fields = numbered(std::vector<ocr::Field>(3));
    EXPECT_EQ(fields[2].id, "d3");
}

}  // namespace
}  // namespace tidewaiter::inspection
