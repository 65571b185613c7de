// Light folders: lights.toml to frames with their lights, and what is refused, with file, line and key.
#include "vision/surface/light_folder.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "tests/vision/encode.h"

namespace tidewaiter::vision {
namespace {

namespace fs = std::filesystem;

constexpr const char* kGood = R"(# four lights
dark = "dark.png"
mm_per_px = 0.05
linear = true

[[light]]
image = "north.png"
azimuth_deg = 90
elevation_deg = 35.5

[[light]]
image = "east.png"
azimuth_deg = 0
elevation_deg = 40
)";

TEST(LightPlan, IsRead) {
    const auto plan = parseLights(kGood, "lights.toml");
    ASSERT_TRUE(plan) << plan.error().message;
    const LightPlan expected{{{"north.png", {90, 35.5}}, {"east.png", {0, 40}}}, "dark.png", 0.05, true};
    EXPECT_EQ(*plan, expected);
}

TEST(LightPlan, NeedsNothingButLights) {
    const auto plan = parseLights("[[light]]\nimage='a.png'\nazimuth_deg=359.9\nelevation_deg=90\n", "x");
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_TRUE(plan->dark.empty());
    EXPECT_FALSE(plan->millimetersPerPixel);
    EXPECT_FALSE(plan->linear);
}

TEST(LightPlan, NamesFileLineAndKeyOfAMistake) {
    struct Case {
        const char* text;
        const char* message;
    };
    const std::string light = "[[light]]\nimage = 'a.png'\nazimuth_deg = 0\nelevation_deg = 30\n";
    const std::string before = "x/lights.toml line ";
    for (const auto& [text, message] : {
             Case{"", "light is missing"},
             Case{"light = []", "line 1: light is missing"},
             Case{"light = [1, 2]", "line 1: light is missing"},
             Case{"light = 'a.png'", "line 1: light is missing"},
             Case{"[[light]\n", "line 1: "},
             Case{"a = \n", "line 1: "},
             Case{"\xFF\xFE", "line 1: "},
             Case{"\n\nlamp = 3\n", "line 3: lamp is no key here; known are dark, mm_per_px, linear, light"},
             Case{"[[light]]\nimage = 'a.png'\nazimut_deg = 0\n", "line 3: azimut_deg is no key here"},
             Case{"[[light]]\nimage = 'a.png'\nazimuth_deg = 0\n", "line 1: elevation_deg is missing"},
             Case{"[[light]]\nazimuth_deg = 0\nelevation_deg = 30\n", "line 1: image is missing"},
             Case{"[[light]]\nimage = 7\n", "line 2: image must be the name"},
             Case{"[[light]]\nimage = ''\n", "line 2: image must be the name"},
             Case{"[[light]]\nimage = '../a.png'\n", "line 2: image must name a file beside"},
             Case{"[[light]]\nimage = '/etc/passwd'\n", "line 2: image must name a file beside"},
             Case{"[[light]]\nimage = '..'\n", "line 2: image must name a file beside"},
             Case{"[[light]]\nimage = 'a'\nazimuth_deg = 360\n",
                  "line 3: azimuth_deg must be a number from 0"},
             Case{"[[light]]\nimage = 'a'\nazimuth_deg = -1\n", "line 3: azimuth_deg must be"},
             Case{"[[light]]\nimage = 'a'\nazimuth_deg = 'east'\n", "line 3: azimuth_deg must be"},
             Case{"[[light]]\nimage = 'a'\nazimuth_deg = nan\n", "line 3: azimuth_deg must be"},
             Case{"[[light]]\nimage = 'a'\nazimuth_deg = 0\nelevation_deg = 0\n",
                  "line 4: elevation_deg must be"},
             Case{"[[light]]\nimage = 'a'\nazimuth_deg = 0\nelevation_deg = inf\n",
                  "line 4: elevation_deg must be"},
         }) {
        const auto plan = parseLights(text, "x/lights.toml");
        ASSERT_FALSE(plan) << text;
        EXPECT_EQ(plan.error().message.find(before), 0U) << plan.error().message;
        EXPECT_NE(plan.error().message.find(message), std::string::npos) << plan.error().message;
    }
    for (const auto& [first, message] : {
             Case{"mm_per_px = 0\n", "line 1: mm_per_px must be"},
             Case{"mm_per_px = 'small'\n", "line 1: mm_per_px must be"},
             Case{"linear = 1\n", "line 1: linear must be true or false"},
             Case{"dark = false\n", "line 1: dark must be the name"},
         }) {
        const auto plan = parseLights(first + light, "x/lights.toml");
        ASSERT_FALSE(plan) << first;
        EXPECT_NE(plan.error().message.find(message), std::string::npos) << plan.error().message;
    }
    const auto twice = parseLights(light + light, "x/lights.toml");
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().message, "x/lights.toml line 5: image \"a.png\" has a [[light]] already");
}

class LightFolder : public testing::Test {
  protected:
    void SetUp() override {
        initImageLoader();
        folder_ = fs::temp_directory_path() / ("tidewaiter-lights-" + std::to_string(getpid()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }
    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
    }

    fs::path folder_;
};

TEST_F(LightFolder, LoadsFramesWithTheirLights) {
    write("lights.toml", kGood);
    for (const char* name : {"north.png", "east.png", "dark.png", "overview.png"})
        write(name, test::encode(test::fourQuarters(64, 48), ".png"));
    LitLoader loader;
    const auto north = loader.load(folder_ / "north.png");
    ASSERT_TRUE(north) << north.error().message;
    EXPECT_EQ(north->light, (LightDirection{90, 35.5}));
    EXPECT_EQ(north->millimetersPerPixel, 0.05);
    ASSERT_TRUE(north->dark);
    EXPECT_EQ(north->dark->pixels.size(), cv::Size(64, 48));
    EXPECT_EQ(north->dark->source, (folder_ / "dark.png").string());
    EXPECT_EQ(north->dark->sha256.size(), 64U);
    EXPECT_TRUE(north->linear);
    EXPECT_EQ(loader.load(folder_ / "east.png").value().light, (LightDirection{0, 40}));
    const auto overview = loader.load(folder_ / "overview.png");
    ASSERT_TRUE(overview);
    EXPECT_FALSE(overview->light);
    EXPECT_FALSE(overview->dark);
}

TEST_F(LightFolder, LoadsPhotosWithoutAPlanAsTheyAre) {
    write("a.png", test::encode(test::fourQuarters(64, 48), ".png"));
    const auto frame = LitLoader().load(folder_ / "a.png");
    ASSERT_TRUE(frame) << frame.error().message;
    EXPECT_FALSE(frame->light);
    EXPECT_FALSE(frame->linear);
}

TEST_F(LightFolder, NamesThePictureThatIsMissing) {
    write("lights.toml", kGood);
    write("north.png", test::encode(test::fourQuarters(64, 48), ".png"));
    LitLoader loader;
    for (const auto& [image, missing] : {std::pair{"east.png", "east.png does not exist"},
                                         std::pair{"north.png", "dark.png does not exist"}}) {
        const auto frame = loader.load(folder_ / image);
        ASSERT_FALSE(frame) << image;
        EXPECT_NE(frame.error().message.find(missing), std::string::npos) << frame.error().message;
    }
}

TEST_F(LightFolder, RefusesADarkFrameOfAnotherSize) {
    write("lights.toml", kGood);
    write("north.png", test::encode(test::fourQuarters(64, 48), ".png"));
    write("dark.png", test::encode(test::fourQuarters(32, 24), ".png"));
    const auto frame = LitLoader().load(folder_ / "north.png");
    ASSERT_FALSE(frame);
    EXPECT_NE(frame.error().message.find("not of the size of dark.png"), std::string::npos)
        << frame.error().message;
}

TEST_F(LightFolder, IsNoneWithoutAPlan) {
    const auto plan = lightPlanOf(folder_);
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_FALSE(*plan);
    EXPECT_TRUE(lightPlanOf(folder_ / "missing"));
}

TEST_F(LightFolder, RefusesAPlanThatCannotBeRead) {
    write("lights.toml", std::string((1 << 20) + 1, '#'));
    const auto large = lightPlanOf(folder_);
    ASSERT_FALSE(large);
    EXPECT_NE(large.error().message.find("too large"), std::string::npos);
    fs::remove(folder_ / "lights.toml");
    fs::create_directory(folder_ / "lights.toml");
    EXPECT_FALSE(lightPlanOf(folder_));
}

}  // namespace
}  // namespace tidewaiter::vision
