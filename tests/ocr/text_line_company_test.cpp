#include <gtest/gtest.h>

#include "ocr/text/line_company.h"
#include "ocr/text/rectify.h"
#include "tests/ocr/line_boxes.h"

namespace tidewaiter::ocr {
namespace {

TEST(LineCompany, LinesTheOtherWayUpSpeakAgainst) {
    EXPECT_DOUBLE_EQ(
        againstTurnOf(0, {{turnedHalf(lineBox(0, 0)), 1}, {lineBox(0, 30), 4}, {lineBox(0, 60), 3}}), 7);
    EXPECT_DOUBLE_EQ(
        againstTurnOf(1, {{turnedHalf(lineBox(0, 0)), 1}, {lineBox(0, 30), 4}, {lineBox(0, 60), 3}}), 1 - 3)
        << "and those of the same way for it";
}

TEST(LineCompany, ThePictureMayLieAnyWay) {
    for (const double degrees : {15.0, 90.0, 200.0})
        EXPECT_DOUBLE_EQ(againstTurnOf(0, {{slanted(turnedHalf(lineBox(0, 0)), degrees), 1},
                                           {slanted(lineBox(0, 30), degrees), 4}}),
                         4)
            << degrees;
}

TEST(LineCompany, WhatIsNoCompany) {
    const struct {
        const char* what;
        TurnedLine other;
    } cases[] = {
        {"far below", {turnedHalf(lineBox(0, 120)), 9}},
        {"far beside", {turnedHalf(lineBox(260, 0)), 9}},
        {"across", {slanted(lineBox(40, -60), 90), 9}},
        {"at a slant", {turnedHalf(slanted(lineBox(0, 30), 25)), 9}},
        {"a texture", {turnedHalf(lineBox(0, 30)), -2}},
    };
    for (const auto& [what, other] : cases)
        EXPECT_DOUBLE_EQ(againstTurnOf(0, {{lineBox(0, 0), 1}, other}), 0) << what;
    EXPECT_DOUBLE_EQ(againstTurnOf(0, {{lineBox(0, 0), 1}}), 0) << "no one";
}

}  // namespace
}  // namespace tidewaiter::ocr
