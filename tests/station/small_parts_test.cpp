// Events, declarations, synchronization, training: the station's small parts.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "firmware/station/declaration_book.h"
#include "firmware/station/event_hub.h"
#include "firmware/station/list_keeper.h"
#include "firmware/station/training_book.h"

namespace tidewaiter::station {
namespace {

using namespace std::chrono_literals;

TEST(EventHub, GivesEverybodyWhatTheyHaveNotSeen) {
    EventHub hub;
    hub.tell("one", {{"a", 1}});
    hub.tell("two", {{"b", "line\nbreak"}});
    const auto all = hub.after(0, {});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0]->data, R"({"a":1})");
    EXPECT_EQ(all[1]->data.find('\n'), std::string::npos) << "a line break would end the event";
    EXPECT_EQ(hub.after(1, {}).size(), 1U);
    EXPECT_TRUE(hub.after(2, {}).empty());
    EXPECT_EQ(hub.latest(), 2U);
}

// Whoever is away for long misses some, and sees that from the numbers; memory stays what it is.
TEST(EventHub, KeepsTheLatestAlone) {
    EventHub hub;
    for (std::size_t i = 0; i < EventHub::kKept + 10; ++i) hub.tell("e", {});
    const auto kept = hub.after(0, {});
    ASSERT_EQ(kept.size(), EventHub::kKept);
    EXPECT_EQ(kept.front()->number, 11U);
}

TEST(EventHub, WhoWaitsIsWokenByNewsAndByTheEnd) {
    EventHub hub;
    std::jthread teller([&] { hub.tell("late", {}); });
    EXPECT_EQ(hub.after(0, 10s).size(), 1U);
    teller.join();
    std::jthread closer([&] { hub.close(); });
    EXPECT_TRUE(hub.after(1, 10s).empty());
    EXPECT_TRUE(hub.closed());
}

class Declarations : public testing::Test {
  protected:
    void SetUp() override { std::filesystem::remove(file_); }
    void TearDown() override { std::filesystem::remove(file_); }

    const std::filesystem::path file_ =
        std::filesystem::temp_directory_path() / ("declarations_test." + std::to_string(getpid()));
};

TEST_F(Declarations, AreFoundByAnythingThatTheyHold) {
    DeclarationBook book(file_, {});
    const auto brought =
        book.replace("item,goods,hs,shipper\nA1,green tea,0902,Harbor Ltd\nB2,toys,9503,Tea Trading\n");
    ASSERT_TRUE(brought) << brought.error().message;
    EXPECT_EQ(brought->count, 2U);
    EXPECT_EQ(book.find("", 20).total, 2U);
    EXPECT_EQ(book.find("TEA", 20).total, 2U);
    EXPECT_EQ(book.find("harbor", 20).declarations.at(0).item, "A1");
    EXPECT_EQ(book.find("b2", 20).declarations.at(0).goods, "toys");
    EXPECT_EQ(book.find("tea", 1).declarations.size(), 1U);
    EXPECT_EQ(book.find("coffee", 20).total, 0U);
}

TEST_F(Declarations, StayOverARestart) {
    ASSERT_TRUE(DeclarationBook(file_, {}).replace("item,goods\nA1,tea\n"));
    EXPECT_EQ(DeclarationBook(file_, {}).find("a1", 20).total, 1U);
}

TEST_F(Declarations, StayAsTheyWereWhereTheNewOnesCannotBeRead) {
    DeclarationBook book(file_, {});
    ASSERT_TRUE(book.replace("item,goods\nA1,tea\n"));
    for (const auto* bad : {"", "no,columns\n1,2\n", "[{]", "<Declaration/>",
                            "\xFF\xFE"
                            "i"})
        EXPECT_FALSE(book.replace(bad)) << bad;
    EXPECT_EQ(book.find("a1", 20).total, 1U);
    const auto brought = book.replace("item,goods,gross_weight_kg\nA2,tea,1\nA3,tea,a lot\n");
    ASSERT_TRUE(brought);
    EXPECT_EQ(brought->count, 1U);
    EXPECT_EQ(brought->problems.size(), 1U) << "the row that cannot be relied on is named";
}

TEST(ListKeeper, SynchronizesOneAtATimeAndSaysWhatCame) {
    std::atomic<bool> go = false;
    std::atomic<int> told = 0;
    ListKeeper keeper({[&]() -> Expected<std::string> {
                           while (!go) std::this_thread::sleep_for(1ms);
                           return "new  eu";
                       },
                       [] { return "2026-11-22T08:00:00Z"; }, [&] { ++told; }});
    EXPECT_FALSE(keeper.last());
    ASSERT_TRUE(keeper.start());
    EXPECT_FALSE(keeper.start()) << "it is busy";
    go = true;
    while (keeper.isBusy()) std::this_thread::sleep_for(1ms);
    ASSERT_TRUE(keeper.last());
    EXPECT_TRUE(keeper.last()->ok);
    EXPECT_EQ(keeper.last()->sentence, "new  eu");
    while (told < 2) std::this_thread::sleep_for(1ms);
    EXPECT_TRUE(keeper.start());
}

TEST(ListKeeper, SaysWhyNothingCame) {
    ListKeeper keeper(
        {[]() -> Expected<std::string> { return failure("no network"); }, [] { return ""; }, [] {}});
    ASSERT_TRUE(keeper.start());
    while (keeper.isBusy() || !keeper.last()) std::this_thread::sleep_for(1ms);
    EXPECT_FALSE(keeper.last()->ok);
    EXPECT_EQ(keeper.last()->sentence, "no network");
}

TEST(Training, TheSamplesAreThereAndTheScoreCounts) {
    const auto store = models::Store::open(TIDEWAITER_DATA_DIR);
    ASSERT_TRUE(store) << store.error().message;
    auto samples = TrainingBook::load(*store);
    ASSERT_TRUE(samples) << samples.error().message;
    TrainingBook book(std::move(*samples));
    ASSERT_GE(book.samples().size(), 6U);
    std::set<inspection::Verdict> verdicts;
    for (const auto& sample : book.samples()) {
        verdicts.insert(sample.verdict);
        EXPECT_FALSE(sample.photos.empty()) << sample.id;
        EXPECT_FALSE(sample.title.empty()) << sample.id;
        EXPECT_EQ(sample.why.empty(), false) << sample.id;
    }
    EXPECT_EQ(verdicts.size(), 3U) << "each verdict is to be practised";
    const auto& first = book.samples().front();
    const auto wrong =
        first.verdict == inspection::Verdict::Clear ? inspection::Verdict::Hold : inspection::Verdict::Clear;
    EXPECT_EQ(book.answer("1", first.id, wrong).right, 0);
    EXPECT_EQ(book.answer("1", first.id, first.verdict).right, 1);
    EXPECT_EQ(book.scoreOf("1").total, 1);
    EXPECT_EQ(book.scoreOf("2").total, 0) << "everybody has a score of their own";
    EXPECT_EQ(book.find("none"), nullptr);
}

}  // namespace
}  // namespace tidewaiter::station
