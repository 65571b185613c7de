// Shading against what optics says of simple bodies.
#include "tests/scene/shading.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/core.hpp>

#include "tests/scene/relief_for_test.h"

namespace tidewaiter::scene {
namespace {

constexpr double kFar = 1e6;  // millimeters: as good as parallel light
constexpr double kDegree = CV_PI / 180;

Lighting onlyLamp(double azimuthDeg, double elevationDeg) {
    Lamp lamp;
    lamp.direction = {azimuthDeg, elevationDeg};
    lamp.distanceMm = kFar;
    lamp.strength = 1;
    lamp.sizeDeg = 0.1;
    return {{lamp}, 0};
}

Stance farStance(double turnDeg = 0) {
    return {{{0, 0}, turnDeg}, {0, 0}, kFar};
}

/// Away from the map's edge, where slopes are one-sided.
cv::Mat3f middleOf(const cv::Mat3f& map) {
    return map(cv::Rect(2, 2, map.cols - 4, map.rows - 4));
}

cv::Mat3f shaded(const Relief& relief, const Stance& stance, const Lighting& light) {
    return shade(relief, slopesOf(relief.heightUm, relief.pxPerMm), stance, light);
}

double meanOf(const cv::Mat3f& map) {
    return cv::mean(middleOf(map))[0];
}

TEST(ShadingTest, FlatSurfaceIsEven) {
    Relief flat = reliefOf(20, [](const Point&) { return 0.0; });
    flat.f0.setTo(0.04);
    const cv::Mat3f picture = shaded(flat, farStance(), onlyLamp(70, 40));
    double low = 0;
    double high = 0;
    cv::minMaxLoc(picture.reshape(1), &low, &high);
    EXPECT_NEAR(low, high, 1e-4);
    EXPECT_GT(low, 0.5 * std::sin(40 * kDegree));  // some gloss comes on top
}

// Lambert's cosine law, for planes that lean to each side under lamps from each side.
TEST(ShadingTest, TiltedPlaneFollowsLambert) {
    for (const double leanDeg : {0.0, 10.0, 25.0}) {
        for (const double leanTowardDeg : {0.0, 90.0, 200.0}) {
            const double rise = -1000 * std::tan(leanDeg * kDegree);  // it falls toward where it leans
            const Point toward{std::cos(leanTowardDeg * kDegree), -std::sin(leanTowardDeg * kDegree)};
            const Relief plane = reliefOf(12, [&](const Point& p) { return rise * toward.dot(p); });
            for (const double azimuth : {0.0, 135.0, 270.0}) {
                const Lighting light = onlyLamp(azimuth, 50);
                const cv::Vec3d l = pointingTo(light.lamps[0].direction);
                const cv::Vec3d n{toward.x * std::sin(leanDeg * kDegree),
                                  toward.y * std::sin(leanDeg * kDegree), std::cos(leanDeg * kDegree)};
                EXPECT_NEAR(meanOf(shaded(plane, farStance(), light)), 0.5 * n.dot(l), 2e-3)
                    << leanDeg << " toward " << leanTowardDeg << ", lamp from " << azimuth;
            }
        }
    }
}

// A turned item under a lamp looks as the unturned one under the lamp turned back.
TEST(ShadingTest, TurnsWithTheItem) {
    const Relief plane = reliefOf(12, [](const Point& p) { return 200 * p.x; });
    const double straight = meanOf(shaded(plane, farStance(), onlyLamp(30, 45)));
    // Turned clockwise by 50 degrees; azimuths run counter-clockwise.
    const double turned = meanOf(shaded(plane, farStance(50), onlyLamp(340, 45)));
    EXPECT_NEAR(straight, turned, 1e-3);
}

TEST(ShadingTest, DomeHasTheNormalsOfASphere) {
    constexpr double kRadiusMm = 12;
    const auto height = [](const Point& p) { return 1000 * std::sqrt(kRadiusMm * kRadiusMm - p.dot(p)); };
    const Relief dome = reliefOf(80, height);
    const Slopes slopes = slopesOf(dome.heightUm, dome.pxPerMm);
    for (int y = 2; y < 78; y += 5) {
        for (int x = 2; x < 78; x += 5) {
            const cv::Vec3d n = cv::normalize(cv::Vec3d(-slopes.x(y, x), -slopes.y(y, x), 1));
            const Point p = dome.at(x, y);
            const cv::Vec3d expected =
                cv::Vec3d(p.x, p.y, std::sqrt(kRadiusMm * kRadiusMm - p.dot(p))) / kRadiusMm;
            EXPECT_LT(std::acos(std::min(1.0, n.dot(expected))) / kDegree, 0.2) << x << ", " << y;
        }
    }
}

// A glossy top is brightest where it mirrors the lamp, a rough one is so in a wider cone and less bright.
TEST(ShadingTest, GlossDependsOnRoughness) {
    const auto glossAt = [](double alpha, double elevation) {
        Relief flat = reliefOf(10, [](const Point&) { return 0.0; });
        flat.albedo.setTo(cv::Scalar::all(0));
        flat.f0.setTo(0.04);
        flat.spread.setTo(cv::Scalar(alpha * alpha, alpha * alpha, 0));
        return meanOf(shaded(flat, farStance(), onlyLamp(0, elevation)));
    };
    EXPECT_GT(glossAt(0.1, 88), glossAt(0.5, 88));
    EXPECT_LT(glossAt(0.1, 40), glossAt(0.5, 40));
    EXPECT_GT(glossAt(0.1, 88), 20 * glossAt(0.1, 40));
}

// The lobe's slopes are those of the surface: lit along grooves it shines less than across them.
TEST(ShadingTest, GroovesShineAcrossThem) {
    Relief brushed = reliefOf(10, [](const Point&) { return 0.0; });
    brushed.albedo.setTo(cv::Scalar::all(0));
    brushed.f0.setTo(0.3);
    brushed.spread.setTo(cv::Scalar(0.02, 0.3, 0));  // grooves run along x, slopes are along y
    const double along = meanOf(shaded(brushed, farStance(), onlyLamp(0, 45)));
    const double across = meanOf(shaded(brushed, farStance(), onlyLamp(90, 45)));
    EXPECT_GT(across, 3 * along);
}

// A step of h throws a shadow of h / tan(elevation).
TEST(ShadingTest, StepCastsItsShadow) {
    const Relief step = reliefOf(100, [](const Point& p) { return p.x > 0 ? 500.0 : 0.0; });
    for (const double elevation : {15.0, 30.0, 45.0}) {
        const cv::Mat1f light = castShadow(step.heightUm, 10, pointingTo({0, elevation}), 0.5);
        ASSERT_FALSE(light.empty());
        const int dark = cv::countNonZero(light.row(50) < 0.5);
        EXPECT_NEAR(dark, 5 / std::tan(elevation * kDegree), 2) << elevation;
        EXPECT_GT(light(50, 80), 0.9) << "on the step";
    }
    EXPECT_TRUE(castShadow(step.heightUm, 10, pointingTo({180, 89}), 1).empty());
}

TEST(LightTest, LampsStandWhereTheirDirectionsSay) {
    const double third = std::sqrt(0.5);
    const cv::Vec3d right = pointingTo({0, 45});
    const cv::Vec3d top = pointingTo({90, 45});
    EXPECT_LT(cv::norm(right - cv::Vec3d(third, 0, third)), 1e-9);
    EXPECT_LT(cv::norm(top - cv::Vec3d(0, -third, third)), 1e-9);  // y runs down
}

TEST(LightTest, FlatWhiteIsWhiteUnderEachLight) {
    for (const auto& row : kLightKinds.rows) {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const Lighting light = drawLighting(row.value, 50, Random(seed));
            EXPECT_NEAR(light.onFlat(), 1, 1e-9) << row.name;
            for (const Lamp& lamp : light.lamps) {
                EXPECT_GE(lamp.direction.azimuthDeg, 0);
                EXPECT_LT(lamp.direction.azimuthDeg, 360);
                EXPECT_GE(lamp.distanceMm, 75);
            }
        }
    }
    EXPECT_NEAR(Lighting::even().onFlat(), 1, 1e-9);
}

}  // namespace
}  // namespace tidewaiter::scene
