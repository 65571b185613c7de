#include "tests/scene/blot_canvas.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <variant>

#include "tests/scene/label_remains.h"

namespace tidewaiter::scene {
namespace {

BlotCanvas canvasOf(double width, double height, std::uint64_t seed = 1) {
    return {{-width / 2, -height / 2, width, height}, Random(seed)};
}

// Depth is measured in millimeters from the nearest side; inside is its sign, softened.
TEST(BlotCanvas, KnowsWhatLiesInside) {
    const auto canvas = canvasOf(40, 20);
    const cv::Mat depth = canvas.depthIn({-10, -5, 20, 10});
    double low = 0;
    double high = 0;
    cv::minMaxLoc(depth, &low, &high);
    EXPECT_NEAR(high, 5, 0.3);
    EXPECT_NEAR(low, -10, 0.3);
    EXPECT_NEAR(cv::mean(canvas.inside({-10, -5, 20, 10}, 0.5))[0], 0.25, 0.01);
}

// A name gives the same noise again, another name or seed another one.
TEST(BlotCanvas, NoiseDependsOnItsNameAndTheSeed) {
    const auto canvas = canvasOf(30, 30);
    const cv::Mat noise = canvas.noise("a", 2, 2);
    EXPECT_EQ(cv::norm(noise, canvas.noise("a", 2, 2), cv::NORM_INF), 0);
    EXPECT_GT(cv::norm(noise, canvas.noise("b", 2, 2), cv::NORM_INF), 1);
    EXPECT_GT(cv::norm(noise, canvasOf(30, 30, 2).noise("a", 2, 2), cv::NORM_INF), 1);
}

TEST(BlotCanvas, LevelsCutOffTheShareAskedFor) {
    const auto canvas = canvasOf(60, 60);
    const cv::Mat noise = canvas.noise("a", 3, 3);
    const cv::Mat all = canvas.inside({-100, -100, 200, 200}, 0.1);
    for (const double share : {0.1, 0.5, 0.9})
        EXPECT_NEAR(cv::mean(above(noise, levelOf(noise, all, share), 1e-3))[0], share, 0.01);
    const cv::Mat nowhere = cv::Mat::zeros(all.size(), CV_32F);
    EXPECT_EQ(levelOf(noise, nowhere, 0.5), 0);
}

// Tiny rectangles still give blots that can be drawn.
TEST(BlotCanvas, BlotsHaveColumnsThatCairoTakes) {
    for (const double side : {0.0, 0.3, 7.1, 33.3}) {
        const auto canvas = canvasOf(side, side);
        const auto blot = canvas.blot(canvas.inside({-1, -1, 2, 2}, 0.5), gray(0));
        EXPECT_EQ(blot.coverage.cols % 4, 0);
        EXPECT_GT(blot.coverage.rows, 0);
    }
}

// What is left of a label is uneven and stays within a tear's reach of its outline.
TEST(LabelRemains, AreUnevenAndWhereTheLabelWas) {
    Item label;
    label.size = {80, 50};
    label.at.turnDeg = 3;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto remains = remainsOf(label, {0.65, 0.52, 0.39}, Random(seed));
        EXPECT_EQ(remains.kind, ItemKind::Part);
        EXPECT_EQ(remains.at.turnDeg, 3);
        ASSERT_FALSE(remains.marks.empty());
        for (const auto& mark : remains.marks) {
            const auto* blot = std::get_if<Blot>(&mark);
            ASSERT_NE(blot, nullptr);
            cv::Mat far = blot->coverage.clone();
            const int rim = 10;  // of 20: two and a half millimeters from the outline
            far(cv::Rect(rim, rim, far.cols - 2 * rim, far.rows - 2 * rim)).setTo(0);
            EXPECT_EQ(cv::countNonZero(far > 8), 0) << seed;
        }
        cv::Scalar mean;
        cv::Scalar spread;
        cv::meanStdDev(std::get<Blot>(remains.marks.front()).coverage(cv::Rect(40, 40, 260, 140)), mean,
                       spread);
        EXPECT_GT(spread[0], 8) << seed;
    }
}

}  // namespace
}  // namespace tidewaiter::scene
