// Surface measures of color and of the marking's place: tops with known tints, lamps and turns.
#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/surface/measures.h"

namespace tidewaiter::vision {
namespace {

constexpr int kWidth = 320;
constexpr int kHeight = 240;
const Quad kBody = quadOf({60, 50, kWidth, kHeight});

struct Look {
    cv::Scalar top{60, 60, 60};        ///< blue, green, red levels
    cv::Scalar ink{150, 150, 150};     ///< of the strokes
    cv::Scalar around{190, 190, 190};  ///< of what lies beside the body
    cv::Scalar lamp{1, 1, 1};          ///< its color, as gains of linear light
    double shading = 0;                ///< levels of gray gloss, from the left side to the right one
    double turnDeg = 0;                ///< of the marking
    cv::Point2d shift{0, 0};           ///< of the marking, pixels
    bool upright = false;              ///< rows of text run from top to bottom
    int rows = 3;
};

/// The body with its marking, the gloss added in linear light as a lamp does.
cv::Mat bodyOf(const Look& look) {
    cv::Mat body(kHeight, kWidth, CV_8UC3, look.top);
    for (int i = 0; i < look.rows; ++i) {
        cv::putText(body, "HM62256BLP7", {40, 80 + 50 * i}, cv::FONT_HERSHEY_SIMPLEX, 1.1, look.ink, 3);
    }
    const cv::Point2f middle(kWidth / 2.0F, kHeight / 2.0F);
    cv::Mat turn = cv::getRotationMatrix2D(middle, -look.turnDeg, 1);
    turn.at<double>(0, 2) += look.shift.x;
    turn.at<double>(1, 2) += look.shift.y;
    cv::warpAffine(body, body, turn, body.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return body;
}

cv::Mat picture(const Look& look) {
    cv::Mat frame(kHeight + 100, kWidth + 120, CV_8UC3, look.around);
    bodyOf(look).copyTo(frame(cv::Rect(60, 50, kWidth, kHeight)));
    cv::RNG random(3);
    for (int y = 0; y < frame.rows; ++y) {
        for (int x = 0; x < frame.cols; ++x) {
            auto& pixel = frame.at<cv::Vec3b>(y, x);
            const double noise = random.gaussian(3);
            const double gloss = std::pow((look.shading * x / frame.cols) / 255, 2.2);
            for (int c = 0; c < 3; ++c) {
                const double light = std::pow(std::max(pixel[c] + noise, 0.0) / 255, 2.2) + gloss;
                pixel[c] = cv::saturate_cast<uchar>(255 * std::pow(light * look.lamp[c], 1 / 2.2));
            }
        }
    }
    if (look.upright) cv::rotate(frame, frame, cv::ROTATE_90_CLOCKWISE);
    return frame;
}

SurfaceMeasures measured(const Look& look) {
    const Quad upright = quadOf({50, 60, kHeight, kWidth});
    const auto view = makeTopView(picture(look), look.upright ? upright : kBody);
    EXPECT_TRUE(view);
    const auto measures = measureSurface(*view, findPlainArea(*view));
    EXPECT_TRUE(measures);
    return measures.value_or(SurfaceMeasures{});
}

double of(const SurfaceMeasures& measures, Measure measure) {
    return measures[indexOf(measure)];
}

double logOfLevels(double a, double b) {
    return 2.2 * std::log(a / b);
}

TEST(SurfaceColor, IsThatOfTheTop) {
    const auto gray = measured({});
    EXPECT_NEAR(of(gray, Measure::TintBlue), 0, 0.03);
    EXPECT_NEAR(of(gray, Measure::TintRed), 0, 0.03);
    const auto brown = measured({.top = {54, 60, 66}});
    EXPECT_NEAR(of(brown, Measure::TintBlue), logOfLevels(54, 60), 0.03);
    EXPECT_NEAR(of(brown, Measure::TintRed), logOfLevels(66, 60), 0.03);
    EXPECT_NEAR(of(brown, Measure::TintBlueRed), logOfLevels(54, 66), 0.05);
}

TEST(SurfaceColor, BesideGrayThingsDoesNotDependOnTheLamp) {
    const Look white{.top = {54, 60, 66}, .shading = 70};
    Look warm = white;
    warm.lamp = {0.7, 1, 1.2};
    const auto a = measured(white);
    const auto b = measured(warm);
    EXPECT_GT(std::abs(of(a, Measure::TintBlueRed) - of(b, Measure::TintBlueRed)), 0.4);
    for (const auto measure : {Measure::ShadeTintBlueRed, Measure::AroundTintBlueRed, Measure::InkTintBlueRed,
                               Measure::AddedTintBlueRed}) {
        EXPECT_NEAR(of(a, measure), of(b, measure), 0.06) << measureNames()[indexOf(measure)];
    }
    EXPECT_LT(of(b, Measure::AddedTintBlueRed), -0.2) << "the brown top is still brown";
    EXPECT_LT(of(b, Measure::ShadeTintBlueRed), -0.15);
    EXPECT_LT(of(b, Measure::AroundTintBlueRed), -0.2);
}

TEST(SurfaceColor, ComparesTheTopWithItsSurroundings) {
    const auto light = measured({});
    const auto dim = measured({.around = {95, 95, 95}});
    EXPECT_NEAR(of(dim, Measure::AroundTone) - of(light, Measure::AroundTone), logOfLevels(190, 95), 0.1);
    EXPECT_NEAR(of(dim, Measure::AroundUsual) - of(light, Measure::AroundUsual), logOfLevels(190, 95), 0.1);
}

TEST(SurfaceColor, SaysNothingOfWhatIsNotThere) {
    const auto bare = measured({.top = {54, 60, 66}, .rows = 0});
    for (const auto measure : {Measure::InkTintBlue, Measure::InkTintRed, Measure::InkTintBlueRed,
                               Measure::AddedTintBlue, Measure::AddedTintRed, Measure::AddedTintBlueRed}) {
        EXPECT_EQ(of(bare, measure), 0) << measureNames()[indexOf(measure)];
    }
    const auto dark = measured({.top = {120, 120, 120}, .ink = {40, 40, 40}});
    EXPECT_EQ(of(dark, Measure::AddedTintBlue), 0) << "dark strokes add no light";
    const auto black = measured({.top = {0, 0, 0}, .ink = {0, 0, 0}, .around = {0, 0, 0}});
    for (const double value : black) EXPECT_TRUE(std::isfinite(value));
}

TEST(SurfaceMarking, IsTurnedAgainstTheBody) {
    for (const bool upright : {false, true}) {
        for (const double turn : {-3.0, -1.5, 0.0, 2.0, 3.5}) {
            const auto measures = measured({.turnDeg = turn, .upright = upright});
            EXPECT_NEAR(of(measures, Measure::MarkTurn), std::abs(turn), 0.51) << turn << ' ' << upright;
            EXPECT_GT(of(measures, Measure::MarkRows), 0.05) << turn << ' ' << upright;
        }
    }
}

TEST(SurfaceMarking, StandsAsideOfTheMiddle) {
    for (const bool upright : {false, true}) {
        const auto middle = measured({.shift = {-7, 0}, .upright = upright});
        const auto low = measured({.shift = {-7, 20}, .upright = upright});
        const auto right = measured({.shift = {13, 0}, .upright = upright});
        const auto change = [&](const SurfaceMeasures& other, Measure measure) {
            return of(other, measure) - of(middle, measure);
        };
        EXPECT_NEAR(std::abs(change(low, Measure::MarkGapAcross)), 20.0 / kHeight, 0.025) << upright;
        EXPECT_NEAR(change(low, Measure::MarkBeside), 0, 0.02) << upright;
        EXPECT_NEAR(change(right, Measure::MarkGapAcross), 0, 0.02) << upright;
        EXPECT_NEAR(std::abs(change(right, Measure::MarkGapBeside)), 20.0 / kWidth, 0.025) << upright;
    }
}

TEST(SurfaceMarking, OfABareTopHasNoPlace) {
    const auto bare = measured({.rows = 0});
    for (const auto measure : {Measure::MarkTurn, Measure::MarkRows, Measure::MarkAcross, Measure::MarkBeside,
                               Measure::MarkGapAcross, Measure::MarkGapBeside}) {
        EXPECT_EQ(of(bare, measure), 0) << measureNames()[indexOf(measure)];
    }
}

}  // namespace
}  // namespace tidewaiter::vision
