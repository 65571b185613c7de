// "Back-off after failures: 1 s doubling to 15 min, survives a restart, never locks anybody out for good."
#include "firmware/people/log_in_delays.h"

#include <sys/stat.h>

#include "tests/people/people_folder.h"

namespace tidewaiter::people::tests {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

class Delays : public PeopleFolder {
  protected:
    void SetUp() override {
        PeopleFolder::SetUp();
        std::filesystem::create_directories(folder_);
    }
    [[nodiscard]] LogInDelays open() const { return LogInDelays(file_); }

    static void fail(LogInDelays& delays, const std::string& who, Instant now, bool stranger = false) {
        EXPECT_FALSE(delays.begin(who, stranger, now));
        delays.failed();
    }
};

TEST_F(Delays, DoubleFromOneSecondToFifteenMinutes) {
    auto delays = open();
    auto now = kNoon;
    for (const auto expected : {1s, 2s, 4s, 8s, 16s, 32s, 64s, 128s, 256s, 512s, 900s, 900s, 900s}) {
        fail(delays, "ada", now);
        ASSERT_EQ(delays.remaining("ada", now), expected);
        EXPECT_TRUE(delays.remaining("ada", now + expected - 1ms));
        now += expected;
        EXPECT_FALSE(delays.remaining("ada", now));
    }
}

TEST_F(Delays, AreEachTheirOwn) {
    auto delays = open();
    fail(delays, "ada", kNoon);
    EXPECT_FALSE(delays.remaining("bob", kNoon));
}

TEST_F(Delays, EndWithARightTry) {
    auto delays = open();
    fail(delays, "ada", kNoon);
    EXPECT_FALSE(delays.begin("ada", false, kNoon + 1s));
    delays.passed("ada");
    EXPECT_FALSE(open().remaining("ada", kNoon + 1s));
    fail(delays, "ada", kNoon + 2s);
    EXPECT_EQ(delays.remaining("ada", kNoon + 2s), 1s) << "begins anew";
}

TEST_F(Delays, AreForgottenAfterADay) {
    auto delays = open();
    auto now = kNoon;
    for (int i = 0; i < 12; ++i, now += 15min) fail(delays, "ada", now);
    now += 24h;
    fail(delays, "ada", now);
    EXPECT_EQ(delays.remaining("ada", now), 1s);
}

TEST_F(Delays, HoldTriesAtTheSameTimeBack) {
    auto delays = open();
    EXPECT_FALSE(delays.begin("ada", false, kNoon));
    EXPECT_EQ(delays.begin("ada", false, kNoon), 1s) << "the first one is not decided yet";
}

TEST_F(Delays, SurviveARestart) {
    for (int i = 0; i < 4; ++i) {
        auto delays = open();
        fail(delays, "ada", kNoon + i * 10s);
    }
    EXPECT_EQ(open().remaining("ada", kNoon + 30s), 8s);
}

TEST_F(Delays, GrowNoLongerWhenTheClockJumpsBack) {
    auto delays = open();
    fail(delays, "ada", kNoon);
    fail(delays, "ada", kNoon + 1s);
    const auto before = kNoon - 24h * 365;
    EXPECT_EQ(delays.remaining("ada", before), 2s);
    EXPECT_FALSE(delays.remaining("ada", before + 2s));
}

TEST_F(Delays, AreShorterByAsMuchAsTheClockJumpsAhead) {
    auto delays = open();
    fail(delays, "ada", kNoon);
    EXPECT_FALSE(delays.remaining("ada", kNoon + 24h * 365));
}

TEST_F(Delays, OfStrangersAreBoundedAndPushOutNobodyWhoIsKnown) {
    auto delays = open();
    EXPECT_FALSE(delays.begin("ada", false, kNoon));
    for (std::size_t i = 0; i < LogInDelays::kMostStrangers + 100; ++i)
        EXPECT_FALSE(delays.begin("x" + std::to_string(i), true,
                                  kNoon + seconds(0) + std::chrono::milliseconds(i / 10)));
    delays.failed();
    EXPECT_LT(std::filesystem::file_size(file_), 200'000U);
    auto again = open();
    EXPECT_TRUE(again.remaining("ada", kNoon));
    EXPECT_FALSE(again.remaining("x0", kNoon)) << "the oldest made room";
    EXPECT_TRUE(again.remaining("x1099", kNoon));
}

TEST_F(Delays, BeginAnewWhereTheirFileIsDamaged) {
    for (const auto* damage :
         {"", "{", "[]", "{\"ada\":1}", "{\"ada\":{\"wrong\":-1,\"last_ms\":0,\"stranger\":false}}",
          "{\"ada\":{\"wrong\":1}}", "\xFF\xFF"}) {
        write(file_, damage);
        ::chmod(file_.c_str(), 0600);
        auto delays = open();
        EXPECT_FALSE(delays.remaining("ada", kNoon)) << damage;
        fail(delays, "ada", kNoon);
        EXPECT_EQ(open().remaining("ada", kNoon), 1s) << damage;
    }
}

TEST_F(Delays, AreNobodyElsesToRead) {
    auto delays = open();
    fail(delays, "ada", kNoon);
    struct stat state {};
    ASSERT_EQ(::stat(file_.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);
}

TEST_F(Delays, HoldWithoutADisk) {
    LogInDelays delays(folder_ / "missing" / "delays");
    fail(delays, "ada", kNoon);
    EXPECT_EQ(delays.remaining("ada", kNoon), 1s);
}

}  // namespace
}  // namespace tidewaiter::people::tests
