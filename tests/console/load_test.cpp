// "Load: 50 browsers watching and 4 uploading on two cores: no error, while inspections continue; refused
// politely beyond the limit." (issue 6) For a few seconds; tests/bench/console_load has the whole of it.
#include "tests/console/load.h"

#include <gtest/gtest.h>

#include "tests/console/people_of_every_role.h"
#include "tests/console/raw_connection.h"

namespace tidewaiter::console::tests {
namespace {

using namespace std::chrono_literals;

TEST(ConsoleLoad, OfFiftyBrowsersAndFourPhonesHasNoError) {
    const Served served;
    LoadPlan plan;
    plan.time = 8s;
    const auto result = load(served, plan);
    std::printf("%s", describe(result).c_str());
    EXPECT_TRUE(result.errors.empty()) << result.errors.front();
    EXPECT_GT(result.uploads, 3);
    EXPECT_GT(result.pictures, 50U);
    // Other tests may run beside this one; the measured run is the benchmark's.
    EXPECT_LT(result.percentileMs(0.99), 1000);
    EXPECT_TRUE(served.isAlive());
}

TEST(ConsoleLoad, BeyondTheLimitIsRefusedPolitely) {
    const Served served;
    const auto cookie = sessionOf(served, people::Role::Officer);
    std::vector<RawConnection> streams;
    int refused = 0;
    std::string refusal;
    for (int i = 0; i < 300; ++i) {
        streams.emplace_back(served.port());
        streams.back().send("GET /api/v1/events HTTP/1.1\r\nHost: x\r\nCookie: " + cookie + "\r\n\r\n");
        const auto answer = streams.back().receive(2s, 1);
        if (statusOf(answer) == 503) ++refused, refusal = answer;
        ASSERT_TRUE(statusOf(answer) == 200 || statusOf(answer) == 503) << i << ' ' << answer;
    }
    std::printf("%d of 300 refused\n", refused);
    EXPECT_GE(refused, 40);
    ApiClient client(served.port());
    client.useCookie(cookie);
    EXPECT_EQ(client.get("/session").status, 200) << "calls go on";
    EXPECT_NE(refusal.find("\"code\":\"browsers.full\""), std::string::npos) << refusal;
}

}  // namespace
}  // namespace tidewaiter::console::tests
