// Surface measures: what tops with known texture, grooves, marking and dimples measure, and what is refused.
#include "vision/surface/measures.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

#include "vision/surface/internal/direction_spectrum.h"

namespace tidewaiter::vision {
namespace {

constexpr int kWidth = 300;
constexpr int kHeight = 220;
const Quad kBody = quadOf({60, 50, kWidth, kHeight});

struct Look {
    double grain = 6;        ///< deviation in levels, waves of a few pixels
    double grooves = 0;      ///< deviation in levels
    double groovesDeg = 30;  ///< along the grooves, clockwise from the right
    bool text = true;
    bool dimple = false;
    double level = 60;
};

cv::Mat noise(const cv::Size& size, double blur, double deviation, int seed) {
    cv::Mat plane(size, CV_32F);
    cv::RNG random(seed);
    random.fill(plane, cv::RNG::NORMAL, 0, 1);
    if (blur > 0) cv::GaussianBlur(plane, plane, {}, blur);
    cv::Scalar mean;
    cv::Scalar spread;
    cv::meanStdDev(plane, mean, spread);
    return (plane - mean[0]) * (deviation / spread[0]);
}

/// Noise that hardly changes along one direction.
cv::Mat groovesOf(const cv::Size& size, double degrees, double deviation) {
    const int side = 2 * std::max(size.width, size.height);
    cv::Mat lines = noise({side, side}, 0, 1, 7);
    cv::GaussianBlur(lines, lines, {}, 25, 0.8);
    const cv::Point2f middle(static_cast<float>(side) / 2, static_cast<float>(side) / 2);
    cv::warpAffine(lines, lines, cv::getRotationMatrix2D(middle, -degrees, 1), lines.size());
    cv::Mat part =
        lines(cv::Rect((side - size.width) / 2, (side - size.height) / 2, size.width, size.height));
    cv::Scalar mean;
    cv::Scalar spread;
    cv::meanStdDev(part, mean, spread);
    return (part - mean[0]) * (deviation / spread[0]);
}

/// A dark body on a light ground.
cv::Mat picture(const Look& look) {
    cv::Mat plane(kHeight + 100, kWidth + 120, CV_32F, cv::Scalar(190));
    cv::Mat body = plane(cv::Rect(60, 50, kWidth, kHeight));
    body.setTo(look.level);
    if (look.text) {
        cv::putText(body, "SN74LS00N", {40, 100}, cv::FONT_HERSHEY_SIMPLEX, 1.1, cv::Scalar(150), 3);
        cv::putText(body, "19E9XBL", {60, 150}, cv::FONT_HERSHEY_SIMPLEX, 1.1, cv::Scalar(150), 3);
    }
    if (look.dimple) cv::circle(body, {34, 186}, 11, cv::Scalar(look.level - 25), 3, cv::LINE_AA);
    if (look.grooves > 0) body += groovesOf(body.size(), look.groovesDeg, look.grooves);
    body += noise(body.size(), 0.8, look.grain, 3) + noise(body.size(), 0, 1, 5);
    cv::Mat grey;
    plane.convertTo(grey, CV_8U);
    cv::Mat bgr;
    cv::cvtColor(grey, bgr, cv::COLOR_GRAY2BGR);
    return bgr;
}

std::optional<SurfaceMeasures> measured(const cv::Mat& bgr, const Quad& quad = kBody) {
    const auto view = makeTopView(bgr, quad);
    if (!view) return std::nullopt;
    return measureSurface(*view, findPlainArea(*view));
}

double of(const SurfaceMeasures& measures, Measure measure) {
    return measures[indexOf(measure)];
}

TEST(SurfaceMeasures, HaveAName) {
    for (const auto& name : measureNames()) EXPECT_FALSE(name.empty());
    EXPECT_EQ(measureNames()[indexOf(Measure::Peak)], "peak");
    EXPECT_EQ(measureNames()[indexOf(Measure::Dimple)], "dimple");
    EXPECT_EQ(measureNames()[indexOf(Measure::GhostRows)], "ghost rows");
    EXPECT_EQ(measureNames()[indexOf(Measure::InkSpread)], "ink spread");
    EXPECT_EQ(measureNames()[indexOf(Measure::PinMarkTone)], "pin mark tone");
    EXPECT_EQ(measureNames()[indexOf(Measure::Skew3)], "skew 3");
    EXPECT_EQ(measureNames()[indexOf(Measure::Patterns2)], "pattern 2.0");
    EXPECT_EQ(measureNames()[indexOf(Measure::Patterns2) + kPatternCount - 1], "pattern 2.9");
    EXPECT_EQ(measureNames()[indexOf(Measure::AddedTintRed)], "added tint red");
    EXPECT_EQ(measureNames().back(), "mark gap beside");
}

TEST(SurfaceMeasures, FindGroovesInAnyDirection) {
    const auto plain = measured(picture({}));
    ASSERT_TRUE(plain);
    EXPECT_LT(of(*plain, Measure::Peak), 0.35);
    for (const double degrees : {0.0, 17.0, 45.0, 90.0, 131.0}) {
        const auto ground = measured(picture({.grooves = 5, .groovesDeg = degrees}));
        ASSERT_TRUE(ground);
        EXPECT_GT(of(*ground, Measure::Peak), 0.8) << degrees;
        EXPECT_GT(of(*ground, Measure::PeakWidth), 0.6) << degrees;
        EXPECT_GT(of(*ground, Measure::PeakSpread), 0.8) << degrees;
        EXPECT_GT(of(*ground, Measure::Coherence), of(*plain, Measure::Coherence) + 0.1) << degrees;
        const double toAxis = std::min(std::fmod(degrees, 90), 90 - std::fmod(degrees, 90));
        EXPECT_NEAR(of(*ground, Measure::PeakOffAxis), toAxis / 45, 0.14) << degrees;
        EXPECT_EQ(of(*ground, Measure::PeakAway) > 0.6, toAxis > 7) << degrees;
    }
}

TEST(SurfaceMeasures, TellGrainFromSmoothness) {
    const auto grainy = measured(picture({.grain = 8}));
    const auto smooth = measured(picture({.grain = 0.5}));
    ASSERT_TRUE(grainy && smooth);
    EXPECT_GT(of(*grainy, Measure::Grain1), of(*smooth, Measure::Grain1) + 0.5);
    EXPECT_GT(of(*grainy, Measure::Grain2), of(*smooth, Measure::Grain2) + 0.5);
    EXPECT_GT(of(*grainy, Measure::Lag1), of(*smooth, Measure::Lag1) + 0.2);
    EXPECT_GT(of(*smooth, Measure::Flat), of(*grainy, Measure::Flat) + 0.05);
}

TEST(SurfaceMeasures, DoNotDependOnExposure) {
    const auto dark = measured(picture({}));
    const auto light = measured(picture({}) * 1.3);
    ASSERT_TRUE(dark && light);
    for (const auto measure :
         {Measure::Grain1, Measure::Grain2, Measure::Grain3, Measure::Lag1, Measure::Peak}) {
        EXPECT_NEAR(of(*dark, measure), of(*light, measure), 0.06) << measureNames()[indexOf(measure)];
    }
}

TEST(SurfaceMeasures, SeeTheMarking) {
    const auto marked = measured(picture({}));
    const auto bare = measured(picture({.text = false}));
    ASSERT_TRUE(marked && bare);
    EXPECT_GE(of(*marked, Measure::Strokes), 3);
    EXPECT_LE(of(*bare, Measure::Strokes), 1);
    EXPECT_GT(of(*marked, Measure::InkShare), of(*bare, Measure::InkShare) + 0.05);
    EXPECT_GT(of(*marked, Measure::InkContrast), 0.1);
}

TEST(SurfaceMeasures, SeeTheDimple) {
    const auto with = measured(picture({.dimple = true}));
    const auto without = measured(picture({}));
    ASSERT_TRUE(with && without);
    EXPECT_GT(of(*with, Measure::Dimple), of(*without, Measure::Dimple) + 0.3);
}

TEST(SurfaceMeasures, SeeRowsOfGhosts) {
    Look look{.grain = 2, .text = false};
    cv::Mat ghosts = picture(look);
    cv::Mat faint(ghosts.size(), CV_8UC3, cv::Scalar());
    cv::putText(faint, "GHOSTLY", {95, 140}, cv::FONT_HERSHEY_SIMPLEX, 1.4, cv::Scalar::all(5), 3);
    const auto haunted = measured(ghosts + faint);
    const auto clean = measured(ghosts);
    ASSERT_TRUE(haunted && clean);
    EXPECT_GT(of(*haunted, Measure::GhostRows), of(*clean, Measure::GhostRows) + 0.2);
}

TEST(SurfaceMeasures, TurnWithTheBody) {
    const cv::Mat upright = picture({.grooves = 5, .groovesDeg = 30});
    cv::Mat turned;
    cv::rotate(upright, turned, cv::ROTATE_90_CLOCKWISE);
    Quad quad;
    for (std::size_t i = 0; i < 4; ++i) {
        quad[i] = {static_cast<float>(upright.rows - 1) - kBody[i].y, kBody[i].x};
    }
    const auto a = measured(upright);
    const auto b = measured(turned, quad);
    ASSERT_TRUE(a && b);
    for (const auto measure : {Measure::Grain1, Measure::Grain2, Measure::Peak, Measure::Brightness}) {
        EXPECT_NEAR(of(*a, measure), of(*b, measure), 0.05) << measureNames()[indexOf(measure)];
    }
}

TEST(SurfaceMeasures, AreFiniteOnAnyPicture) {
    cv::Mat speckled(300, 300, CV_8UC3);
    cv::RNG(1).fill(speckled, cv::RNG::UNIFORM, 0, 256);
    for (const cv::Mat& any :
         {cv::Mat(300, 300, CV_8UC3, cv::Scalar::all(0)), cv::Mat(300, 300, CV_8UC3, cv::Scalar::all(90)),
          cv::Mat(300, 300, CV_8UC3, cv::Scalar::all(240)), speckled}) {
        for (const cv::Rect2f& part :
             {cv::Rect2f(0, 0, 300, 300), cv::Rect2f(30, 40, 200, 60), cv::Rect2f(10, 10, 41, 250)}) {
            const auto measures = measured(any, quadOf(part));
            if (!measures) continue;
            for (const double value : *measures) EXPECT_TRUE(std::isfinite(value));
        }
    }
}

TEST(SurfaceMeasures, SayNothingOfBurntOutTops) {
    EXPECT_FALSE(measured(cv::Mat(300, 300, CV_8UC3, cv::Scalar::all(255)), quadOf({20, 20, 200, 200})));
}

TEST(TopView, KeepsPlacesAndScale) {
    const cv::Mat frame = picture({});
    const auto view = makeTopView(frame, kBody);
    ASSERT_TRUE(view) << view.error().message;
    EXPECT_EQ(view->body.size(), cv::Size(kWidth, kHeight));
    EXPECT_EQ(view->pixelScale, 1);
    const auto corner = view->toFrame * cv::Vec3d(view->body.x, view->body.y, 1);
    EXPECT_NEAR(corner[0] / corner[2], 60, 1e-3);
    EXPECT_NEAR(corner[1] / corner[2], 50, 1e-3);
    EXPECT_EQ(view->bgr.at<cv::Vec3b>(view->body.tl() + cv::Point(5, 5)), frame.at<cv::Vec3b>(55, 65));
}

TEST(TopView, ShrinksLargeBodies) {
    const auto view = makeTopView(picture({}), kBody, {.longestPx = 150});
    ASSERT_TRUE(view) << view.error().message;
    EXPECT_EQ(view->body.size(), cv::Size(150, 110));
    EXPECT_NEAR(view->pixelScale, 0.5, 1e-9);
    const auto corner = view->toFrame * cv::Vec3d(view->body.br().x, view->body.br().y, 1);
    EXPECT_NEAR(corner[0] / corner[2], 60 + kWidth, 1e-3);
}

TEST(TopView, SaysWhyItIsNone) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const cv::Mat frame = picture({});
    struct Case {
        Quad quad;
        const char* reason;
    };
    for (const auto& [quad, reason] : {
             Case{quadOf({60, 50, 39, 200}), "move closer"}, Case{quadOf({60, 50, 3, 3}), "move closer"},
             Case{quadOf({-80, 50, 200, 200}), "cut off"}, Case{quadOf({300, 50, 200, 200}), "cut off"},
             Case{quadOf({5000, 5000, 200, 200}), "cut off"}, Case{Quad{}, "outline"},
             Case{Quad{cv::Point2f(10, 10), {100, 10}, {nan, 100}, {10, 100}}, "outline"},
             Case{Quad{cv::Point2f(10, 10), {100, 100}, {100, 10}, {10, 100}}, "outline"},  // crosses itself
             Case{Quad{cv::Point2f(10, 10), {200, 10}, {60, 60}, {10, 200}}, "outline"},    // a dent
             Case{Quad{cv::Point2f(10, 10), {100, 10}, {200, 10}, {300, 10}}, "outline"},   // a line
             Case{Quad{cv::Point2f(10, 10), {10, 10}, {10, 10}, {10, 10}}, "outline"},      // a point
         }) {
        const auto view = makeTopView(frame, quad);
        ASSERT_FALSE(view) << reason;
        EXPECT_NE(view.error().message.find(reason), std::string::npos) << view.error().message;
    }
    EXPECT_FALSE(makeTopView({}, kBody));
    EXPECT_FALSE(makeTopView(cv::Mat(400, 400, CV_8U, cv::Scalar(9)), kBody));
    EXPECT_FALSE(makeTopView(cv::Mat(900, 900, CV_8UC3, cv::Scalar()), quadOf({5, 5, 800, 50})));
}

TEST(DirectionSpectrum, FindsOneWave) {
    const DirectionSpectrum spectrum(64);
    cv::Mat tile(64, 64, CV_32F);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            tile.at<float>(y, x) = static_cast<float>(std::cos(2 * CV_PI * (x * 0.5 + y * 0.866) / 7));
        }
    }
    const auto power = spectrum.gathered(spectrum.powerOf(tile + noise(tile.size(), 0, 0.3, 1)));
    EXPECT_NEAR(static_cast<double>(peakOf(power.all).direction), 20, 1.01);  // 60 degrees
    EXPECT_GT(peakOf(power.bands[1]).height, peakOf(power.bands[0]).height);
}

}  // namespace
}  // namespace tidewaiter::vision
