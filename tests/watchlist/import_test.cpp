// Imports: all or nothing, with a mistake named and progress told.
#include "firmware/watchlist/import.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "firmware/watchlist/serial_key.h"
#include "tests/watchlist/list_folder.h"

namespace tidewaiter::watchlist {
namespace {

using tests::ListFolder;

std::filesystem::path put(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file) << text;
    return file;
}

const auto kSilent = [](const ImportState&) {};

TEST(ImportLists, JoinsSeveralFiles) {
    const ListFolder folder;
    const auto summary = importLists(
        {{put(folder / "a.csv", "value\nA111\nB222\n"), put(folder / "b.jsonl", "{\"value\":\"C333\"}\n")},
         folder / "lists" / "s.watchlist",
         "stolen",
         "3"},
        kSilent);
    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(summary->serials, 3);
    auto store = Store::open(folder / "lists" / "s.watchlist");
    ASSERT_TRUE(store) << store.error().message;
    EXPECT_EQ(store->summary(), *summary);
    EXPECT_EQ(store->withKey(serialKey("C333")).value().size(), 1U);
}

TEST(ImportLists, ABadLineLeavesTheOldList) {
    const ListFolder folder;
    const auto target = folder / "s.watchlist";
    ASSERT_TRUE(importLists({{put(folder / "a.csv", "value\nA111\n")}, target, "s", "1"}, kSilent));
    const auto refused =
        importLists({{put(folder / "b.csv", "value\nB222\n-\n")}, target, "s", "2"}, kSilent);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message,
              "b.csv, line 3: the value is empty; the list that is in use stays as it is");
    auto store = Store::open(target);
    ASSERT_TRUE(store);
    EXPECT_EQ(store->summary().version, "1");
    EXPECT_FALSE(store->withKey(serialKey("A111")).value().empty());
}

TEST(ImportLists, NamesAFileThatIsNotThere) {
    const ListFolder folder;
    const auto refused = importLists({{folder / "no.csv"}, folder / "s", "s", ""}, kSilent);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("no.csv' cannot be opened"), std::string::npos);
}

// A pipe without a writer would wait for ever.
TEST(ImportLists, RefusesWhatIsNoFile) {
    const ListFolder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    for (const auto& path : {folder.path(), folder / "pipe", std::filesystem::path("/dev/null")}) {
        const auto refused = importLists({{path}, folder / "s", "s", ""}, kSilent);
        ASSERT_FALSE(refused);
        EXPECT_NE(refused.error().message.find("is no file; "), std::string::npos) << refused.error().message;
    }
}

TEST(ImportLists, TellsHowFarItIs) {
    const ListFolder folder;
    std::string text = "value\n";
    for (int i = 0; i < 50000; ++i) text += "SN" + std::to_string(1000000 + i) + "\n";
    std::vector<ImportState> states;
    ASSERT_TRUE(importLists({{put(folder / "a.csv", text)}, folder / "s", "s", ""},
                            [&](const ImportState& state) { states.push_back(state); }));
    ASSERT_GE(states.size(), 3U);
    EXPECT_EQ(states[0].entries, 20000);
    EXPECT_GT(states[0].bytesRead, 0U);
    EXPECT_LT(states[0].bytesRead, states[1].bytesRead);
    EXPECT_TRUE(states.back().sorting);
    EXPECT_EQ(states.back().bytesRead, states.back().bytesInAll);
}

}  // namespace
}  // namespace tidewaiter::watchlist
