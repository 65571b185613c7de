// render_scene as its users call it: exit codes, messages, files.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <sstream>

namespace {

namespace fs = std::filesystem;

class CliTest : public testing::Test {
  protected:
    void SetUp() override {
        // A folder of its own: several runs of this test may share the machine.
        std::string pattern = (fs::path(testing::TempDir()) / "render-scene-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { fs::remove_all(folder_); }

    /// Runs render_scene; what it said on standard error is kept in said_.
    int run(const std::string& arguments) {
        const fs::path log = folder_ / "said";
        const std::string command =
            std::string(RENDER_SCENE) + " " + arguments + " >/dev/null 2>" + log.string();
        const int status = std::system(command.c_str());  // NOLINT: our own program, fixed arguments
        std::ostringstream text;
        text << std::ifstream(log).rdbuf();
        said_ = text.str();
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    [[nodiscard]] std::string file(const std::string& name) const { return (folder_ / name).string(); }

    fs::path folder_;
    std::string said_;
};

TEST_F(CliTest, WritesPictureAndTruth) {
    ASSERT_EQ(run("--kind carton --goods accelerator --seed 7 --width 320 --height 240 --out " +
                  file("a.png") + " --truth " + file("a.json")),
              0)
        << said_;
    EXPECT_EQ(cv::imread(file("a.png")).size(), cv::Size(320, 240));
    const auto truth = nlohmann::json::parse(std::ifstream(file("a.json")));
    EXPECT_EQ(truth["seed"], 7);
    EXPECT_EQ(truth["goods"], "accelerator");
    EXPECT_TRUE(said_.empty()) << said_;
}

TEST_F(CliTest, TellsStoriesOfCartonsOnly) {
    ASSERT_EQ(run("--story covered --seed 7 --width 320 --height 240 --out " + file("a.png") + " --truth " +
                  file("a.json")),
              0)
        << said_;
    EXPECT_EQ(nlohmann::json::parse(std::ifstream(file("a.json")))["label_story"], "covered");
    EXPECT_NE(run("--kind tray --story covered --out " + file("b.png")), 0);
    EXPECT_NE(said_.find("--story belongs to --kind carton"), std::string::npos) << said_;
    EXPECT_NE(run("--story folded --out " + file("b.png")), 0);
    EXPECT_NE(said_.find("--story"), std::string::npos) << said_;
}

TEST_F(CliTest, WritesSets) {
    ASSERT_EQ(
        run("--kind tray --count 2 --seed 4 --format jpg --width 320 --height 240 --out " + file("set")), 0)
        << said_;
    for (const char* name : {"set/tray-4.jpg", "set/tray-4.json", "set/tray-5.jpg", "set/tray-5.json"}) {
        EXPECT_TRUE(fs::exists(folder_ / name)) << name;
    }
}

TEST_F(CliTest, WritesPackages) {
    ASSERT_EQ(
        run("--kind package --package soic8 --defect sanded --strength 0.5 --px-per-mm 8 --seed 3 --out " +
            file("p.jpg") + " --truth " + file("p.json")),
        0)
        << said_;
    const auto truth = nlohmann::json::parse(std::ifstream(file("p.json")));
    const auto& package = truth["packages"][0];
    EXPECT_EQ(package["kind"], "soic8");
    EXPECT_EQ(package["surface"]["state"], "sanded");
    EXPECT_EQ(package["surface"]["strength"], 0.5);
    EXPECT_NEAR(package["px_per_mm"].get<double>(), 8, 1.5);
    EXPECT_FALSE(package["ghosts"].empty());
    EXPECT_EQ(cv::imread(file("p.jpg")).size(), cv::Size(truth["width"], truth["height"]));
}

TEST_F(CliTest, WritesRings) {
    ASSERT_EQ(run("--kind package --package soic8 --ring 5 --elevation 35 --out " + file("ring")), 0)
        << said_;
    for (const char* name : {"light-05.png", "dark.png", "all.png", "lights.toml", "truth/truth.json"}) {
        EXPECT_TRUE(fs::exists(folder_ / "ring" / name)) << name;
    }
}

TEST_F(CliTest, WritesDoctoredBoards) {
    ASSERT_EQ(run("--kind board --goods electronics --doctored 1 --width 480 --height 360 --out " +
                  file("b.png") + " --truth " + file("b.json")),
              0)
        << said_;
    const auto truth = nlohmann::json::parse(std::ifstream(file("b.json")));
    ASSERT_FALSE(truth["packages"].empty());
    for (const auto& package : truth["packages"]) EXPECT_NE(package["surface"]["state"], "intact");
}

TEST_F(CliTest, WritesContactSheets) {
    ASSERT_EQ(run("--package soic8 --px-per-mm 6 --sheet " + file("sheet.png")), 0) << said_;
    EXPECT_FALSE(cv::imread(file("sheet.png")).empty());
}

struct Wrong {
    const char* arguments;
    const char* said;
};

// Wrong usage ends with 2 and one sentence that names what is wrong; nothing is written.
TEST_F(CliTest, RefusesWrongUsage) {
    const std::vector<Wrong> wrong = {
        {"--kind car --out x.png", "known are board, carton, tray, package"},
        {"--kind carton --goods guns --out x.png", "known are"},
        {"--kind board --goods tea --out x.png", "cannot show 'tea'"},
        {"--kind carton --width 5 --out x.png", "width"},
        {"--kind carton --height 99999 --out x.png", "height"},
        {"--kind carton --seed minus --out x.png", "seed"},
        {"--kind carton --out x.gif", ".png or .jpg"},
        {"--kind carton --count 0 --out x", "count"},
        {"--kind carton", "out"},
        {"--kind board --defect sanded --out x.png", "belong to --kind package"},
        {"--kind package --defect bent --out x.png", "known are honest"},
        {"--kind package --strength 2 --out x.png", "strength"},
        {"--kind package --package so9 --out x.png", "known are soic8"},
        {"--kind package --material wood --out x.png", "known are matte mold"},
        {"--kind package --twins 99 --out x.png", "twins"},
        {"--kind package --px-per-mm 99 --out x.png", "pxPerMm"},
        {"--kind tray --px-per-mm 10 --out x.png", "--px-per-mm belongs"},
        {"--kind package --doctored 0.5 --out x.png", "--doctored belongs"},
        {"--kind tray --doctored 1.5 --out x.png", "doctored"},
        {"--kind tray --light dim --out x.png", "known are soft"},
        {"--kind package --ring 3 --out x", "lights"},
        {"--kind carton --ring 8 --out x", "no relief"},
        {"--kind package --ring 8 --truth x.json --out x", "do not go"},
        {"--kind package --elevation 30 --out x.png", "belongs to --ring"},
        {"--kind package --ring 8 --elevation 89 --out x", "elevation"},
        {"--sheet x.gif", "must end in"},
        {"--nonsense --out x.png", "nonsense"}};
    for (const Wrong& c : wrong) {
        EXPECT_EQ(run(c.arguments), 2) << c.arguments;
        EXPECT_NE(said_.find(c.said), std::string::npos) << c.arguments << ": " << said_;
        EXPECT_FALSE(fs::exists("x.png"));
    }
}

TEST_F(CliTest, SaysWhenItCannotWrite) {
    EXPECT_EQ(run("--kind carton --width 320 --height 240 --out " + file("missing/a.png")), 1);
    EXPECT_NE(said_.find("cannot write the picture"), std::string::npos) << said_;
}

}  // namespace
