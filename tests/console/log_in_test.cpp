// "Log-in guessing: none gets through." (issue 6, security tests) "First start makes one administrator with
// a one-time code; there is no default password." "Back-off after failures." (point 4)
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/console/people_of_every_role.h"

namespace tidewaiter::console::tests {
namespace {

using people::Role;

TEST(FirstLogIn, IsByTheCodeThatTheDeviceShows) {
    Served served;
    ApiClient client(served.port());
    EXPECT_EQ(client.get("/status").json().at("state"), "setup");
    for (const auto* name : {"admin", "administrator", "root", "tidewaiter"}) {
        for (const auto* secret : {"", "admin", "123456", "password"})
            EXPECT_NE(client.logIn(name, secret).status, 201);
    }
    EXPECT_EQ(client.setUp("AAAA-AAAA", "Ada", kPin).status, 401);
    EXPECT_EQ(client.setUp(served.code(), "Ada", kPin).status, 429) << "so soon after a wrong one";
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    EXPECT_EQ(client.setUp(served.code(), "Ada", "123456").status, 422) << "a trivial PIN";
    EXPECT_EQ(client.setUp(served.code(), "", kPin).status, 422);
    const auto made = client.setUp(served.code(), "Ada", kPin);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.json().at("person").at("role"), "administrator");
    EXPECT_EQ(client.setUp(served.code(), "Eve", kPin).status, 409);
    EXPECT_EQ(client.get("/status").json().at("state"), "ready");
    EXPECT_EQ(served.stop(), 0);
    served.start();
    ApiClient again(served.port());
    EXPECT_EQ(again.logIn("Ada", kPin).status, 201) << "after a restart";
    EXPECT_EQ(served.code(), "") << "and no code is shown any more";
}

class Guessing : public testing::Test {
  protected:
    void SetUp() override { static_cast<void>(sessionOf(served_, Role::Administrator)); }
    void TearDown() override { EXPECT_TRUE(served_.isAlive()); }

    Served served_;
};

TEST_F(Guessing, IsSlowedDownAndSaysHowLong) {
    ApiClient client(served_.port());
    const auto first = client.logIn("officer", "000000");
    EXPECT_EQ(first.status, 401);
    EXPECT_EQ(first.code(), "session.wrong");
    auto second = client.logIn("officer", kPin);
    EXPECT_EQ(second.status, 429) << second.body;
    EXPECT_EQ(second.headers["retry-after"], "1");
    EXPECT_EQ(second.json().at("retry_after_s"), 1);
    EXPECT_EQ(client.logIn("supervisor", kPin).status, 201) << "others are not slowed down";
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    EXPECT_EQ(client.logIn("officer", kPin).status, 201);
}

TEST_F(Guessing, GetsTheSameAnswerForNamesThatNobodyHas) {
    ApiClient client(served_.port());
    const auto known = client.logIn("auditor", "000000");
    const auto unknown = client.logIn("nobody", "000000");
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.body, unknown.body);
    EXPECT_EQ(client.logIn("auditor", "000000").body, client.logIn("nobody", "000000").body);
}

TEST_F(Guessing, WithAStolenSessionIsSlowedDownToo) {
    ApiClient client(served_.port());
    client.useCookie(sessionOf(served_, Role::Officer));
    const auto guess = [&] {
        return client.call("PUT", "/session/secret", R"({"old":"000000","new":"081547"})").status;
    };
    EXPECT_EQ(guess(), 401);
    EXPECT_EQ(guess(), 429);
}

TEST_F(Guessing, ByManyAtOnceLetsNobodyInAndOthersWork) {
    constexpr int kGuessers = 12;
    const auto officer = sessionOf(served_, Role::Officer);
    std::atomic<bool> over = false;
    std::atomic<int> tried = 0;
    std::atomic<int> in = 0;
    std::vector<std::thread> guessers;
    for (int i = 0; i < kGuessers; ++i) {
        guessers.emplace_back([&, i] {
            ApiClient client(served_.port());
            for (int k = 0; !over; ++k, ++tried) {
                const auto name = i % 2 == 0 ? "supervisor" : "name" + std::to_string(i * 1000 + k);
                in += client.logIn(name, "000000").status == 201 ? 1 : 0;
            }
        });
    }
    ApiClient client(served_.port());
    client.useCookie(officer);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(3);
    auto slowest = std::chrono::steady_clock::duration::zero();
    int calls = 0;
    for (; std::chrono::steady_clock::now() < end; ++calls) {
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_EQ(client.get("/session").status, 200);
        slowest = std::max(slowest, std::chrono::steady_clock::now() - begin);
    }
    over = true;
    for (auto& guesser : guessers) guesser.join();
    std::printf("%d guesses in 3 s, %d calls of an officer meanwhile, the slowest took %ld ms; %zu MiB\n",
                tried.load(), calls,
                static_cast<long>(std::chrono::duration_cast<std::chrono::milliseconds>(slowest).count()),
                served_.memory() >> 20U);
    EXPECT_EQ(in, 0);
    EXPECT_GT(calls, 20);
}

TEST_F(Guessing, StaysInTheAuditLogButDoesNotFillIt) {
    ApiClient guesser(served_.port());
    for (int i = 0; i < 12; ++i) guesser.logIn("name" + std::to_string(i), "000000");
    guesser.logIn("officer", "000000");
    ApiClient auditor(served_.port());
    auditor.useCookie(sessionOf(served_, Role::Auditor));
    const auto entries = auditor.get("/audit?limit=500").json().at("entries");
    int refused = 0;
    bool known = false;
    for (const auto& entry : entries) {
        refused += entry.at("action") == "session.refused" ? 1 : 0;
        known = known || (entry.at("action") == "session.refused" && entry.at("who") == "officer");
        EXPECT_EQ(entry.dump().find("name1"), std::string::npos) << "what was typed may be a password";
    }
    EXPECT_TRUE(known);
    EXPECT_LE(refused, 5);
}

}  // namespace
}  // namespace tidewaiter::console::tests
