// "Log-in guessing: none gets through, none crashes it." (issue 6, security tests) "Same time and same answer
// for an unknown name and a wrong secret."
#include <algorithm>
#include <atomic>
#include <thread>

#include "firmware/people/log_in_delays.h"
#include "tests/people/people_folder.h"

namespace tidewaiter::people::tests {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class Guessing : public PeopleFolder {};

TEST_F(Guessing, OnOneNameGetsFewTriesADay) {
    auto roster = founded();
    int tries = 0;
    for (auto now = kNoon; now < kNoon + 24h; now += 1s)
        tries += isWrong(roster.authenticate({"Ada", "", "000000"}, now)) ? 1 : 0;
    std::printf("%d tries in a day of guessing once a second\n", tries);
    EXPECT_LT(tries, 110);
}

TEST_F(Guessing, LocksNobodyOutForGood) {
    auto roster = founded();
    auto now = kNoon;
    for (; now < kNoon + 24h; now += 10s) static_cast<void>(roster.authenticate({"Ada", "", "000000"}, now));
    const auto wait = waitOf(roster.authenticate({"Ada", "", kSecret}, now));
    EXPECT_LE(wait, 900);
    EXPECT_TRUE(lets(roster, "Ada", kSecret, now + std::chrono::seconds(wait)));
    EXPECT_TRUE(lets(roster, "Ada", kSecret, now + std::chrono::seconds(wait))) << "and no delay stays";
}

TEST_F(Guessing, OverManyNamesKeepsNobodyElseOutAndStaysBounded) {
    auto roster = founded();
    EXPECT_FALSE(lets(roster, "Ada", "000000"));
    for (int i = 0; i < 1050; ++i)
        EXPECT_TRUE(isWrong(roster.authenticate({"name" + std::to_string(i), "", "000000"}, kNoon)));
    EXPECT_GT(waitOf(roster.authenticate({"Ada", "", kSecret}, kNoon)), 0) << "names pushed her delay out";
    EXPECT_LT(std::filesystem::file_size(file_.string() + ".delays"), 300'000U);
    EXPECT_TRUE(lets(roster, "Ada", kSecret, kNoon + 1s));
}

TEST_F(Guessing, GetsTheSameAnswersForNamesThatNobodyHas) {
    auto roster = founded();
    auto now = kNoon;
    for (int i = 0; i < 40; ++i, now += 7s) {
        const auto known = roster.authenticate({"Ada", "", "000000"}, now);
        const auto unknown = roster.authenticate({"Eve", "", "000000"}, now);
        ASSERT_EQ(known.index(), unknown.index()) << i;
        ASSERT_EQ(waitOf(known), waitOf(unknown)) << i;
    }
}

TEST_F(Guessing, TakesAsLongForNamesThatNobodyHas) {
    auto opened = Roster::open(file_);  // at full cost
    ASSERT_TRUE(opened);
    ASSERT_TRUE(opened->addFirst({"Ada", Role::Administrator, kSecret}));
    const auto shortest = [&](const char* name) {
        auto best = Clock::duration::max();
        for (int i = 0; i < 5; ++i) {
            const auto begin = Clock::now();
            EXPECT_TRUE(isWrong(opened->authenticate({name, "", "000000"}, kNoon + i * 1h)));
            best = std::min(best, Clock::now() - begin);
        }
        return std::chrono::duration<double, std::milli>(best).count();
    };
    const double known = shortest("Ada");
    const double unknown = shortest("Eve");
    std::printf("known %.1f ms, unknown %.1f ms\n", known, unknown);
    EXPECT_NEAR(known / unknown, 1, 0.3);
}

TEST_F(Guessing, ManyTimesAtOnceGetsOneTryOnly) {
    auto roster = founded();
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            for (int k = 0; k < 50; ++k)
                wrong += isWrong(roster.authenticate({"Ada", "", "000000"}, kNoon)) ? 1 : 0;
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, 1) << "800 tries within one second";
}

TEST_F(Guessing, WhileOthersLogInAndAreChangedHarmsNothing) {
    auto roster = founded();
    const auto bob = added(roster, {"Bob", Role::Officer, "081547"});
    std::atomic<int> in = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 2; ++i) {
        threads.emplace_back([&roster, i] {
            for (int k = 0; k < 200; ++k)
                static_cast<void>(roster.authenticate({std::to_string(i * 1000 + k), "", "x"}, kNoon));
        });
    }
    threads.emplace_back([&] {
        for (int k = 0; k < 200; ++k) in += lets(roster, "Ada", kSecret) ? 1 : 0;
    });
    threads.emplace_back([&] {
        for (int k = 0; k < 50; ++k) EXPECT_TRUE(roster.change(bob.id, {.active = k % 2 == 1}));
    });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(in, 200);
    EXPECT_TRUE(roster.person(bob.id)->active);
    EXPECT_TRUE(lets(roster, "Bob", "081547"));
}

TEST_F(Guessing, SendsAwayWhoeverWouldWaitTooLong) {
    SecretHasher hasher({4, std::size_t{64} << 20U});
    std::atomic<bool> wasBusy = false;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) threads.emplace_back([&] { static_cast<void>(hasher.verify({}, "x")); });
    for (int i = 0; i < 1000 && !wasBusy; ++i) {
        wasBusy = hasher.isBusy();
        std::this_thread::sleep_for(1ms);
    }
    for (auto& thread : threads) thread.join();
    EXPECT_TRUE(wasBusy);
    EXPECT_FALSE(hasher.isBusy());
}

}  // namespace
}  // namespace tidewaiter::people::tests
