#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/core/types.hpp>

#include "ocr/text/line_parts.h"

namespace tidewaiter::ocr {
namespace {

vision::Quad box(float x, float y, float width, float height) {
    return {cv::Point2f{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
}

vision::Quad turned(const vision::Quad& quad, double degrees) {
    const auto c = static_cast<float>(std::cos(degrees * CV_PI / 180));
    const auto s = static_cast<float>(std::sin(degrees * CV_PI / 180));
    vision::Quad result;
    for (std::size_t i = 0; i < 4; ++i)
        result[i] = {c * quad[i].x - s * quad[i].y, s * quad[i].x + c * quad[i].y};
    return result;
}

const vision::Quad kLeft = box(100, 100, 100, 20);

TEST(LineParts, WhatGoesOnASpaceAwayIsAPart) {
    const auto parts = partsOfLines({box(210, 101, 60, 20), kLeft});
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0].left, 1U);
    EXPECT_EQ(parts[0].right, 0U);
    EXPECT_EQ(parts[0].both, (vision::Quad{cv::Point2f{100, 100}, {270, 101}, {270, 121}, {100, 120}}));
}

TEST(LineParts, BoxesMayOverlapByACharacter) {
    EXPECT_EQ(partsOfLines({kLeft, box(188, 100, 60, 20)}).size(), 1U);
}

TEST(LineParts, TheDirectionIsTheLines) {
    for (const double degrees : {30.0, 90.0, 180.0, 270.0}) {
        const auto parts = partsOfLines({turned(kLeft, degrees), turned(box(206, 100, 60, 20), degrees)});
        ASSERT_EQ(parts.size(), 1U) << degrees;
        EXPECT_EQ(parts[0].left, 0U) << degrees;
    }
}

TEST(LineParts, WhatIsNoPart) {
    const struct {
        const char* what;
        vision::Quad other;
    } cases[] = {
        {"two spaces away", box(230, 100, 60, 20)},
        {"the next line", box(100, 122, 100, 20)},
        {"half a line lower", box(205, 110, 60, 20)},
        {"print of another size", box(205, 96, 60, 32)},
        {"at a slant", turned(box(205, 100, 60, 20), 12)},
        {"the other way up", turned(box(-270, -120, 60, 20), 180)},
        {"the same line found twice", box(101, 100, 98, 20)},
        {"the end of the line found again", box(150, 100, 50, 20)},
    };
    for (const auto& [what, other] : cases) EXPECT_TRUE(partsOfLines({kLeft, other}).empty()) << what;
}

TEST(LineParts, BoxesWithoutAnAreaAreNoParts) {
    EXPECT_TRUE(partsOfLines({kLeft, vision::Quad{}}).empty());
    EXPECT_TRUE(partsOfLines({}).empty());
}

}  // namespace
}  // namespace tidewaiter::ocr
