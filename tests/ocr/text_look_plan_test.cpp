// Closer looks go where print may have been missed, and nowhere else.
#include <gtest/gtest.h>

#include <algorithm>

#include "ocr/text/look_plan.h"

namespace tidewaiter::ocr {
namespace {

constexpr double kScale = 0.5;
const cv::Size kFrame(2000, 1600);

DetectedLine box(const cv::Rect2f& rect) {
    return {vision::quadOf(rect), 0.8F};
}

DetectedLine uprightBox(const cv::Rect2f& r) {
    return {{cv::Point2f{r.x + r.width, r.y}, cv::Point2f{r.x + r.width, r.y + r.height},
             cv::Point2f{r.x, r.y + r.height}, cv::Point2f{r.x, r.y}},
            0.8F};
}

bool looksAt(const std::vector<Look>& looks, const cv::Point& at, bool turned) {
    return std::any_of(looks.begin(), looks.end(),
                       [&](const Look& look) { return look.turned == turned && look.part.contains(at); });
}

TEST(CloserLooks, NothingOpenNeedsNone) {
    EXPECT_TRUE(closerLooks(kFrame, kScale, {}).empty());
    const Detection large{{box({100, 100, 600, 80})}, {}};
    EXPECT_TRUE(closerLooks(kFrame, kScale, large).empty()) << "40 px high at this scale";
}

TEST(CloserLooks, GoAroundSmallLines) {
    const auto looks = closerLooks(kFrame, kScale, {{box({400, 400, 200, 20})}, {}});
    ASSERT_EQ(looks.size(), 1U);
    EXPECT_FALSE(looks[0].turned);
    EXPECT_NEAR(looks[0].scale, 1, 1e-9);
    EXPECT_TRUE(looks[0].part.contains(cv::Point(500, 430))) << "the next line";
    EXPECT_LT(looks[0].part.area(), kFrame.area() / 20);
}

TEST(CloserLooks, GoWhereTheAnswerWasFaint) {
    const auto looks = closerLooks(kFrame, kScale, {{}, {box({400, 400, 300, 60})}});
    EXPECT_TRUE(looksAt(looks, {500, 430}, false));
    EXPECT_FALSE(looksAt(looks, {500, 430}, true)) << "surely runs along";
}

TEST(CloserLooks, AreTurnedWhereBoxesStandUprightOrAreNoLines) {
    EXPECT_TRUE(
        looksAt(closerLooks(kFrame, kScale, {{uprightBox({400, 400, 60, 300})}, {}}), {430, 500}, true));
    EXPECT_TRUE(looksAt(closerLooks(kFrame, kScale, {{box({400, 400, 60, 50})}, {}}), {430, 420}, true));
}

TEST(CloserLooks, StayInsideTheFrame) {
    const Detection found{{box({-5, -5, 100, 15}), box({1950, 1590, 100, 15})},
                          {uprightBox({1990, 0, 20, 300})}};
    for (const auto& look : closerLooks(kFrame, kScale, found)) {
        EXPECT_EQ(look.part & cv::Rect({}, kFrame), look.part);
        EXPECT_GT(look.part.area(), 0);
    }
}

TEST(CloserLooks, BecomeOneWhereTheyCoverTheFrame) {
    Detection found;
    for (int y = 0; y < 1600; y += 60) found.lines.push_back(box({10, static_cast<float>(y), 1900, 24}));
    const auto looks = closerLooks(kFrame, kScale, found);
    ASSERT_EQ(looks.size(), 1U);
    EXPECT_EQ(looks[0].part, cv::Rect({}, kFrame));
}

TEST(CloserLooks, OverlapNowhere) {
    Detection found;
    for (int i = 0; i < 12; ++i)
        found.lines.push_back(
            box({static_cast<float>(i * 150), static_cast<float>((i * 7 % 5) * 200), 200, 20}));
    const auto looks = closerLooks(kFrame, kScale, found);
    for (std::size_t i = 0; i < looks.size(); ++i) {
        for (std::size_t j = i + 1; j < looks.size(); ++j)
            EXPECT_TRUE((looks[i].part & looks[j].part).empty()) << i << " and " << j;
    }
}

TEST(CloserLooks, EnlargeNoMoreThanAllowed) {
    for (const auto& look :
         closerLooks(kFrame, 0.9, {{box({400, 400, 90, 4})}, {box({900, 900, 5, 5})}}, {.maxScale = 1.5}))
        EXPECT_LE(look.scale, 1.5);
}

TEST(CloserLooks, AtAFrameThatWasEnlargedAreOneTurnedViewOfTheWhole) {
    for (const double scale : {1.5, 2.8}) {
        const auto looks = closerLooks(kFrame, scale, {});
        ASSERT_EQ(looks.size(), 1U);
        EXPECT_EQ(looks[0].part, cv::Rect({}, kFrame));
        EXPECT_TRUE(looks[0].turned);
    }
}

TEST(CostOf, IsWhatTheNetworkSees) {
    EXPECT_DOUBLE_EQ(costOf({{0, 0, 100, 50}, 2, false}), 20000);
}

}  // namespace
}  // namespace tidewaiter::ocr
