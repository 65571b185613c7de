// "HTTP API described by an OpenAPI 3.1 file that the tests check against the running server; JSON in the
// contract's shapes; live events as server-sent events" (issue 6, point 2): whole inspections by the API of
// the built program. Each answer is held against the file by ApiClient.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <set>
#include <thread>

#include "tests/console/description.h"
#include "tests/console/people_of_every_role.h"
#include "tests/console/raw_connection.h"

namespace tidewaiter::console::tests {
namespace {

using nlohmann::json;
using people::Role;
using namespace std::chrono_literals;

constexpr const char* kDeclarations = "item,goods,hs,origin\nMSKU-1,green tea,0902,CN\n";

class InspectionLife : public testing::Test {
  protected:
    ApiClient as(Role role) {
        ApiClient client(served_.port());
        client.useCookie(sessionOf(served_, role));
        return client;
    }
    /// Until `done` holds of it, or a minute is over.
    static json waitFor(ApiClient& client, const std::string& path,
                        const std::function<bool(const json&)>& done) {
        json one;
        for (int i = 0; i < 600; ++i) {
            one = client.get(path).json();
            if (done(one)) return one;
            std::this_thread::sleep_for(100ms);
        }
        ADD_FAILURE() << "it did not come to that: " << one.dump().substr(0, 500);
        return one;
    }
    /// A carton with a serial number on its label.
    static const std::string& carton() {
        static const std::string picture = [] {
            const auto file = std::filesystem::temp_directory_path() /
                              ("tidewaiter-life-" + std::to_string(::getpid()) + ".png");
            const auto made = Served::runOnce({TIDEWAITER_RENDER_SCENE, "--kind", "carton", "--goods",
                                               "accelerator", "--seed", "1", "--out", file});
            EXPECT_EQ(made, 0);
            std::ifstream in(file, std::ios::binary);
            std::string bytes{std::istreambuf_iterator<char>(in), {}};
            std::filesystem::remove(file);
            return bytes;
        }();
        return picture;
    }
    /// An inspection of it, up to its verdict.
    static json judged(ApiClient& officer) {
        const auto opened =
            officer.post("/inspections", {{"declaration", {{"goods", "green tea"}, {"hs", "0902"}}}});
        const auto path = "/inspections/" + opened.json().value("id", "");
        EXPECT_EQ(officer.call("POST", path + "/photos?step=label", carton(), "image/png").status, 201);
        EXPECT_EQ(officer.call("POST", path + "/finish").status, 202);
        return waitFor(officer, path, [](const json& one) { return one.value("state", "") == "judged"; });
    }
    static std::string pathOf(const json& one) { return "/inspections/" + one.at("id").get<std::string>(); }
    /// The first serial number that was read.
    static std::string serialIn(const json& one) {
        for (const auto& field : one.at("result").at("fields")) {
            if (field.at("type") == "serial_number") return field.at("value");
        }
        return {};
    }
    void put(const std::string& serial) {
        const auto file = served_.folder() / "stolen.csv";
        std::ofstream(file) << "value,kind,reason\n" << serial << ",serial,reported stolen\n";
        ASSERT_EQ(Served::runOnce({TIDEWAITER_PROGRAM, "watchlist", "import", "--lists",
                                   served_.folder() / "lists", file}),
                  0);
    }

    void arrange();
    void watch();
    json decided();
    void abandon();
    void confirmBlindly(const std::string& serial);
    void expectUntold(const std::string& id);
    void look(const std::string& path);
    void practise();
    void lookAfterThings(const json& sealed);

    Served served_;
};

/// People, their sessions, and what is expected.
void InspectionLife::arrange() {
    auto administrator = as(Role::Administrator);
    EXPECT_EQ(administrator.get("/openapi.json").json(), json::parse(std::ifstream(TIDEWAITER_OPENAPI_FILE)));
    EXPECT_EQ(administrator.get("/people").json().at("people").size(), 4U);
    const auto made = administrator.post(
        "/people", {{"name", "Zoe"}, {"role", "officer"}, {"secret", "081547"}, {"badge", "B-7"}});
    ASSERT_EQ(made.status, 201);
    const auto id = made.json().value("id", "");
    EXPECT_EQ(administrator.call("PATCH", "/people/" + id, R"({"role": "supervisor"})").status, 200);
    ApiClient zoe(served_.port());
    ASSERT_EQ(zoe.logIn("Zoe", "081547").status, 201);
    EXPECT_EQ(zoe.get("/session").status, 200);
    EXPECT_EQ(zoe.call("PUT", "/session/secret", R"({"old": "081547", "new": "553311"})").status, 204);
    ASSERT_EQ(zoe.logIn("Zoe", "553311").status, 201) << "a new secret ends what was opened with the old one";
    EXPECT_EQ(zoe.call("PUT", "/declarations", kDeclarations, "text/csv").status, 200);
    EXPECT_EQ(zoe.get("/declarations?q=tea").json().at("declarations").size(), 1U);
    EXPECT_EQ(zoe.call("DELETE", "/session").status, 204);
}

/// The camera, its live picture, and a test of it.
void InspectionLife::watch() {
    auto supervisor = as(Role::Supervisor);
    const auto devices = supervisor.get("/devices").json().at("devices");
    ASSERT_EQ(devices.size(), 1U);
    EXPECT_EQ(supervisor.get("/devices/bench/live").status, 200);
    EXPECT_EQ(supervisor.get("/devices/bench/picture").status, 200);
    EXPECT_EQ(supervisor.call("POST", "/devices/bench/test", "", "").status, 200);
    EXPECT_EQ(as(Role::Administrator).get("/system").status, 200);
}

/// Overruled, with a second officer where it takes one.
json InspectionLife::decided() {
    auto officer = as(Role::Officer);
    const auto one = judged(officer);
    EXPECT_EQ(
        officer.post(pathOf(one) + "/decision", {{"choice", "overruled"}, {"second", "supervisor"}}).status,
        422)
        << "a second officer who is none was left out";
    EXPECT_EQ(officer
                  .post(pathOf(one) + "/decision", {{"choice", "overruled"},
                                                    {"verdict", "clear"},
                                                    {"reason", "examined"},
                                                    {"note", "opened it"},
                                                    {"second", {{"name", "supervisor"}, {"secret", kPin}}}})
                  .status,
              200);
    look(pathOf(one));
    return waitFor(officer, pathOf(one), [](const json& now) { return now.value("sealed", false); });
}

void InspectionLife::look(const std::string& path) {
    auto auditor = as(Role::Auditor);
    EXPECT_EQ(auditor.get(path + "/photos/p1").status, 200);
    EXPECT_EQ(auditor.get(path + "/photos/p1?width=200").status, 200);
    EXPECT_EQ(auditor.get(path + "/report").status, 200);
    EXPECT_EQ(auditor.get("/inspections?limit=10").json().at("inspections").size(), 1U);
    EXPECT_EQ(auditor.get("/inspections?verdict=nonsense").status, 422);
    EXPECT_EQ(auditor.get("/audit").status, 200);
}

/// A photo that is taken back, an inspection that is given up.
void InspectionLife::abandon() {
    auto officer = as(Role::Officer);
    const auto started = officer.post("/trigger", json::object());
    ASSERT_EQ(started.status, 200) << started.body;
    const auto path = pathOf(started.json());
    EXPECT_EQ(officer.post(path + "/captures", {{"step", "label"}, {"device", "bench"}}).status, 201);
    const auto picture = officer.get("/devices/bench/picture");
    const auto photo = officer.call("POST", path + "/photos?step=other", picture.body, "image/jpeg");
    ASSERT_EQ(photo.status, 201) << photo.body;
    EXPECT_EQ(officer.call("DELETE", path + "/photos/" + photo.json().value("id", "")).status, 204);
    EXPECT_EQ(officer.call("DELETE", path).status, 204);
    EXPECT_EQ(officer.get(path).status, 404);
}

/// The history tells neither the verdict nor the reasons.
void InspectionLife::expectUntold(const std::string& id) {
    auto auditor = as(Role::Auditor);
    const auto row = auditor.get("/inspections?limit=1").json().at("inspections").at(0);
    EXPECT_EQ(row.at("id"), id);
    EXPECT_TRUE(row.at("verdict").is_null()) << row;
    EXPECT_TRUE(row.at("rules").empty()) << row;
    for (const auto* verdict : {"hold", "inspect", "clear"}) {
        const auto found = auditor.get(std::string("/inspections?verdict=") + verdict).body;
        EXPECT_EQ(found.find(id), std::string::npos) << verdict;
    }
}

/// A number that is on a watchlist is told only to whoever has typed it.
void InspectionLife::confirmBlindly(const std::string& serial) {
    put(serial);
    ASSERT_EQ(served_.stop(), 0);
    served_.start();
    auto first = as(Role::Officer);
    const auto hidden = judged(first);
    ASSERT_TRUE(hidden.at("needs").at("blind").get<bool>()) << hidden.dump().substr(0, 2000);
    EXPECT_EQ(hidden.dump().find(serial), std::string::npos) << "the number is told";
    EXPECT_TRUE(hidden.at("result").at("verdict").is_null());
    expectUntold(hidden.at("id"));
    ASSERT_EQ(served_.stop(), 0);
    served_.start();
    expectUntold(hidden.at("id"));  // of one that is read from the evidence neither
    auto officer = as(Role::Officer);
    const auto finding = hidden.at("blind").at(0).at("finding");
    const auto shown =
        officer.post(pathOf(hidden) + "/confirmations", {{"finding", finding}, {"typed", serial}});
    ASSERT_EQ(shown.status, 200) << shown.body;
    EXPECT_TRUE(shown.json().at("blind").at(0).at("agrees").get<bool>());
    EXPECT_NE(shown.body.find(serial), std::string::npos);
    EXPECT_EQ(officer.post(pathOf(hidden) + "/decision", {{"choice", "confirmed"}}).status, 200);
    EXPECT_EQ(officer.get("/inspections?limit=1").json().at("inspections").at(0).at("verdict"), "hold");
}

void InspectionLife::practise() {
    auto officer = as(Role::Officer);
    const auto samples = officer.get("/training").json().at("samples");
    ASSERT_FALSE(samples.empty());
    const auto path = "/training/" + samples.front().at("id").get<std::string>();
    EXPECT_EQ(officer.get(path + "/photos/p1").status, 200);
    EXPECT_EQ(officer.post(path + "/answer", {{"verdict", "hold"}}).status, 200);
}

void InspectionLife::lookAfterThings(const json& sealed) {
    auto supervisor = as(Role::Supervisor);
    EXPECT_EQ(supervisor.get("/lists").status, 200);
    EXPECT_EQ(supervisor.call("POST", "/lists/sync").status, 202);
    const auto hold =
        supervisor.post("/holds", {{"inspections", {sealed.at("id")}}, {"reason", "case 4711"}});
    ASSERT_EQ(hold.status, 201) << hold.body;
    EXPECT_EQ(supervisor.get("/holds").json().at("holds").size(), 1U);
    EXPECT_EQ(
        supervisor.post("/holds/" + hold.json().value("id", "") + "/release", {{"reason", "closed"}}).status,
        204);
    waitFor(supervisor, "/lists", [](const json& lists) { return !lists.at("syncing").get<bool>(); });
}

/// All that was told since the start.
std::vector<json> eventsOf(const Served& served, const std::string& cookie) {
    const RawConnection stream(served.port());
    EXPECT_TRUE(stream.send(
        "GET /api/v1/events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 0\r\nCookie: " + cookie + "\r\n\r\n"));
    const auto text = stream.receive(2s);
    return eventsIn(text.substr(text.find("\r\n\r\n") + 4));
}

TEST_F(InspectionLife, IsAnsweredAsDescribedFromTheFirstStartToTheSealedRecord) {
    auto& description = Description::ofTheProgram();
    ASSERT_NO_FATAL_FAILURE(arrange());
    ASSERT_NO_FATAL_FAILURE(watch());
    const auto sealed = decided();
    const auto serial = serialIn(sealed);
    ASSERT_FALSE(serial.empty());
    ASSERT_NO_FATAL_FAILURE(abandon());
    ASSERT_NO_FATAL_FAILURE(practise());
    ASSERT_NO_FATAL_FAILURE(lookAfterThings(sealed));

    std::set<std::string> told;
    for (const auto& event : eventsOf(served_, as(Role::Auditor).cookie())) {
        EXPECT_EQ(description.faultOf(event, "Event"), "") << event;
        told.insert(event.at("event"));
    }
    for (const auto* name : {"hello", "inspection", "device", "hold", "lists", "trigger"})
        EXPECT_TRUE(told.contains(name)) << name;
    EXPECT_EQ(as(Role::Auditor).get("/events").status, 200);

    ASSERT_NO_FATAL_FAILURE(confirmBlindly(serial));
    std::vector<std::string> never;
    const auto met = description.met();
    std::set_difference(description.described().begin(), description.described().end(), met.begin(),
                        met.end(), std::back_inserter(never));
    EXPECT_EQ(json(never), json::array()) << "described, and never asked for";
    std::printf("%zu answers are described, each was met\n", description.described().size());
}

}  // namespace
}  // namespace tidewaiter::console::tests
