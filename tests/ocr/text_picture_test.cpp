// From pictures to lines: post-processing, rectification, ink, overlap.
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "ocr/text/detector.h"
#include "ocr/text/ink.h"
#include "ocr/text/network_input.h"
#include "ocr/text/overlap.h"
#include "ocr/text/rectify.h"

namespace tidewaiter::ocr {
namespace {

cv::Mat mapWith(const cv::RotatedRect& rect, float value) {
    cv::Mat map = cv::Mat::zeros(200, 300, CV_32F);
    cv::Point2f corners[4];
    rect.points(corners);
    std::vector<cv::Point> polygon(corners, corners + 4);
    cv::fillConvexPoly(map, polygon, cv::Scalar(value));
    return map;
}

TEST(LinesOfMap, AnEmptyMapHasNoLines) {
    const auto found = linesOfMap(cv::Mat::zeros(64, 64, CV_32F), {});
    EXPECT_TRUE(found.lines.empty());
    EXPECT_TRUE(found.faint.empty());
}

TEST(LinesOfMap, GrowsTheShrunkBoxBack) {
    const auto lines = linesOfMap(mapWith({{150, 100}, {100, 10}, 0}, 0.9F), {}).lines;
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NEAR(lines[0].score, 0.9, 0.02);
    EXPECT_GT(cv::norm(lines[0].quad[3] - lines[0].quad[0]), 20);
    EXPECT_GT(cv::norm(lines[0].quad[1] - lines[0].quad[0]), 108);
}

TEST(LinesOfMap, TinySpotsAreDropped) {
    const auto found = linesOfMap(mapWith({{150, 100}, {2, 2}, 0}, 0.9F), {});
    EXPECT_TRUE(found.lines.empty());
    EXPECT_TRUE(found.faint.empty());
}

TEST(LinesOfMap, FaintBoxesAreKeptApart) {
    const auto found = linesOfMap(mapWith({{150, 100}, {100, 10}, 0}, 0.35F), {});
    EXPECT_TRUE(found.lines.empty());
    ASSERT_EQ(found.faint.size(), 1U);
    EXPECT_NEAR(found.faint[0].score, 0.35, 0.02);
    EXPECT_TRUE(linesOfMap(mapWith({{150, 100}, {100, 10}, 0}, 0.1F), {}).faint.empty());
    EXPECT_TRUE(linesOfMap(mapWith({{150, 100}, {100, 10}, 0}, 0.9F), {}).faint.empty()) << "known as a line";
}

class LinesOfMapAtAngle : public ::testing::TestWithParam<float> {};

TEST_P(LinesOfMapAtAngle, FirstEdgeIsTheLongOneAndRunsRightOrDown) {
    const auto lines = linesOfMap(mapWith({{150, 100}, {90, 12}, GetParam()}, 0.9F), {}).lines;
    ASSERT_EQ(lines.size(), 1U);
    const auto& quad = lines[0].quad;
    const cv::Point2f along = quad[1] - quad[0];
    EXPECT_GT(cv::norm(along), cv::norm(quad[3] - quad[0]));
    EXPECT_TRUE(std::abs(along.y) > std::abs(along.x) ? along.y > 0 : along.x > 0);
    EXPECT_GT(along.cross(quad[3] - quad[0]), 0) << "corners run clockwise on the screen";
}

INSTANTIATE_TEST_SUITE_P(AllAround, LinesOfMapAtAngle,
                         ::testing::Values(0.F, 20.F, 44.F, 46.F, 89.F, 90.F, 135.F, 170.F));

TEST(Rectified, TakesTheContentUpright) {
    cv::Mat picture(100, 100, CV_8UC3, cv::Scalar::all(0));
    picture(cv::Rect(20, 30, 10, 20)).setTo(cv::Scalar(0, 0, 255));                  // red, at the left
    const vision::Quad downward{cv::Point2f{40, 30}, {40, 50}, {20, 50}, {20, 30}};  // reads downwards
    const cv::Mat line = rectified(picture, downward);
    ASSERT_EQ(line.size(), cv::Size(20, 20));
    EXPECT_EQ(line.at<cv::Vec3b>(18, 10)[2], 255) << "what lay at the left lies below";
    EXPECT_EQ(line.at<cv::Vec3b>(2, 10)[2], 0);
}

TEST(Rectified, EnlargesToTheHeightAskedFor) {
    const cv::Mat picture(50, 100, CV_8UC3, cv::Scalar::all(9));
    EXPECT_EQ(rectified(picture, vision::quadOf({10, 10, 40, 8}), 48).size(), cv::Size(240, 48));
    EXPECT_EQ(rectified(picture, vision::quadOf({0, 0, 100, 50}), 48).size(), cv::Size(100, 50))
        << "never shrinks";
}

TEST(Rectified, QuadsWithoutAreaGiveNothing) {
    const cv::Mat picture(50, 50, CV_8UC3, cv::Scalar::all(9));
    EXPECT_TRUE(rectified(picture, vision::quadOf({10, 10, 0, 8}), 48).empty());
    const float nan = std::numeric_limits<float>::quiet_NaN();
    EXPECT_TRUE(rectified(picture, vision::quadOf({nan, nan, nan, nan}), 48).empty());
}

TEST(Rectified, TurnsComeBack) {
    const auto quad = vision::quadOf({1, 2, 30, 4});
    EXPECT_EQ(turnedHalf(turnedHalf(quad)), quad);
    EXPECT_EQ(turnedQuarter(turnedQuarter(quad)), turnedHalf(quad));
}

/// Bars of print from x = 40 to 120 on a ground, with a dark trace across.
cv::Mat printedLine(const cv::Scalar& ground, const cv::Scalar& print) {
    cv::Mat picture(60, 200, CV_8UC3, ground);
    for (int x = 40; x < 120; x += 8) picture(cv::Rect(x, 24, 4, 12)).setTo(print);
    return picture;
}

TEST(Ink, FindsThePolarityOfPrint) {
    const auto light = printedLine({40, 40, 40}, {90, 90, 90});
    const auto dark = printedLine({200, 200, 200}, {60, 60, 60});
    const cv::Rect core(40, 22, 80, 16);
    EXPECT_TRUE(measureInk(light, core).light);
    EXPECT_FALSE(measureInk(dark, core).light);
    EXPECT_NEAR(measureInk(light, core).contrast, 50, 1);
}

TEST(Ink, TakesTheChannelThatDiffersMost) {
    const auto picture = printedLine({30, 120, 60}, {90, 140, 65});
    EXPECT_EQ(measureInk(picture, {40, 22, 80, 16}).channel, 0);
}

TEST(Ink, WhatLiesOnTheOtherSideOfTheGroundIsGround) {
    auto picture = printedLine({100, 100, 100}, {150, 150, 150});
    picture(cv::Rect(80, 0, 3, 60)).setTo(cv::Scalar::all(0));
    const auto map = inkMap(picture, {0, true, 100, 50});
    EXPECT_EQ(map.at<float>(30, 81), 0);
    EXPECT_NEAR(map.at<float>(30, 41), 1, 0.01);
}

TEST(Ink, GrowsALineToWhereItsPrintEnds) {
    const auto picture = printedLine({40, 40, 40}, {120, 120, 120});
    const auto grown = grownToInk(picture, vision::quadOf({60, 22, 40, 16}));
    EXPECT_NEAR(grown[0].x, 40, 3);
    EXPECT_NEAR(grown[1].x, 116, 3);
}

TEST(Ink, DoesNotGrowOverAGapOrAnEmptyGround) {
    auto picture = printedLine({40, 40, 40}, {120, 120, 120});
    picture(cv::Rect(100, 0, 12, 60)).setTo(cv::Scalar(40, 40, 40));
    const auto grown = grownToInk(picture, vision::quadOf({60, 22, 36, 16}));
    EXPECT_LT(grown[1].x, 102);
    const cv::Mat empty(60, 200, CV_8UC3, cv::Scalar::all(40));
    EXPECT_EQ(grownToInk(empty, vision::quadOf({60, 22, 40, 16}))[1].x, 100);
}

TEST(Ink, DegenerateQuadsStayAsTheyAre) {
    const cv::Mat picture(60, 200, CV_8UC3, cv::Scalar::all(40));
    const auto flat = vision::quadOf({60, 22, 40, 0});
    EXPECT_EQ(grownToInk(picture, flat), flat);
}

TEST(Overlap, SharesOfRectangles) {
    const auto a = vision::quadOf({0, 0, 10, 10});
    EXPECT_NEAR(areaOf(a), 100, 1e-3);
    EXPECT_NEAR(sharedArea(a, vision::quadOf({5, 0, 10, 10})), 50, 1e-3);
    EXPECT_EQ(sharedArea(a, vision::quadOf({20, 0, 10, 10})), 0);
    EXPECT_NEAR(sharedArea(a, vision::Quad{a[2], a[3], a[0], a[1]}), 100, 1e-3)
        << "turned quads overlap alike";
}

TEST(NetworkInput, WritesNormalisedPlanesAndLeavesThePaddingAlone) {
    const cv::Mat picture(1, 2, CV_8UC3, cv::Scalar(0, 127.5, 255));
    std::vector<float> planes(3 * 2 * 3, -9.0F);
    writePlanes(picture, {{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}}, 3, 2, planes.data());
    EXPECT_FLOAT_EQ(planes[0], -1);
    EXPECT_FLOAT_EQ(planes[12], 1);
    EXPECT_FLOAT_EQ(planes[2], -9);
    EXPECT_FLOAT_EQ(planes[3], -9);
}

}  // namespace
}  // namespace tidewaiter::ocr
