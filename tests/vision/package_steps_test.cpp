// The steps behind the package finder, each by itself: sizes of the picture, candidates, edges, leads,
// features.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/internal/package_candidates.h"
#include "vision/internal/package_features.h"
#include "vision/internal/package_leads.h"

namespace tidewaiter::vision {
namespace {

/// A rectangle in front of a ground, its edges soft, turned by `angle` degrees about the picture's middle.
cv::Mat rectangle(const cv::Size2f& size, float angle, const cv::Scalar& color, const cv::Scalar& ground) {
    cv::Mat large(1920, 2560, CV_8UC3, ground);
    Quad corners;
    cv::RotatedRect({1279.5F, 959.5F}, size * 4.0F, angle).points(corners.data());
    std::vector<cv::Point> drawn(corners.begin(), corners.end());
    cv::fillConvexPoly(large, drawn, color);
    cv::Mat picture;
    cv::resize(large, picture, {640, 480}, 0, 0, cv::INTER_AREA);
    cv::GaussianBlur(picture, picture, {}, 0.8);
    return picture;
}

Quad cornersOf(const cv::Size2f& size, float angle) {
    Quad corners;
    cv::RotatedRect({319.5F, 239.5F}, size, angle).points(corners.data());
    std::rotate(corners.begin(), corners.begin() + 1, corners.end());
    return corners;
}

double farthest(const Quad& a, const Quad& b) {
    double most = 0;
    for (const auto& p : a) {
        double nearest = 1e9;
        for (const auto& q : b) nearest = std::min(nearest, cv::norm(p - q));
        most = std::max(most, nearest);
    }
    return most;
}

Quad grown(const Quad& quad, float factor) {
    const auto middle = (quad[0] + quad[1] + quad[2] + quad[3]) / 4;
    Quad result;
    for (std::size_t i = 0; i < 4; ++i) result[i] = middle + (quad[i] - middle) * factor;
    return result;
}

TEST(PackagePyramid, HalvesAndMapsPointsThereAndBack) {
    for (const cv::Size size :
         {cv::Size(640, 480), cv::Size(2000, 1500), cv::Size(1, 5000), cv::Size(33, 47)}) {
        const auto levels = packagePyramid(cv::Mat(size, CV_8UC3, cv::Scalar::all(9)));
        ASSERT_FALSE(levels.empty());
        EXPECT_LE(levels.front().bgr.total(), 0.81e6);
        for (const auto& level : levels) {
            const cv::Point2f p(12.25F, 7.5F);
            EXPECT_LE(cv::norm(toFrame(toLevel(p, level), level) - p), 1e-2);
            EXPECT_FALSE(level.grey.empty());
        }
    }
}

TEST(PackageCandidates, HoldDarkLightAndColoredBodies) {
    struct Case {
        const char* name;
        cv::Scalar body;
        cv::Scalar ground;
    };
    const std::vector<Case> cases = {{"dark on green", {40, 40, 40}, {60, 130, 50}},
                                     {"light on green", {200, 205, 200}, {60, 130, 50}},
                                     {"dark on dark", {50, 50, 50}, {25, 28, 25}},
                                     {"grey on green, as bright", {95, 95, 95}, {60, 125, 50}},
                                     {"on white", {60, 45, 60}, {240, 240, 240}}};
    for (const auto& c : cases) {
        for (const float angle : {0.0F, 17.0F, 45.0F, 80.0F}) {
            const cv::Size2f size(120, 80);
            const auto levels = packagePyramid(rectangle(size, angle, c.body, c.ground));
            const auto quads = packageCandidates(levels);
            const auto body = cornersOf(size, angle);
            const bool found = std::any_of(quads.begin(), quads.end(),
                                           [&](const Quad& quad) { return farthest(body, quad) < 6; });
            EXPECT_TRUE(found) << c.name << " " << angle;
        }
    }
}

TEST(PackagePatch, FindsTheEdgesToAFractionOfAPixel) {
    for (const float angle : {0.0F, 12.0F, 33.0F, 45.0F, 71.0F}) {
        for (const cv::Size2f size : {cv::Size2f(60, 60), cv::Size2f(200, 90), cv::Size2f(400, 300)}) {
            const auto picture = rectangle(size, angle, {45, 40, 42}, {70, 140, 80});
            const auto body = cornersOf(size, angle);
            const auto levels = packagePyramid(picture);
            const auto snapped = snappedToEdges(levels, grown(body, 1.08F));
            ASSERT_TRUE(snapped) << angle;
            EXPECT_LE(farthest(body, finelySnapped(picture, *snapped)), 0.7) << angle << " " << size;
        }
    }
}

TEST(PackagePatch, WhereThereIsNoEdgeThereIsNoBody) {
    const cv::Mat plain(480, 640, CV_8UC3, cv::Scalar(70, 140, 80));
    EXPECT_FALSE(snappedToEdges(packagePyramid(plain), cornersOf({100, 80}, 0)));
}

TEST(PackageLeads, TellRowsFromPlainSides) {
    cv::Mat picture(480, 640, CV_8UC3, cv::Scalar(50, 90, 50));
    for (int x = 224; x < 416; x += 16)
        cv::rectangle(picture, cv::Rect(x, 172, 7, 136), cv::Scalar::all(210), cv::FILLED);
    cv::rectangle(picture, cv::Rect(220, 190, 200, 100), cv::Scalar::all(40), cv::FILLED);
    const auto quad = quadOf({219.5F, 189.5F, 200, 100});
    const auto leads = leadsAround(packagePyramid(picture), quad);
    EXPECT_GE(leads.bestPair, 0.5);
    EXPECT_LE(leads.otherPair, 0.2);
    EXPECT_NEAR(leads.pitch, 16.0 / 200, 0.02);

    const auto plain = rectangle({200, 100}, 0, {40, 40, 40}, {50, 90, 50});
    EXPECT_LE(leadsAround(packagePyramid(plain), quad).bestSide, 0.2);
}

TEST(PackageFeatures, AQuarterTurnChangesLittle) {
    const auto picture = rectangle({160, 90}, 20, {45, 40, 42}, {70, 140, 80});
    cv::Mat turned;
    cv::rotate(picture, turned, cv::ROTATE_90_CLOCKWISE);
    const auto body = cornersOf({160, 90}, 20);
    Quad same;
    for (std::size_t i = 0; i < 4; ++i) same[i] = {479 - body[i].y, body[i].x};
    const auto first = packageBody(packagePyramid(picture), body, 0.5);
    const auto second = packageBody(packagePyramid(turned), same, 0.5);
    ASSERT_TRUE(first && second);
    for (std::size_t i = 0; i < kPackageLooks; ++i)
        EXPECT_NEAR(first->features[i], second->features[i], 0.12) << packageFeatureNames()[i];
}

TEST(PackageFeatures, BodiesBeyondThePictureAreNone) {
    const auto levels = packagePyramid(rectangle({160, 90}, 0, {45, 40, 42}, {70, 140, 80}));
    EXPECT_FALSE(packageBody(levels, quadOf({-60, 100, 160, 90}), 0));
    EXPECT_FALSE(packageBody(levels, quadOf({100, 100, 300, 4}), 0)) << "a stripe";
}

}  // namespace
}  // namespace tidewaiter::vision
