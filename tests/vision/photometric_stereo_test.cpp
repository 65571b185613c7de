// Photometric stereo: normals and albedo of a dome and a plane whose truth is known, with noise, shadows and
// highlights, and what it refuses.
#include "vision/surface/photometric_stereo.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "vision/surface/lit_sets.h"
#include "vision/surface/relief.h"

namespace tidewaiter::vision {
namespace {

constexpr int kSide = 96;

/// A dome of 70 % of the picture's width on a plane, in two grays: normals up to 55 degrees off the axis.
struct Dome {
    cv::Mat normals = cv::Mat(kSide, kSide, CV_64FC3);
    cv::Mat albedo = cv::Mat(kSide, kSide, CV_64F);

    Dome() {
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x) {
                const double u = (x - kSide / 2.0) / (0.35 * kSide);
                const double v = -(y - kSide / 2.0) / (0.35 * kSide);
                const double limit = std::sin(55 * CV_PI / 180);
                const bool dome = u * u + v * v < 1;
                const cv::Vec2d slope = dome ? cv::Vec2d(u * limit, v * limit) : cv::Vec2d();
                normals.at<cv::Vec3d>(y, x) = {slope[0], slope[1], std::sqrt(1 - slope.dot(slope))};
                albedo.at<double>(y, x) = (x / 8 + y / 8) % 2 == 0 ? 0.6 : 0.25;
            }
        }
    }
};

struct Scene {
    double noise = 0;      ///< deviation in 8-bit levels
    double highlight = 0;  ///< height of a narrow Phong lobe
    bool blob =
        false;  ///< a cast shadow over a quarter of the picture, a different one in each of two frames
    bool linear = false;
    double ambient = 0;  ///< light that is there in the dark frame too
};

uchar stored(double light, bool linear) {
    const double v = std::clamp(light, 0.0, 1.0);
    const double coded = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    return cv::saturate_cast<uchar>(255 * (linear ? v : coded));
}

bool inBlob(int x, int y, std::size_t frame) {
    const cv::Rect quarter(frame % 2 == 0 ? 0 : kSide / 2, frame / 2 % 2 == 0 ? 0 : kSide / 2, kSide / 2,
                           kSide / 2);
    return frame < 2 && quarter.contains({x, y});
}

Frame shot(const Dome& dome, const LightDirection& light, const Scene& scene, std::size_t number) {
    Frame frame;
    frame.source = "light" + std::to_string(number) + ".png";
    frame.light = light;
    frame.linear = scene.linear;
    frame.pixels = cv::Mat(kSide, kSide, CV_8UC3);
    const auto toLight = towards(light);
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const auto& n = dome.normals.at<cv::Vec3d>(y, x);
            const double facing = std::max(0.0, n.dot(toLight));
            const cv::Vec3d mirrored = 2 * n.dot(toLight) * n - toLight;
            double sum = dome.albedo.at<double>(y, x) * facing;
            if (facing > 0) sum += scene.highlight * std::pow(std::max(0.0, mirrored[2]), 40);
            if (scene.blob && inBlob(x, y, number)) sum = 0;
            frame.pixels.at<cv::Vec3b>(y, x) = cv::Vec3b::all(stored(sum + scene.ambient, scene.linear));
        }
    }
    if (scene.noise > 0) {
        cv::Mat noise(frame.pixels.size(), CV_16SC3);
        cv::RNG random(number + 1);
        random.fill(noise, cv::RNG::NORMAL, 0, scene.noise);
        cv::add(frame.pixels, noise, frame.pixels, {}, CV_8UC3);
    }
    return frame;
}

std::vector<Frame> ring(const Scene& scene, std::size_t lights, double elevationDeg = 45) {
    const Dome dome;
    std::vector<Frame> frames;
    for (std::size_t i = 0; i < lights; ++i) {
        const double azimuth = 360.0 * static_cast<double>(i) / static_cast<double>(lights);
        frames.push_back(shot(dome, {azimuth, elevationDeg}, scene, i));
    }
    return frames;
}

/// Angles in degrees between the found and the true normals.
std::vector<double> errorsDeg(const SurfaceShape& shape) {
    const Dome dome;
    std::vector<double> errors;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const cv::Vec3d found = shape.normals.at<cv::Vec3f>(y, x);
            EXPECT_NEAR(cv::norm(found), 1, 1e-4);
            const double cosine = std::clamp(found.dot(dome.normals.at<cv::Vec3d>(y, x)), -1.0, 1.0);
            errors.push_back(std::acos(cosine) * 180 / CV_PI);
        }
    }
    std::sort(errors.begin(), errors.end());
    return errors;
}

struct Proof {
    const char* name;
    Scene scene;
    std::size_t lights;
    double elevationDeg;
    double mostMedianDeg;
    double mostNinthDecileDeg;
};

class Domes : public testing::TestWithParam<Proof> {};

TEST_P(Domes, HaveTheirNormals) {
    const auto& [name, scene, lights, elevation, median, decile] = GetParam();
    const auto dark = scene.ambient > 0 ? cv::Mat(kSide, kSide, CV_8UC3,
                                                  cv::Scalar::all(stored(scene.ambient, scene.linear)))
                                        : cv::Mat();
    const auto shape = photometricStereo(ring(scene, lights, elevation), dark);
    ASSERT_TRUE(shape) << shape.error().message;
    const auto errors = errorsDeg(*shape);
    EXPECT_LE(errors[errors.size() / 2], median);
    EXPECT_LE(errors[errors.size() * 9 / 10], decile);
}

INSTANTIATE_TEST_SUITE_P(
    PhotometricStereo, Domes,
    testing::Values(Proof{"three", {}, 3, 60, 0.5, 1.0},  //
                    Proof{"four", {}, 4, 45, 0.5, 1.5},   //
                    Proof{"linear", {.linear = true}, 4, 45, 0.5, 1.5},
                    Proof{"ambient", {.ambient = 0.1}, 4, 45, 0.5, 1.5},
                    Proof{"noise", {.noise = 2}, 6, 45, 1.5, 3.5},
                    Proof{"highlights", {.noise = 1, .highlight = 0.5}, 8, 45, 1, 2.5},
                    Proof{"highlightsOfFour", {.highlight = 0.5}, 4, 45, 1, 2.5},
                    Proof{"castShadows", {.noise = 1, .blob = true}, 8, 45, 1, 3},
                    Proof{"castShadowsOfFour", {.blob = true}, 4, 55, 1, 3},
                    Proof{"both", {.noise = 1, .highlight = 0.5, .blob = true}, 8, 50, 1.5, 3.5}),
    [](const auto& each) { return each.param.name; });

TEST(PhotometricStereo, FindsTheAlbedoUnderShading) {
    const auto shape = photometricStereo(ring({}, 6));
    ASSERT_TRUE(shape) << shape.error().message;
    const Dome dome;
    int close = 0;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const double found = shape->albedo.at<cv::Vec3f>(y, x)[1];
            close += std::abs(found - dome.albedo.at<double>(y, x)) < 0.02 ? 1 : 0;
        }
    }
    EXPECT_GE(close, kSide * kSide * 95 / 100);
}

TEST(PhotometricStereo, SaysWhereItKnowsNothing) {
    auto frames = ring({}, 4);
    for (auto& frame : frames) frame.pixels(cv::Rect(0, 0, 10, 10)).setTo(cv::Scalar::all(255));
    for (auto& frame : frames) frame.pixels(cv::Rect(20, 0, 10, 10)).setTo(cv::Scalar::all(0));
    const auto shape = photometricStereo(frames);
    ASSERT_TRUE(shape) << shape.error().message;
    for (const cv::Point at : {cv::Point(5, 5), cv::Point(25, 5)}) {
        EXPECT_EQ(shape->lights.at<uchar>(at), 0) << at;
        EXPECT_EQ(shape->normals.at<cv::Vec3f>(at), cv::Vec3f(0, 0, 1)) << at;
    }
    EXPECT_EQ(shape->lights.at<uchar>(kSide / 2, kSide / 2), 4);
}

struct Refusal {
    const char* name;
    std::function<void(std::vector<Frame>&, cv::Mat&)> spoil;
    const char* sentence;
};

class Refusals : public testing::TestWithParam<Refusal> {};

TEST_P(Refusals, AreOneSentence) {
    auto frames = ring({}, 4);
    cv::Mat dark;
    GetParam().spoil(frames, dark);
    const auto shape = photometricStereo(frames, dark);
    ASSERT_FALSE(shape);
    EXPECT_NE(shape.error().message.find(GetParam().sentence), std::string::npos) << shape.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    PhotometricStereo, Refusals,
    testing::Values(
        Refusal{"none", [](auto& frames, auto&) { frames.clear(); }, "at least three frames"},
        Refusal{"two", [](auto& frames, auto&) { frames.resize(2); }, "got 2"},
        Refusal{"many", [](auto& frames, auto&) { frames.resize(40, frames[0]); }, "at most 32"},
        Refusal{"noLight", [](auto& frames, auto&) { frames[1].light.reset(); }, "light1.png has no light"},
        Refusal{"mixed", [](auto& frames, auto&) { frames[2].linear = true; }, "some frames are linear"},
        Refusal{"noPixels", [](auto& frames, auto&) { frames[2].pixels = cv::Mat(); },
                "light2.png is no picture"},
        Refusal{"sizes",
                [](auto& frames, auto&) { frames[3].pixels = cv::Mat(10, 20, CV_8UC3, cv::Scalar()); },
                "light3.png is 20 x 10 pixels and light0.png 96 x 96"},
        Refusal{"darkSize", [](auto&, auto& dark) { dark = cv::Mat(10, 20, CV_8UC3, cv::Scalar()); },
                "the dark frame is 20 x 10"},
        Refusal{"onePlane",
                [](auto& frames, auto&) {
                    for (std::size_t i = 0; i < 4; ++i) {
                        frames[i].light = LightDirection{i % 2 == 0 ? 0.0 : 180.0, 30 + 10.0 * double(i)};
                    }
                },
                "in one plane"},
        Refusal{"oneLight",
                [](auto& frames, auto&) {
                    for (auto& frame : frames) frame.light = frames[0].light;
                },
                "in one plane"},
        Refusal{"noNumber",
                [](auto& frames, auto&) {
                    frames[0].light = LightDirection{std::nan(""), 30};
                },
                "in one plane"}),
    [](const auto& each) { return each.param.name; });

/// A flat gray plate whose letters are sunk by half a pixel with slanted walls.
SurfaceShape engraved() {
    cv::Mat letters(kSide, kSide, CV_8U, cv::Scalar(0));
    cv::putText(letters, "TW", {14, 62}, cv::FONT_HERSHEY_SIMPLEX, 1.4, cv::Scalar(255), 5);
    cv::Mat depth;
    letters.convertTo(depth, CV_32F, -0.5 / 255);
    cv::GaussianBlur(depth, depth, {}, 1);
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(depth, dx, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(depth, dy, CV_32F, 0, 1, 3, 0.125);
    SurfaceShape shape{
        cv::Mat(kSide, kSide, CV_32FC3), cv::Mat(kSide, kSide, CV_32FC3, cv::Scalar::all(0.1)), {}};
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const cv::Vec3f n(-dx.at<float>(y, x), dy.at<float>(y, x), 1);
            shape.normals.at<cv::Vec3f>(y, x) = n / cv::norm(n);
        }
    }
    return shape;
}

TEST(Relief, ShowsWhatColorHides) {
    const auto shape = engraved();
    const cv::Mat picture = reliefPicture(shape);
    ASSERT_EQ(picture.type(), CV_8UC3);
    ASSERT_EQ(picture.size(), cv::Size(kSide, kSide));
    cv::Mat letters(kSide, kSide, CV_8U, cv::Scalar(0));
    cv::putText(letters, "TW", {14, 62}, cv::FONT_HERSHEY_SIMPLEX, 1.4, cv::Scalar(255), 5);
    EXPECT_LT(cv::mean(picture, letters)[0] + 40, cv::mean(picture, ~letters)[0]);
}

TEST(Relief, IntegratesSlopesToHeight) {
    const auto height = heightOf(engraved().normals, {.highPassPx = 200});
    double low = 0;
    double high = 0;
    cv::minMaxLoc(height, &low, &high);
    EXPECT_NEAR(high - low, 0.5, 0.12);
}

TEST(Relief, StretchesTheAlbedo) {
    SurfaceShape shape;
    shape.albedo = cv::Mat(20, 20, CV_32FC3, cv::Scalar::all(0.05));
    shape.albedo(cv::Rect(0, 0, 10, 20)).setTo(cv::Scalar::all(0.01));
    const cv::Mat picture = albedoPicture(shape);
    EXPECT_EQ(picture.at<cv::Vec3b>(10, 15), cv::Vec3b::all(255));
    EXPECT_EQ(picture.at<cv::Vec3b>(10, 5), cv::Vec3b::all(124));  // sRGB of 0.2
}

TEST(Relief, OfNothingIsNothing) {
    EXPECT_TRUE(heightOf({}).empty());
    EXPECT_TRUE(reliefPicture({}).empty());
    EXPECT_TRUE(albedoPicture({}).empty());
}

TEST(Relief, OfAFlatSurfaceIsFlat) {
    SurfaceShape shape;
    shape.normals = cv::Mat(30, 40, CV_32FC3, cv::Scalar(0, 0, 1));
    const cv::Mat picture = reliefPicture(shape);
    EXPECT_EQ(cv::countNonZero(picture.reshape(1) != 128), 0);
}

TEST(LitSets, GiveReliefAndAlbedoOfEachSet) {
    auto frames = ring({}, 4);
    Frame unlit;
    unlit.pixels = cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar());
    frames.insert(frames.begin(), unlit);
    Frame other = frames[1];
    other.pixels = cv::Mat(20, 20, CV_8UC3, cv::Scalar());
    frames.push_back(other);
    for (std::size_t i = 0; i < frames.size(); ++i) frames[i].id = "f" + std::to_string(i + 1);
    const auto sets = litSets(frames);
    ASSERT_EQ(sets.size(), 1U);
    EXPECT_EQ(sets[0].frames, (std::vector<std::string>{"f2", "f3", "f4", "f5"}));
    for (const auto& frame : {sets[0].relief, sets[0].albedo}) {
        EXPECT_EQ(frame.id, "f2");
        EXPECT_EQ(frame.pixels.size(), cv::Size(kSide, kSide));
        EXPECT_FALSE(frame.light);
    }
    EXPECT_EQ(setOf(sets, frames[1]), &sets[0]);
    EXPECT_EQ(setOf(sets, frames[2]), nullptr);
    EXPECT_TRUE(isIn(sets, frames[2]));
    EXPECT_FALSE(isIn(sets, frames[0]));
    EXPECT_FALSE(isIn(sets, frames[5]));
}

TEST(LitSets, SubtractTheDarkFrame) {
    Scene room;
    room.ambient = 0.1;
    auto frames = ring(room, 4);
    const auto spoiled = litSets(frames);
    const auto level = stored(room.ambient, false);
    for (auto& frame : frames)
        frame.dark = DarkFrame{"dark", "", cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar::all(level))};
    const auto sets = litSets(frames);
    ASSERT_EQ(spoiled.size(), 1U);
    ASSERT_EQ(sets.size(), 1U);
    const auto ninthDecile = [](const LitSet& set) {
        const auto errors = errorsDeg(set.shape);
        return errors[errors.size() * 9 / 10];
    };
    EXPECT_LT(ninthDecile(sets[0]), 1.5);
    EXPECT_GT(ninthDecile(spoiled[0]), 3) << "too dark a room to show anything";
    EXPECT_FALSE(sets[0].albedo.dark);
}

TEST(LitSets, OfTwoFoldersAreTwo) {
    std::vector<Frame> frames;
    for (const std::string folder : {"left", "right"}) {
        for (auto frame : ring({}, 4)) {
            frame.source = folder + "/" + frame.source;
            frames.push_back(frame);
        }
    }
    for (std::size_t i = 0; i < frames.size(); ++i) frames[i].id = "f" + std::to_string(i + 1);
    const auto sets = litSets(frames);
    ASSERT_EQ(sets.size(), 2U);
    EXPECT_EQ(sets[1].frames, (std::vector<std::string>{"f5", "f6", "f7", "f8"}));
}

TEST(LitSets, AreNoneOfTooFewOrUnsuitedLights) {
    EXPECT_TRUE(litSets({}).empty());
    EXPECT_TRUE(litSets(ring({}, 3)).empty());
    auto line = ring({}, 4);
    for (auto& frame : line) frame.light->azimuthDeg = 0;
    EXPECT_TRUE(litSets(line).empty());
}

TEST(LitSets, SayWhyLightsAreNotUsed) {
    const auto why = [](std::vector<Frame> frames) {
        for (std::size_t i = 0; i < frames.size(); ++i) frames[i].id = "f" + std::to_string(i + 1);
        const auto unused = unusedLights(frames);
        return unused.empty() ? "" : unused.front().frame + ": " + unused.front().why;
    };
    EXPECT_EQ(why(ring({}, 4)), "");
    EXPECT_EQ(why(ring({}, 1)), "") << "one photo of a ring is a photo";
    EXPECT_EQ(why(ring({}, 3)), "f1: 3 lights do not tell a slope from a shadow; use 4 or more");
    auto line = ring({}, 5);
    line[0].light.reset();
    for (std::size_t i = 1; i < line.size(); ++i) line[i].light->azimuthDeg = 0;
    EXPECT_EQ(why(line),
              "f2: the lights stand in one plane with the object, which tells nothing about slopes "
              "across it; use lights from at least three sides");
}

}  // namespace
}  // namespace tidewaiter::vision
