// Images become one inspection, one each, or one for every item of a manifest.
#include "firmware/command/jobs.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace tidewaiter::command {
namespace {

namespace fs = std::filesystem;

class Jobs : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "tidewaiter-jobs-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { fs::remove_all(folder_); }

    fs::path write(const std::string& name, const std::string& text = "") {
        std::ofstream(folder_ / name) << text;
        return folder_ / name;
    }

    InspectArguments arguments_;
    fs::path folder_;
};

TEST_F(Jobs, SeveralImagesAreOneInspection) {
    arguments_.declared.goods = "tea";
    arguments_.declared.hs = "09";
    arguments_.inputs = {"a.jpg", "b.jpg"};
    const auto plan = planJobs(arguments_);
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->jobs.size(), 1U);
    EXPECT_EQ(plan->jobs[0].declaration, (inspection::Declaration{"tea", "09", ""}));
    EXPECT_EQ(plan->jobs[0].images.size(), 2U);
}

TEST_F(Jobs, EachImageIsItsOwn) {
    arguments_.declared.goods = "tea";
    arguments_.each = true;
    arguments_.inputs = {"a.jpg", "b.jpg"};
    const auto plan = planJobs(arguments_);
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->jobs.size(), 2U);
    EXPECT_EQ(plan->jobs[1].declaration.goods, "tea");
    EXPECT_EQ(plan->jobs[1].images, (std::vector<fs::path>{"b.jpg"}));
}

TEST_F(Jobs, AFolderOfLightsLeavesItsDarkFrameOut) {
    write("a.png");
    write("dark.png");
    write("lights.toml",
          "dark = 'dark.png'\n[[light]]\nimage = 'a.png'\nazimuth_deg = 0\nelevation_deg = 30\n");
    arguments_.inputs = {folder_};
    const auto plan = planJobs(arguments_);
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_EQ(plan->jobs[0].images, (std::vector<fs::path>{folder_ / "a.png"}));
}

TEST_F(Jobs, AFolderOfLightsIsRefusedWithItsMistake) {
    write("a.png");
    write("lights.toml", "[[light]]\nimage = 'a.png'\nazimuth_deg = 400\n");
    arguments_.inputs = {folder_};
    const auto plan = planJobs(arguments_);
    ASSERT_FALSE(plan);
    EXPECT_NE(plan.error().message.find("lights.toml line 3: azimuth_deg"), std::string::npos)
        << plan.error().message;
}

TEST_F(Jobs, AFolderStandsForItsImages) {
    write("b.jpg");
    write("a.png");
    write("notes.txt");
    arguments_.inputs = {folder_};
    const auto plan = planJobs(arguments_);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->jobs[0].images, (std::vector<fs::path>{folder_ / "a.png", folder_ / "b.jpg"}));
}

TEST_F(Jobs, AFolderWithoutImagesIsRefused) {
    write("notes.txt");
    arguments_.inputs = {folder_};
    const auto plan = planJobs(arguments_);
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().message,
              "the folder " + folder_.string() + " holds no images; name one that does");
}

TEST_F(Jobs, AManifestSharesTheImagesOut) {
    arguments_.manifest = write("m.csv", "item,goods\nA,tea\nB,toys\nC,rice\n");
    arguments_.inputs = {"B-1.jpg", "A-1.jpg", "B-2.jpg"};
    auto plan = planJobs(arguments_);
    ASSERT_TRUE(plan) << plan.error().message;
    ASSERT_EQ(plan->jobs.size(), 2U);
    EXPECT_EQ(plan->jobs[0].declaration.goods, "tea");
    EXPECT_EQ(plan->jobs[1].images, (std::vector<fs::path>{"B-1.jpg", "B-2.jpg"}));
    EXPECT_EQ(plan->note, "1 of the 3 items of " + arguments_.manifest->string() +
                              " have no image here and are not inspected: C");
    arguments_.each = true;
    plan = planJobs(arguments_);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->jobs.size(), 3U);
}

TEST_F(Jobs, OneItemTakesAllImages) {
    arguments_.manifest = write("m.csv", "item,goods,images\nA,tea,a.jpg\nB,toys,b.jpg\n");
    arguments_.item = "B";
    arguments_.inputs = {"x.jpg", "a.jpg"};
    const auto plan = planJobs(arguments_);
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->jobs.size(), 1U);
    EXPECT_EQ(plan->jobs[0].declaration, (inspection::Declaration{"toys", "", "B"}));
    EXPECT_EQ(plan->jobs[0].images.size(), 2U);
}

TEST_F(Jobs, AnItemThatIsNotThereIsNamedWithTheNearest) {
    arguments_.manifest = write("m.csv", "item,goods\nBOX-17,tea\nBAG-2,toys\n");
    arguments_.item = "BOX-71";
    arguments_.inputs = {"x.jpg"};
    const auto plan = planJobs(arguments_);
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().message,
              "item \"BOX-71\" is not in " + arguments_.manifest->string() + "; did you mean \"BOX-17\"?");
}

TEST_F(Jobs, AnImageWithoutAnItemIsNamedAndTheOthersGoOn) {
    arguments_.manifest = write("m.csv", "item,goods\nA,tea\n");
    arguments_.inputs = {"A-1.jpg", "stray.jpg"};
    const auto plan = planJobs(arguments_);
    ASSERT_TRUE(plan) << plan.error().message;
    ASSERT_EQ(plan->problems.size(), 1U);
    EXPECT_NE(plan->problems[0].find("fits the image stray.jpg"), std::string::npos) << plan->problems[0];
    ASSERT_EQ(plan->jobs.size(), 1U);
    EXPECT_EQ(plan->jobs[0].images, (std::vector<fs::path>{"A-1.jpg"}));
}

TEST_F(Jobs, ABadRowIsNamedAndItsImagesAreLeftOut) {
    arguments_.manifest = write("m.csv", "item,hs,images\nA,09,\nB,x,\nC,y,c.jpg\nD,08,\nD,07,\n");
    arguments_.inputs = {"A-1.jpg", "B-1.jpg", "c.jpg", "D.jpg"};
    const auto plan = planJobs(arguments_);
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_EQ(plan->problems.size(), 4U);
    ASSERT_EQ(plan->jobs.size(), 1U);
    EXPECT_EQ(plan->jobs[0].declaration.item, "A");
    EXPECT_EQ(plan->note, "");
    arguments_.item = "B";
    const auto one = planJobs(arguments_);
    ASSERT_FALSE(one);
    EXPECT_NE(one.error().message.find("line 3, column 3: \"x\" is not an HS code"), std::string::npos);
}

}  // namespace
}  // namespace tidewaiter::command
