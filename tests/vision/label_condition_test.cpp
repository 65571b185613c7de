#include "vision/label_condition.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "tests/vision/drawn_label.h"
#include "tests/vision/picture_frame.h"

namespace tidewaiter::vision {
namespace {

using test::DrawnLabel;
using test::frameOf;

Region labelAt(const Quad& quad) {
    Region label;
    label.kind = RegionKind::Label;
    label.quad = quad;
    label.score = 0.9;
    return label;
}

LabelCondition conditionOf(const cv::Mat& picture, const DrawnLabel& label) {
    const auto judged = withConditions(frameOf(picture), {labelAt(label.quad())});
    EXPECT_EQ(judged.size(), 1U);
    return judged.front().label.value_or(LabelCondition{});
}

/// A blank sheet under the label that sticks out by so much at its right and lower side.
cv::Mat overOlderSheet(const DrawnLabel& label, cv::Point2f out) {
    auto older = label;
    older.lines = 0;
    older.center += out;
    older.paper = {218, 224, 226};
    cv::Mat picture = older.picture();
    cv::Mat covers(picture.size(), CV_8U, cv::Scalar(0));
    const auto quad = label.quad();
    const std::vector<cv::Point> corners(quad.begin(), quad.end());
    cv::fillConvexPoly(covers, corners, 255);
    label.picture().copyTo(picture, covers);
    return picture;
}

TEST(LabelCondition, ALabelOverMostOfAnotherOneIsCovered) {
    for (const cv::Point2f out : {cv::Point2f(16, 12), cv::Point2f(-16, 12), cv::Point2f(20, -16)}) {
        const DrawnLabel label;
        const auto condition = conditionOf(overOlderSheet(label, out), label);
        EXPECT_EQ(condition.state, LabelState::Covered) << out;
        EXPECT_GT(condition.score, 0.7) << out;
        EXPECT_NE(condition.reason.find("another label"), std::string::npos);
    }
}

TEST(LabelCondition, HonestLabelsAreIntact) {
    const DrawnLabel plain;
    EXPECT_EQ(conditionOf(plain.picture(), plain).state, LabelState::Intact);

    cv::Mat stickered = plain.picture();
    cv::rectangle(stickered, cv::Rect(540, 250, 70, 45), cv::Scalar(60, 200, 235), cv::FILLED);
    EXPECT_EQ(conditionOf(stickered, plain).state, LabelState::Intact) << "a sticker over one side";

    cv::Mat beside = plain.picture();
    cv::rectangle(beside, cv::Rect(595, 180, 150, 240), cv::Scalar::all(235), cv::FILLED);
    EXPECT_EQ(conditionOf(beside, plain).state, LabelState::Intact) << "another label beside it";

    cv::Mat taped = plain.picture();
    cv::Mat strip = taped(cv::Rect(0, 190, taped.cols, 70));
    strip = strip * 0.86 + cv::Scalar(34, 36, 37);
    EXPECT_EQ(conditionOf(taped, plain).state, LabelState::Intact) << "tape across it";

    cv::Mat framed = plain.picture();
    const auto quad = plain.quad();
    for (std::size_t i = 0; i < 4; ++i) {
        const auto inward = [&](std::size_t corner) { return quad[corner] * 0.94 + plain.center * 0.06; };
        cv::line(framed, inward(i), inward((i + 1) % 4), cv::Scalar::all(30), 2, cv::LINE_AA);
    }
    EXPECT_EQ(conditionOf(framed, plain).state, LabelState::Intact) << "a printed frame";
}

TEST(LabelCondition, ACornerGoneAlongARaggedLineIsTorn) {
    const DrawnLabel label;
    cv::Mat picture = label.picture();
    const auto corner = label.quad()[1];
    std::vector<cv::Point> torn = {corner + cv::Point2f(6, -6), corner + cv::Point2f(-130, -6)};
    for (int i = 0; i <= 16; ++i) {
        const float along = static_cast<float>(i) / 16;
        const float jump = i % 3 == 0 ? 9.0F : -7.0F;
        torn.emplace_back(corner + cv::Point2f(-130 + 130 * along + jump, 100 * along - jump));
    }
    torn.emplace_back(corner + cv::Point2f(6, 100));
    cv::fillPoly(picture, std::vector<std::vector<cv::Point>>{torn}, label.ground + cv::Scalar::all(4));
    EXPECT_EQ(conditionOf(picture, label).state, LabelState::Torn);

    cv::Mat cut = label.picture();
    const std::vector<cv::Point> straight = {corner + cv::Point2f(8, -8), corner + cv::Point2f(-130, -8),
                                             corner + cv::Point2f(8, 100)};
    cv::fillConvexPoly(cut, straight, label.ground + cv::Scalar::all(4));
    EXPECT_EQ(conditionOf(cut, label).state, LabelState::Intact) << "cut off straight";
}

TEST(LabelCondition, WhatIsNotSeenIsUnknown) {
    DrawnLabel small;
    small.size = {110, 80};
    EXPECT_EQ(conditionOf(small.picture(), small).state, LabelState::Unknown);
    DrawnLabel cutOff;
    cutOff.center = {180, 300};
    const auto condition = conditionOf(cutOff.picture(), cutOff);
    EXPECT_EQ(condition.state, LabelState::Unknown);
    EXPECT_NE(condition.reason.find("show all of it"), std::string::npos) << condition.reason;
}

TEST(LabelCondition, OtherRegionsAreLeftAlone) {
    auto board = labelAt(quadOf({100, 100, 300, 200}));
    board.kind = RegionKind::Board;
    const DrawnLabel label;
    const auto judged = withConditions(frameOf(label.picture()), {board});
    ASSERT_EQ(judged.size(), 1U);
    EXPECT_FALSE(judged.front().label);
    EXPECT_TRUE(withConditions(frameOf(label.picture()), {}).empty());
}

}  // namespace
}  // namespace tidewaiter::vision
