// Boards and the dies they are made for: codes in silkscreen and part numbers, and files that are refused.
#include "models/board_dies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/models/data_store.h"
#include "tests/models/temporary_store.h"

namespace tidewaiter::models {
namespace {

const BoardDies& ours() {
    static const auto loaded = BoardDies::load(tests::dataStore()).value();
    return loaded;
}

TEST(BoardDies, CodesInSilkscreenAndPartNumbers) {
    const std::pair<const char*, const char*> cases[] = {
        {"PG520", "PG520"},
        {"PG520 REV A", "PG520"},
        {"NVIDIA PG132-A02", "PG132"},
        {"PG136C", "PG136"},
        {"699-2G520-0200-500", "PG520"},
        {"P/N: 900-21010-0000-000", "P1010"},
        {"900-21001-0020-000", "P1001"},
        {"600-1G132-0030-300", "PG132"},
    };
    for (const auto& [text, board] : cases) {
        const auto found = ours().find(text);
        ASSERT_EQ(found.size(), 1U) << text;
        EXPECT_EQ(found[0].board->board, board) << text;
        EXPECT_FALSE(found[0].board->dies.empty()) << text;
        EXPECT_LT(found[0].begin, found[0].end) << text;
    }
}

// P1001 is a connector's designator on other boards; PG5200 and XPG520 are other words.
TEST(BoardDies, OtherTextsNameNone) {
    for (const auto* text : {"", "P1001", "P1010", "PG5200", "XPG520", "PG999", "PG520X7", "PG520-LONG",
                             "900-21010", "2G520", "GH100-885-A1", "699-2G520", "PG 520", "12-345-6789"})
        EXPECT_TRUE(ours().find(text).empty()) << text;
    EXPECT_TRUE(BoardDies::none().find("PG520").empty());
}

TEST(BoardDies, ABoardMayCarrySeveralDies) {
    const auto found = ours().find("PG136");
    ASSERT_EQ(found.size(), 1U);
    const auto& dies = found[0].board->dies;
    EXPECT_NE(std::find(dies.begin(), dies.end(), "GA102"), dies.end());
    EXPECT_NE(std::find(dies.begin(), dies.end(), "AD102"), dies.end());
}

TEST(DiesIn, MarkingsInFull) {
    for (const auto* text : {"GH100-885-A1", "NVIDIA GA102-300-A1", "GA100-883AA-A1", "AD102-300-A1 TAIWAN"})
        EXPECT_EQ(diesIn(text).size(), 1U) << text;
    EXPECT_EQ(diesIn("X GA102-300-A1")[0].die, "GA102");
    EXPECT_EQ(diesIn("X GA102-300-A1")[0].begin, 2U);
    for (const auto* text : {"", "GA102", "GA102-300", "2684-301-A1", "GA102-300-A12", "G102-300-A1",
                             "GA1O2-300-A1", "GA102-3-A1", "GA102-300-AA", "600-1G132-0030-300"})
        EXPECT_TRUE(diesIn(text).empty()) << text;
}

Expected<BoardDies> loaded(const std::string& entry) {
    tests::TemporaryStore store;
    store.add("catalog/board_dies.json",
              R"({"format": 1, "sources": {"a": "a book"}, "entries": [)" + entry + "]}");
    return BoardDies::load(store.open());
}

TEST(BoardDiesFile, GoodOneLoads) {
    const auto dies =
        loaded(R"({"board": "PG999", "maker": "X", "dies": ["GX100"], "source": "a", "confidence": "high"})");
    ASSERT_TRUE(dies) << dies.error().message;
    EXPECT_EQ(dies->find("PG999").size(), 1U);
}

TEST(BoardDiesFile, BrokenOnesAreRefused) {
    const std::pair<const char*, const char*> cases[] = {
        {R"({"maker": "X", "dies": ["GX100"], "source": "a", "confidence": "high"})", "board"},
        {R"({"board": "PG999", "dies": ["GX100"], "source": "a", "confidence": "high"})", "maker"},
        {R"({"board": "PG999", "maker": "X", "source": "a", "confidence": "high"})", "dies"},
        {R"({"board": "PG999", "maker": "X", "dies": [], "source": "a", "confidence": "high"})", "dies"},
        {R"({"board": "PG999", "maker": "X", "dies": ["100"], "source": "a", "confidence": "high"})", "dies"},
        {R"({"board": "PG999", "maker": "X", "dies": "GX100", "source": "a", "confidence": "high"})", "dies"},
        {R"({"board": "PG999", "maker": "X", "dies": ["GX100"], "designator": 1, "source": "a", "confidence": "high"})",
         "designator"},
        {R"({"board": "PG999", "maker": "X", "dies": ["GX100"], "source": "b", "confidence": "high"})",
         "source"},
        {R"({"board": "PG999", "maker": "X", "dies": ["GX100"], "source": "a"})", "confidence"},
        {R"({"board": "PG999", "maker": "X", "dies": ["GX100"], "color": 1, "source": "a", "confidence": "high"})",
         "color"},
    };
    for (const auto& [entry, place] : cases) {
        const auto dies = loaded(entry);
        ASSERT_FALSE(dies) << entry;
        EXPECT_NE(dies.error().message.find(place), std::string::npos) << dies.error().message;
    }
}

}  // namespace
}  // namespace tidewaiter::models
