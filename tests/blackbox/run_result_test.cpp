// A run is written and read back the same, and what is no run is refused.
#include "tests/blackbox/run_result.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace tidewaiter::blackbox {
namespace {

TEST(RunResult, IsReadBackAsItWasWritten) {
    const RunResult run{"tidewaiter",
                        {{"chips/a/b.jpg", {"TDA1517P", "型号"}, true, {{"TDA15I7P", 0.5}}, 12.5}}};
    const auto file = std::filesystem::path(testing::TempDir()) /
                      ("tidewaiter_run_" + std::to_string(::getpid()) + ".json");
    std::ofstream(file) << nlohmann::json(run);
    const auto back = readRun(file);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(nlohmann::json(*back), nlohmann::json(run));
    EXPECT_EQ(back->photos.front().readings.front().text, "TDA15I7P");
}

TEST(RunResult, WhatIsNoneIsRefusedByName) {
    const auto file = std::filesystem::path(testing::TempDir()) /
                      ("tidewaiter_no_run_" + std::to_string(::getpid()) + ".json");
    for (const auto* text :
         {"", "[]", "{}", R"({"reader": "x", "photos": [{}]})", R"({"reader": 1, "photos": []})"}) {
        std::ofstream(file) << text;
        const auto run = readRun(file);
        ASSERT_FALSE(run) << text;
        EXPECT_NE(run.error().message.find(file.filename().string()), std::string::npos);
    }
    EXPECT_FALSE(readRun("missing.json"));
}

TEST(SourceOf, IsTheFirstTwoFolders) {
    EXPECT_EQ(sourceOf("chips/mycpus/a.jpg"), "chips/mycpus");
    EXPECT_EQ(sourceOf("chips/heappp-74ls/74LS00/a.jpg"), "chips/heappp-74ls");
    EXPECT_EQ(sourceOf("labels/a.jpg"), "labels");
    EXPECT_EQ(sourceOf("a.jpg"), ".");
}

TEST(ReadTexts, AreTextOnly) {
    ocr::Reading text;
    text.text = "TEA";
    text.confidence = 0.5;
    ocr::Reading barcode;
    barcode.kind = ocr::ReadingKind::Barcode;
    const auto texts = readTexts({text, barcode});
    ASSERT_EQ(texts.size(), 1U);
    EXPECT_EQ(texts.front().text, "TEA");
    EXPECT_EQ(texts.front().confidence, 0.5);
}

}  // namespace
}  // namespace tidewaiter::blackbox
