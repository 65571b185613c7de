// "Lock after idle; sessions in cookies." (issue 6, point 4)
#include "firmware/people/sessions.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/people/people_folder.h"

namespace tidewaiter::people::tests {
namespace {

using namespace std::chrono_literals;

TEST(Sessions, BelongToWhoeverOpenedThem) {
    Sessions sessions;
    const auto ada = sessions.open("ada", kNoon);
    const auto bob = sessions.open("bob", kNoon);
    EXPECT_EQ(sessions.find(ada, kNoon), "ada");
    EXPECT_EQ(sessions.find(bob, kNoon), "bob");
}

TEST(Sessions, HaveTokensThatNobodyGuesses) {
    Sessions sessions;
    std::set<std::string> tokens;
    for (int i = 0; i < 200; ++i) tokens.insert(sessions.open("ada", kNoon));
    EXPECT_EQ(tokens.size(), 200U);
    for (const auto& token : tokens) EXPECT_EQ(token.size(), 64U);
}

TEST(Sessions, OpenToNoForgedToken) {
    Sessions sessions;
    const auto token = sessions.open("ada", kNoon);
    auto other = token;
    other.back() = other.back() == '0' ? '1' : '0';
    for (const auto& forged : {std::string(), std::string("ada"), other, token + "0", token.substr(1),
                               std::string(64, '0'), std::string(1'000'000, 'a'), std::string(64, '\0')})
        EXPECT_FALSE(sessions.find(forged, kNoon)) << forged.substr(0, 80);
}

TEST(Sessions, EndWhenIdle) {
    Sessions sessions;
    const auto token = sessions.open("ada", kNoon);
    EXPECT_TRUE(sessions.find(token, kNoon + 4min + 59s));
    EXPECT_TRUE(sessions.find(token, kNoon + 9min)) << "each call lets it go on";
    EXPECT_FALSE(sessions.find(token, kNoon + 14min));
    EXPECT_FALSE(sessions.find(token, kNoon)) << "and stay ended";
}

TEST(Sessions, DoNotGoOnByWhatAPageAsksByItself) {
    Sessions sessions;
    const auto token = sessions.open("ada", kNoon);
    for (int i = 1; i < 5; ++i) EXPECT_EQ(sessions.peek(token, kNoon + i * 1min), "ada");
    EXPECT_FALSE(sessions.peek(token, kNoon + 5min));
}

TEST(Sessions, EndAfterAShift) {
    Sessions sessions;
    const auto token = sessions.open("ada", kNoon);
    auto now = kNoon;
    while (now < kNoon + 12h - 4min) EXPECT_TRUE(sessions.find(token, now += 4min));
    EXPECT_FALSE(sessions.find(token, kNoon + 12h));
}

TEST(Sessions, LiveNoLongerWhenTheClockJumpsBack) {
    Sessions sessions({5min, 1h, 10});
    const auto token = sessions.open("ada", kNoon);
    auto now = kNoon;
    for (int i = 0; i < 14; ++i) EXPECT_TRUE(sessions.find(token, now += 4min));
    now -= 24h;
    EXPECT_TRUE(sessions.find(token, now));
    EXPECT_FALSE(sessions.find(token, now + 4min)) << "an hour has passed in all";
}

TEST(Sessions, EndWhenIdleThoughTheClockJumpedBack) {
    Sessions sessions;
    const auto token = sessions.open("ada", kNoon);
    EXPECT_TRUE(sessions.peek(token, kNoon - 24h));
    EXPECT_FALSE(sessions.peek(token, kNoon - 24h + 5min));
}

TEST(Sessions, AreClosedOneOrAllOfAPerson) {
    Sessions sessions;
    const auto first = sessions.open("ada", kNoon);
    const auto second = sessions.open("ada", kNoon);
    const auto third = sessions.open("ada", kNoon);
    const auto other = sessions.open("bob", kNoon);
    sessions.close(first);
    EXPECT_FALSE(sessions.find(first, kNoon));
    EXPECT_TRUE(sessions.find(second, kNoon));
    sessions.closeAllOf("ada");
    EXPECT_FALSE(sessions.find(second, kNoon));
    EXPECT_FALSE(sessions.find(third, kNoon));
    EXPECT_TRUE(sessions.find(other, kNoon));
    sessions.close("no such token");
    EXPECT_EQ(sessions.count(kNoon), 1U);
}

TEST(Sessions, AreBoundedAndTheLongestIdleOneMakesRoom) {
    Sessions sessions({5min, 12h, 3});
    const auto first = sessions.open("a", kNoon);
    const auto second = sessions.open("b", kNoon + 1s);
    static_cast<void>(sessions.open("c", kNoon + 2s));
    EXPECT_TRUE(sessions.find(first, kNoon + 3s));
    static_cast<void>(sessions.open("d", kNoon + 4s));
    EXPECT_EQ(sessions.count(kNoon + 4s), 3U);
    EXPECT_TRUE(sessions.find(first, kNoon + 4s));
    EXPECT_FALSE(sessions.find(second, kNoon + 4s));
}

}  // namespace
}  // namespace tidewaiter::people::tests
