// What is read where nothing stands is counted, and lists of such pictures are taken as written.
#include "tests/blackbox/textless.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace tidewaiter::blackbox {
namespace {

namespace fs = std::filesystem;

class TextlessFiles : public testing::Test {
  protected:
    TextlessFiles()
        : folder_(fs::path(testing::TempDir()) / ("tidewaiter_textless_" + std::to_string(::getpid()))) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~TextlessFiles() override { fs::remove_all(folder_); }

    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
        return folder_ / name;
    }

    fs::path folder_;
};

TEST_F(TextlessFiles, AreReadRowByRow) {
    const auto rows = readTextless(write("t.tsv", "# comment\na.jpg\t0 0.5 1 1\theat sink\n"));
    ASSERT_TRUE(rows) << rows.error().message;
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().path, "a.jpg");
    EXPECT_EQ(rows->front().part, cv::Rect2d(0, 0.5, 1, 0.5));
    EXPECT_EQ(rows->front().kind, "heat sink");
}

TEST_F(TextlessFiles, BrokenRowsAreNamedByTheirLine) {
    for (const char* row : {"a.jpg", "a.jpg\t0 0 1 1", "a.jpg\t0 0 1\tmetal", "a.jpg\t0 0 1 2\tmetal",
                            "a.jpg\t0.5 0 0.5 1\tmetal", "a.jpg\t0 0 1 1 1\tmetal", "\t0 0 1 1\tmetal"}) {
        const auto rows = readTextless(write("t.tsv", "a.jpg\t0 0 1 1\tmetal\n" + std::string(row) + "\n"));
        ASSERT_FALSE(rows) << row;
        EXPECT_NE(rows.error().message.find("t.tsv:2:"), std::string::npos) << rows.error().message;
    }
    EXPECT_FALSE(readTextless(folder_ / "missing.tsv"));
}

TEST_F(TextlessFiles, RenderedScenesWithTextAreRefused) {
    const std::string rest = R"("labels": [], "boards": [], "prints": []})";
    write("s1.png", "");
    write("s1.json", R"({"packages": [{"lines": []}], )" + rest);
    const auto rows = readRenderedTextless(folder_);
    ASSERT_TRUE(rows) << rows.error().message;
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().kind, "rendered");

    write("s2.png", "");
    write("s2.json", R"({"packages": [{"lines": [{"text": "TDA1517P"}]}], )" + rest);
    const auto refused = readRenderedTextless(folder_);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("s2.png: 'TDA1517P' stands on it"), std::string::npos)
        << refused.error().message;
}

TEST(Textless, PartsAreTakenInWholePixels) {
    EXPECT_EQ(pixelsOf({0, 0, 1, 1}, {301, 99}), cv::Rect(0, 0, 301, 99));
    EXPECT_EQ(pixelsOf({0.5, 0.25, 0.5, 0.5}, {100, 40}), cv::Rect(50, 10, 50, 20));
    EXPECT_EQ(pixelsOf({0.999, 0.999, 0.001, 0.001}, {10, 10}).area(), 1);
}

TEST(Textless, ReadingsCountByHowSureTheyAre) {
    Invented invented;
    invented.add({{"A", 0.95}, {"B", 0.5}, {"C", 0.1}});
    invented.add({});
    EXPECT_EQ(invented.pictures, 2);
    EXPECT_EQ(invented.readings, 3);
    EXPECT_EQ(invented.likely, 2);
    EXPECT_EQ(invented.confident, 1);

    std::ostringstream out;
    print(out, "plain", {{"metal", invented}});
    EXPECT_NE(out.str().find("metal                    2         3       2       1\n"), std::string::npos)
        << out.str();
}

}  // namespace
}  // namespace tidewaiter::blackbox
