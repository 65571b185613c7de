// Parties of lists as they are published: imported, opened, looked up.
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "firmware/watchlist/import.h"
#include "firmware/watchlist/lists.h"
#include "tests/watchlist/list_folder.h"

namespace tidewaiter::watchlist {
namespace {

constexpr auto kDay = "2026-11-22";

// Columns and forms of the US Consolidated Screening List; the parties are nobody.
constexpr auto kScreeningCsv =
    "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
    "standard_order,license_requirement,license_policy,source_list_url,alt_names\n"
    "17,Entity List (EL) - Bureau of Industry and Security,,,EL,\"Huaqiang Robotics Co., Ltd.\",,"
    "\"Room 5, Hong Kong; 7 Ring Road, Shenzhen, 518000, CN\",88 FR 1,2023-10-17,3035-04-37,,,"
    "Presumption of denial,https://example.org/el,\"深圳市华强机器人有限公司; HQ Robotics\"\n"
    "18,Specially Designated Nationals (SDN) - Treasury Department,,Entity,RUSSIA,OOO SEVERNAYA ZVEZDA,,"
    "\"12 Ulitsa Lenina, Moscow, RU\",,2023-10-17,2026-11-21,,,,https://example.org/sdn,\n";

class ListsParties : public ::testing::Test {
  protected:
    ListsParties() {
        std::ofstream(folder_ / "consolidated.csv") << kScreeningCsv;
        const auto imported =
            importLists({{folder_ / "consolidated.csv"}, folder_ / "csl.watchlist", "csl", "1"},
                        [](const ImportState&) {});
        EXPECT_TRUE(imported) << imported.error().message;
        auto opened = Lists::open(folder_.path());
        if (!opened) throw std::runtime_error(opened.error().message);
        lists_ = std::make_unique<Lists>(std::move(*opened));
    }

    tests::ListFolder folder_;
    std::unique_ptr<Lists> lists_;
};

TEST_F(ListsParties, FindsEachNameOfAScreenedParty) {
    for (const auto* line : {"Huaqiang Robotics Limited", "深圳华强机器人有限公司, 香港",
                             "HUAQIANG ROBOTICS CO LTD, 1 Dock Street"}) {
        const auto hits = lists_->findParty(line, "", kDay);
        ASSERT_EQ(hits.size(), 1U) << line;
        EXPECT_GE(hits[0].score, kSureParty) << line;
        EXPECT_EQ(hits[0].list, "csl");
        EXPECT_EQ(hits[0].entry->terms.reason,
                  "listed on the Entity List (EL) - Bureau of Industry and Security (EL)");
    }
}

TEST_F(ListsParties, FindsFurtherAddresses) {
    EXPECT_EQ(lists_->findPartyAt("Vega Ltd, 7 Ring Road, 518000 Shenzhen", kDay).size(), 1U);
    EXPECT_TRUE(lists_->findPartyAt("Vega Ltd, Room 5, Hong Kong", kDay).empty());
    EXPECT_TRUE(lists_->findParty("HQ Robotics", "7 Ring Road, Shenzhen", kDay).front().sameAddress);
}

TEST_F(ListsParties, LeavesOutWhatHasExpired) {
    EXPECT_TRUE(lists_->findParty("Severnaya Zvezda", "", kDay).empty());
    EXPECT_EQ(lists_->findParty("Severnaya Zvezda", "", "2026-11-21").size(), 1U);
}

// "Safe to call from any thread": the first look-ups of all threads make one index.
TEST_F(ListsParties, ServesSeveralThreads) {
    std::vector<std::thread> threads;
    std::atomic<int> found = 0;
    constexpr int kThreads = 8;
    for (int i = 0; i < kThreads; ++i)
        threads.emplace_back(
            [&] { found += static_cast<int>(lists_->findParty("深圳華強機器人", "", kDay).size()); });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(found, kThreads);
}

TEST(ListsWithoutParties, FindNone) {
    const tests::ListFolder folder;
    const auto lists = Lists::open(folder.path());
    ASSERT_TRUE(lists);
    EXPECT_TRUE(lists->findParty("Huaqiang Robotics", "", kDay).empty());
    EXPECT_TRUE(lists->findPartyInLine("Huaqiang Robotics", kDay).empty());
    EXPECT_TRUE(lists->findPartyAt("7 Ring Road, Shenzhen", kDay).empty());
}

}  // namespace
}  // namespace tidewaiter::watchlist
