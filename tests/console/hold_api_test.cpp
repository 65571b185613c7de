// "Retention by policy with legal hold." (issue 6, point 8) Holds by the console's API of the built program.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "tests/console/people_of_every_role.h"

namespace tidewaiter::console::tests {
namespace {

using people::Role;

class HoldApi : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        served_ = new Served();
        auto officer = as(Role::Officer);
        inspection_ =
            officer.post("/inspections", {{"declaration", {{"goods", "tea"}}}}).json().value("id", "");
        const auto path = "/inspections/" + inspection_;
        EXPECT_EQ(officer.post(path + "/captures", {{"step", "label"}}).status, 201);
        EXPECT_EQ(officer.call("POST", path + "/finish").status, 202);
        for (int i = 0; i < 600 && !officer.get(path).json().value("sealed", false); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    static void TearDownTestSuite() {
        EXPECT_TRUE(served_->isAlive());
        delete served_;
    }
    static ApiClient as(Role role) {
        ApiClient client(served_->port());
        client.useCookie(sessionOf(*served_, role));
        return client;
    }
    static nlohmann::json order(const nlohmann::json& inspections) {
        return {{"inspections", inspections}, {"reason", "case 4711"}};
    }

    static inline Served* served_ = nullptr;
    static inline std::string inspection_;
};

TEST_F(HoldApi, PlacesShowsAndReleases) {
    auto supervisor = as(Role::Supervisor);
    const auto placed = supervisor.post("/holds", order({inspection_}));
    ASSERT_EQ(placed.status, 201) << placed.body;
    const auto hold = placed.json();
    EXPECT_EQ(hold.at("by"), "supervisor");
    EXPECT_EQ(hold.at("reason"), "case 4711");
    auto auditor = as(Role::Auditor);
    EXPECT_EQ(auditor.get("/holds?inspection=" + inspection_).json().at("holds"),
              nlohmann::json::array({hold}));
    EXPECT_TRUE(auditor.get("/holds?inspection=x").json().at("holds").empty());
    const auto release = "/holds/" + hold.at("id").get<std::string>() + "/release";
    auto administrator = as(Role::Administrator);
    EXPECT_EQ(administrator.post(release, {{"reason", "closed"}}).status, 204);
    EXPECT_TRUE(auditor.get("/holds").json().at("holds").empty());
    const auto again = administrator.post(release, {{"reason", "closed"}});
    EXPECT_EQ(again.status, 404);
    EXPECT_EQ(again.code(), "hold.unknown");
    const auto entries = auditor.get("/audit").json().at("entries");
    const auto entryOf = [&](const std::string& action) {
        const auto is = [&](const nlohmann::json& entry) { return entry.at("action") == action; };
        const auto found = std::find_if(entries.begin(), entries.end(), is);
        return found == entries.end() ? nlohmann::json() : *found;
    };
    EXPECT_EQ(entryOf("hold.released").value("who", ""), "administrator");
    EXPECT_EQ(entryOf("hold.released").value("about", ""), hold.at("id"));
    EXPECT_EQ(entryOf("hold.placed").value("detail", ""), "case 4711: " + inspection_);
}

TEST_F(HoldApi, RefusesWhatIsNoHold) {
    auto supervisor = as(Role::Supervisor);
    const std::vector<std::pair<nlohmann::json, int>> bad = {
        {nlohmann::json::object(), 422},
        {{{"inspections", inspection_}, {"reason", "x"}}, 422},
        {{{"inspections", {1, 2}}, {"reason", "x"}}, 422},
        {{{"inspections", {{"id", inspection_}}}, {"reason", "x"}}, 422},
        {{{"inspections", nullptr}, {"reason", "x"}}, 422},
        {{{"inspections", {inspection_}}}, 422},
        {{{"inspections", {inspection_}}, {"reason", 7}}, 422},
        {{{"inspections", {inspection_}}, {"reason", std::string(5000, 'x')}}, 422},
        {order(nlohmann::json::array()), 422},
        {order(nlohmann::json(201, inspection_)), 422},
        {order({"01ARZ3NDEKTSV4RRFFQ69G5FAV"}), 404},
        {order({"../../../../etc/passwd"}), 404},
        {order({inspection_, ""}), 404},
    };
    for (const auto& [body, status] : bad) {
        const auto answer = supervisor.post("/holds", body);
        EXPECT_EQ(answer.status, status) << body.dump().substr(0, 200) << answer.body;
    }
    EXPECT_EQ(supervisor.post("/holds/x/release", {{"reason", "x"}}).status, 404);
    EXPECT_EQ(supervisor.post("/holds/x/release", {{"reason", {1}}}).status, 422);
    EXPECT_TRUE(supervisor.get("/holds").json().at("holds").empty());
}

}  // namespace
}  // namespace tidewaiter::console::tests
