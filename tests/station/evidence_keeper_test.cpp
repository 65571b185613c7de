// "Retention by policy with legal hold; storage never silently full." (issue 6, point 8) The keeper does both
// while people work.
#include "firmware/station/evidence_keeper.h"

#include <gtest/gtest.h>

#include <atomic>

#include "firmware/text/ulid.h"
#include "tests/records/kept_policy.h"

namespace tidewaiter::station {
namespace {

using namespace std::chrono_literals;
using records::StorageState;
using records::tests::EvidenceFolder;
using records::tests::keptPolicy;
using records::tests::recordId;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kDay = 24ULL * 60 * 60 * 1000;
constexpr std::uint64_t kFirst = 1'700'000'000'000;  // 2023-11-14

class Keeper : public ::testing::Test {
  protected:
    /// One inspection a day, each with its own picture.
    void sealDays(int count) {
        for (int i = 0; i < count; ++i) {
            const auto image = store_.keep(records::tests::picture(i)).value();
            ASSERT_TRUE(store_.seal({records::RecordKind::Inspection,
                                     recordId(i),
                                     text::rfc3339(kFirst + static_cast<std::uint64_t>(i) * kDay),
                                     store_.device(),
                                     {},
                                     {image},
                                     {{"verdict", "clear"}}}));
        }
    }

    KeeperMeans means() {
        KeeperMeans means;
        means.policy = [this]() -> Expected<inspection::Policy> {
            if (keep_.empty()) return failure("no policy is loaded yet; wait");
            return keptPolicy(keep_);
        };
        means.now = [] { return kFirst + 30 * kDay; };
        means.clock = [this] { return records::ClockState{"system", synchronized_.load(), {}}; };
        means.storage = [this] { return records::storageFor(1000, 1000 - usedBytes_.load()); };
        means.tell = [this](const std::string& event, const nlohmann::json& data) {
            const std::lock_guard lock(mutex_);
            told_.push_back({event, data});
        };
        means.note = [this](const RetentionResult& result) {
            const std::lock_guard lock(mutex_);
            noted_.push_back(result);
        };
        means.times = {0ms, 24h, 5ms, 5ms, 2};
        return means;
    }

    std::vector<RetentionResult> noted() {
        const std::lock_guard lock(mutex_);
        return noted_;
    }
    /// What was told of one event.
    std::vector<nlohmann::json> told(const std::string& event) {
        const std::lock_guard lock(mutex_);
        std::vector<nlohmann::json> data;
        for (const auto& [name, one] : told_) {
            if (name == event) data.push_back(one);
        }
        return data;
    }
    template <class Condition>
    static void waitFor(const Condition& condition) {
        for (int i = 0; i < 4000 && !condition(); ++i) std::this_thread::sleep_for(5ms);
        ASSERT_TRUE(condition());
    }
    int recordsLeft() const {
        int left = 0;
        for (int i = 0; i < 100; ++i) left += std::filesystem::exists(folder_.files().record(recordId(i)));
        return left;
    }

    EvidenceFolder folder_;
    records::RecordStore store_ = folder_.store();
    std::string keep_ = "{ clear = 20 }";
    std::atomic<bool> synchronized_ = true;
    std::atomic<std::uint64_t> usedBytes_ = 100;
    std::mutex mutex_;
    std::vector<std::pair<std::string, nlohmann::json>> told_;
    std::vector<RetentionResult> noted_;
};

TEST_F(Keeper, RemovesWhatThePolicyKeepsNoLongerAndSaysSo) {
    sealDays(15);  // of which ten are older than 20 days
    const EvidenceKeeper keeper(means(), store_);
    waitFor([&] { return !noted().empty(); });
    EXPECT_EQ(recordsLeft(), 5);
    const auto result = noted().front();
    EXPECT_TRUE(result.ok) << result.sentence;
    EXPECT_EQ(result.removed, 10U);
    EXPECT_NE(result.sentence.find("removed 10 inspections and 10 pictures by the policy"),
              std::string::npos);
    EXPECT_NE(result.sentence.find("; 5 stay, 0 on hold"), std::string::npos) << result.sentence;
    waitFor([&] { return !told("retention").empty(); });
    EXPECT_EQ(told("retention").front().at("removed"), 10);
    EXPECT_EQ(keeper.last()->removed, 10U);
    EXPECT_EQ(store_.count(), 20U);  // five portions of two
    EXPECT_TRUE(folder_.verified().problems.empty());
}

TEST_F(Keeper, SaysHowManyStayForAHold) {
    sealDays(3);
    ASSERT_TRUE(sealHold(store_, {records::HoldState::Placed, "A. Judge", "case 1", {recordId(1)}},
                         {text::rfc3339(kFirst), {}}, recordId(50)));
    const EvidenceKeeper keeper(means(), store_);
    waitFor([&] { return !noted().empty(); });
    EXPECT_EQ(noted().front().removed, 2U);
    EXPECT_EQ(noted().front().held, 1U);
}

TEST_F(Keeper, HasNothingToDoWhereThePolicyKeepsAllForEver) {
    sealDays(2);
    keep_ = "{ clear = 0, inspect = 0, hold = 0 }";
    usedBytes_ = 900;
    const EvidenceKeeper keeper(means(), store_);
    waitFor([&] { return !told("storage").empty(); });
    std::this_thread::sleep_for(30ms);
    EXPECT_TRUE(noted().empty());
    EXPECT_FALSE(keeper.last());
    EXPECT_EQ(recordsLeft(), 2);
}

// A clock that runs ahead would have everything removed.
TEST_F(Keeper, RemovesNothingByAClockThatNobodyKeeps) {
    sealDays(2);
    synchronized_ = false;
    const EvidenceKeeper keeper(means(), store_);
    waitFor([&] { return keeper.last().has_value(); });
    std::this_thread::sleep_for(50ms);
    ASSERT_EQ(noted().size(), 1U);  // told once, tried again and again
    EXPECT_FALSE(noted().front().ok);
    EXPECT_NE(noted().front().sentence.find("no time server keeps this device's clock"), std::string::npos);
    EXPECT_EQ(recordsLeft(), 2);
    synchronized_ = true;
    waitFor([&] { return noted().size() == 2; });
    EXPECT_TRUE(noted().back().ok);
    EXPECT_EQ(recordsLeft(), 0);
}

TEST_F(Keeper, RemovesNothingWithoutAPolicyOrWithEvidenceThatWasChanged) {
    sealDays(2);
    {
        keep_.clear();
        const EvidenceKeeper keeper(means(), store_);
        waitFor([&] { return !noted().empty(); });
        EXPECT_EQ(noted().back().sentence, "no policy is loaded yet; wait");
    }
    keep_ = "{ clear = 20 }";
    records::tests::overwrite(folder_.files().record(recordId(1)), "{}");
    const EvidenceKeeper keeper(means(), store_);
    waitFor([&] { return noted().size() == 2; });
    EXPECT_NE(noted().back().sentence.find("was changed after it was sealed"), std::string::npos);
    EXPECT_EQ(recordsLeft(), 2);
}

// "At 90 % it warns, at 97 % it stops taking new inspections with a clear message."
TEST_F(Keeper, TellsOnlyThatTheStateOfTheStorageHasChanged) {
    keep_ = "{ clear = 0 }";
    const EvidenceKeeper keeper(means(), store_);
    const auto expectTold = [&](std::uint64_t used, std::size_t count, const std::string& state) {
        usedBytes_ = used;
        waitFor([&] { return told("storage").size() == count; });
        EXPECT_EQ(told("storage").back().at("state"), state);
    };
    std::this_thread::sleep_for(30ms);
    EXPECT_TRUE(told("storage").empty());
    expectTold(900, 1, "warning");
    EXPECT_NE(told("storage").back().at("sentence").get<std::string>().find("90 % full"), std::string::npos);
    usedBytes_ = 910;
    std::this_thread::sleep_for(30ms);
    expectTold(970, 2, "full");
    EXPECT_NE(told("storage").back().at("sentence").get<std::string>().find("no new inspection is taken"),
              std::string::npos);
    expectTold(969, 3, "warning");
    expectTold(100, 4, "ok");
    EXPECT_EQ(told("storage").back().at("sentence"), "");
}

TEST_F(Keeper, EndsAtOnceWhileItWaitsAndSoonWhileItRemoves) {
    sealDays(40);
    auto patient = means();
    patient.times = {};
    auto begin = Clock::now();
    { const EvidenceKeeper keeper(patient, store_); }
    EXPECT_LT(Clock::now() - begin, 1s);
    auto busy = means();
    busy.times.portion = 1;
    begin = Clock::now();
    {
        const EvidenceKeeper keeper(busy, store_);
        waitFor([&] { return recordsLeft() < 40; });
        begin = Clock::now();
    }
    EXPECT_LT(Clock::now() - begin, 2s);
    EXPECT_TRUE(folder_.verified().problems.empty());
}

// Captures never wait for more than a portion.
TEST_F(Keeper, NeverHoldsUpWhatIsInspectedMeanwhile) {
    sealDays(60);
    keep_ = "{ clear = 1 }";
    auto days = means();
    days.now = [] { return kFirst + 300 * kDay; };
    const EvidenceKeeper keeper(days, store_);
    auto slowest = Clock::duration::zero();
    for (int i = 1000; noted().empty(); ++i) {
        const auto begin = Clock::now();
        const auto image = store_.keep(records::tests::picture(i)).value();
        ASSERT_TRUE(store_.seal({records::RecordKind::Inspection,
                                 recordId(i),
                                 text::rfc3339(kFirst + 300 * kDay),
                                 store_.device(),
                                 {},
                                 {image},
                                 {{"verdict", "clear"}}}));
        slowest = std::max(slowest, Clock::now() - begin);
        std::this_thread::sleep_for(2ms);
    }
    EXPECT_TRUE(noted().front().ok) << noted().front().sentence;
    EXPECT_EQ(recordsLeft(), 0);
    EXPECT_LT(slowest, 2s);
    std::printf("the slowest seal took %.0f ms while 60 inspections were removed\n",
                std::chrono::duration<double, std::milli>(slowest).count());
    EXPECT_TRUE(folder_.verified().problems.empty());
}

}  // namespace
}  // namespace tidewaiter::station
