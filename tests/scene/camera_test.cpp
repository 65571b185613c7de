#include "tests/scene/camera.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <stdexcept>

namespace tidewaiter::scene {
namespace {

struct BadRange {
    const char* name;
    Range CameraOptions::*range;
    Range value;
};

TEST(CameraTest, RefusesRangesThatAreReversedOrTooWide) {
    const std::vector<BadRange> bad = {{"tiltDeg", &CameraOptions::tiltDeg, {0, 89}},
                                       {"tiltDeg", &CameraOptions::tiltDeg, {-1, 5}},
                                       {"rollDeg", &CameraOptions::rollDeg, {20, 10}},
                                       {"rollDeg", &CameraOptions::rollDeg, {-400, 0}},
                                       {"defocusPx", &CameraOptions::defocusPx, {-0.1, 1}},
                                       {"motionPx", &CameraOptions::motionPx, {0, 100}},
                                       {"readNoise", &CameraOptions::readNoise, {-2, 2}},
                                       {"fullWellElectrons", &CameraOptions::fullWellElectrons, {-5, 10}},
                                       {"exposure", &CameraOptions::exposure, {0, 1}},
                                       {"lightFalloff", &CameraOptions::lightFalloff, {0, 1.5}},
                                       {"vignette", &CameraOptions::vignette, {0.5, 0.4}},
                                       {"colorCast", &CameraOptions::colorCast, {0, 0.9}},
                                       {"glareBlobs", &CameraOptions::glareBlobs, {0, 50}},
                                       {"glareLevels", &CameraOptions::glareLevels, {-1, 0}},
                                       {"glareRadius", &CameraOptions::glareRadius, {0, 0.5}},
                                       {"jpegQuality", &CameraOptions::jpegQuality, {0, 90}}};
    for (const BadRange& c : bad) {
        CameraOptions options;
        options.*c.range = c.value;
        try {
            check(options);
            FAIL() << c.name << " was accepted";
        } catch (const std::invalid_argument& error) {
            EXPECT_NE(std::string(error.what()).find(c.name), std::string::npos) << error.what();
        }
    }
}

TEST(CameraTest, RefusesRangesThatAreNoNumbers) {
    CameraOptions options;
    options.exposure = {std::nan(""), 1};
    EXPECT_THROW(check(options), std::invalid_argument);
}

TEST(CameraTest, AcceptsItsOwnDefaults) {
    EXPECT_NO_THROW(check(CameraOptions{}));
    EXPECT_NO_THROW(check(CameraOptions::clean()));
}

TEST(CameraTest, DrawsEveryValueFromItsRange) {
    const CameraOptions options;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const Shot shot = drawShot(options, {1600, 1200}, Random(seed));
        EXPECT_LE(shot.tiltDeg, options.tiltDeg.high);
        EXPECT_GE(shot.rollDeg, options.rollDeg.low);
        EXPECT_LE(shot.rollDeg, options.rollDeg.high);
        EXPECT_GE(shot.jpegQuality, 82);
        EXPECT_LE(shot.jpegQuality, 95);
        EXPECT_LE(shot.glares.size(), 2U);
    }
}

TEST(CameraTest, CleanShotLeavesEveryPixelAlone) {
    const Shot shot = drawShot(CameraOptions::clean(), {64, 48}, Random(1));
    cv::Mat3b picture(48, 64);
    Random random(9);
    for (cv::Vec3b& pixel : picture) {
        for (int c = 0; c < 3; ++c) pixel[c] = static_cast<unsigned char>(random.below(256));
    }
    EXPECT_EQ(cv::norm(develop(picture, shot, Random(1)), picture, cv::NORM_INF), 0);
}

TEST(CameraTest, StraightLensMapsTheViewToThePicture) {
    const Shot shot = drawShot(CameraOptions::clean(), {800, 600}, Random(1));
    const cv::Matx33d mapping = lensMapping(shot, {10, 20, 80, 60}, {800, 600}, {});
    const Point corner = mapped(mapping, {10, 20});
    EXPECT_NEAR(corner.x, -0.5, 1e-6);
    EXPECT_NEAR(corner.y, -0.5, 1e-6);
    const Point middle = mapped(mapping, {50, 50});
    EXPECT_NEAR(middle.x, 399.5, 1e-6);
    EXPECT_NEAR(middle.y, 299.5, 1e-6);
}

// Whatever the tilt, what must be shown is shown.
TEST(CameraTest, KeepsWhatMustShowInsideThePicture) {
    CameraOptions options;
    options.tiltDeg = {30, 45};
    options.rollDeg = {-180, 180};
    const std::vector<Point> corners = {{0, 0}, {100, 0}, {100, 75}, {0, 75}};
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const Shot shot = drawShot(options, {800, 600}, Random(seed));
        const cv::Matx33d mapping = lensMapping(shot, {0, 0, 100, 75}, {800, 600}, corners);
        for (const Point& corner : corners) {
            const Point p = mapped(mapping, corner);
            EXPECT_TRUE(p.x >= 0 && p.y >= 0 && p.x <= 799 && p.y <= 599) << seed << ": " << p;
        }
    }
}

TEST(CameraTest, MoreBlurLeavesLessContrast) {
    cv::Mat3b stripes(40, 40, cv::Vec3b(0, 0, 0));
    for (int x = 0; x < 40; x += 4) stripes.colRange(x, x + 2).setTo(cv::Scalar(255, 255, 255));
    double last = 1e9;
    for (const double radius : {0.3, 1.2, 3.0}) {
        CameraOptions options = CameraOptions::clean();
        options.defocusPx = {radius, radius};
        cv::Scalar mean;
        cv::Scalar deviation;
        cv::meanStdDev(develop(stripes, drawShot(options, stripes.size(), Random(1)), Random(1)), mean,
                       deviation);
        EXPECT_LT(deviation[0], last);
        last = deviation[0];
    }
}

TEST(CameraTest, NoiseHasTheDeviationAskedFor) {
    CameraOptions options = CameraOptions::clean();
    options.readNoise = {6, 6};
    const cv::Mat3b even(100, 100, cv::Vec3b(120, 120, 120));
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(develop(even, drawShot(options, even.size(), Random(1)), Random(1)), mean, deviation);
    EXPECT_NEAR(deviation[1], 6, 0.3);
    EXPECT_NEAR(mean[1], 120, 0.3);
}

}  // namespace
}  // namespace tidewaiter::scene
