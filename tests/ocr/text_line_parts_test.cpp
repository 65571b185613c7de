#include <gtest/gtest.h>

#include "ocr/text/line_parts.h"
#include "tests/ocr/line_boxes.h"

namespace tidewaiter::ocr {
namespace {

const vision::Quad kLeft = lineBox(100, 100, 100, 20);

TEST(LineParts, WhatGoesOnASpaceAwayIsAPart) {
    const auto parts = partsOfLines({lineBox(210, 101, 60, 20), kLeft});
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0].left, 1U);
    EXPECT_EQ(parts[0].right, 0U);
    EXPECT_EQ(parts[0].both, (vision::Quad{cv::Point2f{100, 100}, {270, 101}, {270, 121}, {100, 120}}));
}

TEST(LineParts, BoxesMayOverlapByACharacter) {
    EXPECT_EQ(partsOfLines({kLeft, lineBox(188, 100, 60, 20)}).size(), 1U);
}

TEST(LineParts, TheDirectionIsTheLines) {
    for (const double degrees : {30.0, 90.0, 180.0, 270.0}) {
        const auto parts =
            partsOfLines({slanted(kLeft, degrees), slanted(lineBox(206, 100, 60, 20), degrees)});
        ASSERT_EQ(parts.size(), 1U) << degrees;
        EXPECT_EQ(parts[0].left, 0U) << degrees;
    }
}

TEST(LineParts, WhatIsNoPart) {
    const struct {
        const char* what;
        vision::Quad other;
    } cases[] = {
        {"two spaces away", lineBox(230, 100, 60, 20)},
        {"the next line", lineBox(100, 122, 100, 20)},
        {"half a line lower", lineBox(205, 110, 60, 20)},
        {"print of another size", lineBox(205, 96, 60, 32)},
        {"at a slant", slanted(lineBox(205, 100, 60, 20), 12)},
        {"the other way up", slanted(lineBox(-270, -120, 60, 20), 180)},
        {"the same line found twice", lineBox(101, 100, 98, 20)},
        {"the end of the line found again", lineBox(150, 100, 50, 20)},
    };
    for (const auto& [what, other] : cases) EXPECT_TRUE(partsOfLines({kLeft, other}).empty()) << what;
}

TEST(LineParts, BoxesWithoutAnAreaAreNoParts) {
    EXPECT_TRUE(partsOfLines({kLeft, vision::Quad{}}).empty());
    EXPECT_TRUE(partsOfLines({}).empty());
}

}  // namespace
}  // namespace tidewaiter::ocr
