#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/core/types.hpp>

#include "ocr/text/line_company.h"
#include "ocr/text/rectify.h"

namespace tidewaiter::ocr {
namespace {

vision::Quad box(float x, float y, float width = 100, float height = 20) {
    return {cv::Point2f{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
}

vision::Quad slanted(const vision::Quad& quad, double degrees) {
    const auto c = static_cast<float>(std::cos(degrees * CV_PI / 180));
    const auto s = static_cast<float>(std::sin(degrees * CV_PI / 180));
    vision::Quad result;
    for (std::size_t i = 0; i < 4; ++i)
        result[i] = {c * quad[i].x - s * quad[i].y, s * quad[i].x + c * quad[i].y};
    return result;
}

TEST(LineCompany, LinesTheOtherWayUpSpeakAgainst) {
    EXPECT_DOUBLE_EQ(againstTurnOf(0, {{turnedHalf(box(0, 0)), 1}, {box(0, 30), 4}, {box(0, 60), 3}}), 7);
    EXPECT_DOUBLE_EQ(againstTurnOf(1, {{turnedHalf(box(0, 0)), 1}, {box(0, 30), 4}, {box(0, 60), 3}}), 1 - 3)
        << "and those of the same way for it";
}

TEST(LineCompany, ThePictureMayLieAnyWay) {
    for (const double degrees : {15.0, 90.0, 200.0})
        EXPECT_DOUBLE_EQ(againstTurnOf(0, {{slanted(turnedHalf(box(0, 0)), degrees), 1},
                                           {slanted(box(0, 30), degrees), 4}}),
                         4)
            << degrees;
}

TEST(LineCompany, WhatIsNoCompany) {
    const struct {
        const char* what;
        TurnedLine other;
    } cases[] = {
        {"far below", {turnedHalf(box(0, 120)), 9}}, {"far beside", {turnedHalf(box(260, 0)), 9}},
        {"across", {slanted(box(40, -60), 90), 9}},  {"at a slant", {turnedHalf(slanted(box(0, 30), 25)), 9}},
        {"a texture", {turnedHalf(box(0, 30)), -2}},
    };
    for (const auto& [what, other] : cases)
        EXPECT_DOUBLE_EQ(againstTurnOf(0, {{box(0, 0), 1}, other}), 0) << what;
    EXPECT_DOUBLE_EQ(againstTurnOf(0, {{box(0, 0), 1}}), 0) << "no one";
}

}  // namespace
}  // namespace tidewaiter::ocr
