#include "vision/label_finder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <opencv2/imgproc.hpp>

#include "tests/vision/drawn_label.h"
#include "tests/vision/picture_frame.h"

namespace tidewaiter::vision {
namespace {

using test::DrawnLabel;
using test::frameOf;

double shareOfBoth(const Quad& a, const Quad& b) {
    const std::vector<cv::Point2f> first(a.begin(), a.end());
    const std::vector<cv::Point2f> second(b.begin(), b.end());
    std::vector<cv::Point2f> common;
    const double both = cv::intersectConvexConvex(first, second, common);
    return both / (cv::contourArea(first) + cv::contourArea(second) - both);
}

struct Sight {
    const char* name;
    std::function<void(DrawnLabel&)> change;
};

// Labels are found at any turn, in perspective, in shadow, on dark and on light ground, in color, and with a
// part covered, and their corners lie on theirs.
TEST(LabelFinder, FindsLabels) {
    const std::vector<Sight> sights = {
        {"as drawn", [](DrawnLabel&) {}},
        {"a little askew", [](DrawnLabel& label) { label.turnDeg = 8; }},
        {"turned by 40 degrees", [](DrawnLabel& label) { label.turnDeg = 40; }},
        {"upright", [](DrawnLabel& label) { label.turnDeg = 90; }},
        {"upside down", [](DrawnLabel& label) { label.turnDeg = 180; }},
        {"leaning back", [](DrawnLabel& label) { label.lean = 0.15F; }},
        {"small",
         [](DrawnLabel& label) {
             label.size = {120, 80};
         }},
        {"large",
         [](DrawnLabel& label) {
             label.size = {620, 440};
         }},
        {"yellow paper",
         [](DrawnLabel& label) {
             label.paper = {60, 200, 230};
         }},
        {"on a light carton",
         [](DrawnLabel& label) {
             label.ground = {205, 207, 208};
         }},
        {"on a dark box",
         [](DrawnLabel& label) {
             label.ground = {30, 30, 30};
         }},
        {"half in shadow", [](DrawnLabel& label) { label.shadow = 0.5; }},
        {"with a corner covered", [](DrawnLabel& label) { label.coveredCorner = true; }},
    };
    for (const auto& sight : sights) {
        DrawnLabel label;
        sight.change(label);
        const auto found = findLabels(frameOf(label.picture()), {});
        ASSERT_EQ(found.size(), 1U) << sight.name;
        EXPECT_GT(shareOfBoth(found.front().quad, label.quad()), 0.93) << sight.name;
        EXPECT_EQ(found.front().kind, RegionKind::Label);
        EXPECT_GE(found.front().score, 0.5) << sight.name;
        EXPECT_LE(found.front().score, 1.0) << sight.name;
        EXPECT_EQ(found.front().frame, "f1");
    }
}

// What is no label, or shows no border of one, is left alone.
TEST(LabelFinder, LeavesOtherThingsAlone) {
    const std::vector<Sight> sights = {
        {"paper without print", [](DrawnLabel& label) { label.lines = 0; }},
        {"print on the ground itself", [](DrawnLabel& label) { label.paper = label.ground; }},
        {"a chip: dark with light print",
         [](DrawnLabel& label) {
             std::swap(label.paper, label.ink);
             label.ground = {60, 110, 40};
         }},
        {"a page that fills the frame",
         [](DrawnLabel& label) {
             label.size = {1200, 900};
         }},
        {"a page cut off by a corner",
         [](DrawnLabel& label) {
             label.size = {700, 500};
             label.center = {120, 90};
         }},
        {"a strip",
         [](DrawnLabel& label) {
             label.size = {700, 18};
         }},
        {"a speck",
         [](DrawnLabel& label) {
             label.size = {20, 14};
         }},
    };
    for (const auto& sight : sights) {
        DrawnLabel label;
        sight.change(label);
        EXPECT_TRUE(findLabels(frameOf(label.picture()), {}).empty()) << sight.name;
    }
}

TEST(LabelFinder, FramesTooSmallToShowALabelHoldNone) {
    for (const cv::Size size : {cv::Size(1, 1), cv::Size(31, 400), cv::Size(400, 31), cv::Size(40, 40)}) {
        const cv::Mat grey(size, CV_8UC3, cv::Scalar::all(128));
        EXPECT_TRUE(findLabels(frameOf(grey), {}).empty()) << size;
    }
    EXPECT_TRUE(findLabels(frameOf({}), {}).empty());
}

// A chip that prints dark on a light lid looks like a label; who knows packages knows better.
TEST(LabelFinder, APackageIsNoLabel) {
    const DrawnLabel label;
    const auto frame = frameOf(label.picture());
    Region package;
    package.kind = RegionKind::Package;
    package.quad = label.quad();
    package.score = 0.9;
    EXPECT_TRUE(findLabels(frame, {package}).empty());
    package.score = 0.3;
    EXPECT_EQ(findLabels(frame, {package}).size(), 1U);
    package.score = 0.9;
    package.kind = RegionKind::Board;
    EXPECT_EQ(findLabels(frame, {package}).size(), 1U);
}

// The frame's size does not matter: corners are in its pixels.
TEST(LabelFinder, CornersAreInPixelsOfTheFrame) {
    const DrawnLabel label;
    for (const double scale : {0.7, 2.5}) {
        cv::Mat picture;
        cv::resize(label.picture(), picture, {}, scale, scale, cv::INTER_AREA);
        auto expected = label.quad();
        for (auto& corner : expected) corner *= scale;
        const auto found = findLabels(frameOf(picture), {});
        ASSERT_EQ(found.size(), 1U) << scale;
        EXPECT_GT(shareOfBoth(found.front().quad, expected), 0.93) << scale;
    }
}

}  // namespace
}  // namespace tidewaiter::vision
