// What stands in photos is taken from lists and from the renderer, and broken lists are named.
#include "tests/blackbox/truth.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace tidewaiter::blackbox {
namespace {

namespace fs = std::filesystem;

class TruthFiles : public testing::Test {
  protected:
    TruthFiles()
        : folder_(fs::path(testing::TempDir()) / ("tidewaiter_truth_" + std::to_string(::getpid()))) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~TruthFiles() override { fs::remove_all(folder_); }

    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
        return folder_ / name;
    }

    fs::path folder_;
};

using Transcriptions = TruthFiles;
using RenderedTruth = TruthFiles;

TEST_F(Transcriptions, HoldOneRowForEachPhoto) {
    const auto all =
        readTranscriptions(write("t.tsv", "# comment\n\na.jpg\tchip\tA | B\nb.jpg\tbarcode\tQR:1\n"));
    ASSERT_TRUE(all) << all.error().message;
    ASSERT_EQ(all->size(), 1U);
    EXPECT_EQ(all->front().path, "a.jpg");
    EXPECT_EQ(all->front().lines, (std::vector<std::string>{"A", "B"}));
    EXPECT_FALSE(all->front().complete);
}

TEST_F(Transcriptions, BrokenRowsAreNamedByTheirLine) {
    const auto broken = readTranscriptions(write("t.tsv", "a.jpg\tchip\tA | B\nbroken\n"));
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().message.find("line 2"), std::string::npos) << broken.error().message;
    EXPECT_FALSE(readTranscriptions(folder_ / "missing.tsv"));
}

TEST_F(RenderedTruth, HoldsEveryTextOfAScene) {
    write("s1.png", "");
    write("s1.json",
          R"({"packages": [{"lines": [{"text": "TDA1517P"}]}], "labels": [{"lines": [{"text": "TEA"}]}],
                        "boards": [], "prints": [{"lines": [{"text": "4R7"}]}]})");
    write("lonely.json", "{}");
    const auto all = readRenderedTruth(folder_);
    ASSERT_TRUE(all) << all.error().message;
    ASSERT_EQ(all->size(), 1U) << "a file without a picture is no scene";
    EXPECT_EQ(all->front().path, "s1.png");
    EXPECT_EQ(all->front().lines, (std::vector<std::string>{"TDA1517P", "TEA", "4R7"}));
    EXPECT_TRUE(all->front().complete);
}

TEST_F(RenderedTruth, BrokenOrMissingTruthIsNamed) {
    EXPECT_FALSE(readRenderedTruth(folder_)) << "an empty folder";
    write("s1.png", "");
    for (const auto* text : {"", "[]", "{\"packages\": 3}", "{\"packages\": [{}]}"}) {
        write("s1.json", text);
        const auto broken = readRenderedTruth(folder_);
        ASSERT_FALSE(broken) << text;
        EXPECT_NE(broken.error().message.find("s1.json"), std::string::npos) << broken.error().message;
    }
}

}  // namespace
}  // namespace tidewaiter::blackbox
