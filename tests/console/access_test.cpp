// "Unauthenticated and wrong-role calls on every route of the OpenAPI file, forged cookies; none gets
// through." (issue 6, security tests) "Cross-site requests refused." (point 4)
#include <gtest/gtest.h>

#include "tests/console/described_routes.h"
#include "tests/console/people_of_every_role.h"

namespace tidewaiter::console::tests {
namespace {

using people::kRoles;
using people::Role;

class Access : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        served_ = new Served();
        for (const auto& row : kRoles.rows) sessions_[row.value] = sessionOf(*served_, row.value);
        routes_ = routesIn(ApiClient(served_->port()).get("/openapi.json").json());
    }
    static void TearDownTestSuite() {
        EXPECT_TRUE(served_->isAlive());
        delete served_;
    }

    static ApiClient as(Role role) {
        ApiClient client(served_->port());
        client.useCookie(sessions_.at(role));
        return client;
    }
    static ApiAnswer call(ApiClient& client, const DescribedRoute& route, const Headers& more = {}) {
        const bool json = route.body.empty() || route.body == "application/json";
        return client.call(route.method, route.called(), json ? "{}" : "x",
                           json ? "application/json" : "text/csv", more);
    }
    static bool changes(const DescribedRoute& route) { return route.method != "GET"; }
    static std::string nameOf(const DescribedRoute& route) { return route.method + ' ' + route.path; }
    /// Ends the session or the device's wait for its first administrator, so it is left out where many call.
    static bool endsSomething(const DescribedRoute& route) { return nameOf(route) == "DELETE /session"; }

    static inline Served* served_ = nullptr;
    static inline std::map<Role, std::string> sessions_;
    static inline std::vector<DescribedRoute> routes_;
};

TEST_F(Access, IsDemandedForEveryRouteAndForNoOthers) {
    ASSERT_GT(routes_.size(), 30U);
    for (const auto& route : routes_)
        EXPECT_NE(demandOf(route), nullptr) << nameOf(route) << " is nowhere demanded";
}

TEST_F(Access, IsNobodysWhoIsNotLoggedIn) {
    for (const auto& route : routes_) {
        const auto* demand = demandOf(route);
        if (demand == nullptr) continue;
        ApiClient client(served_->port());
        const auto answer = call(client, route);
        if (demand->open) {
            EXPECT_TRUE(answer.status != 403 && answer.status < 500) << nameOf(route) << ' ' << answer.status;
            continue;
        }
        EXPECT_EQ(answer.status, 401) << nameOf(route) << ' ' << answer.body;
        EXPECT_EQ(answer.code(), "session.none") << nameOf(route);
        EXPECT_EQ(answer.type, "application/problem+json") << nameOf(route);
    }
}

TEST_F(Access, IsEachRolesOwn) {
    int refused = 0;
    int allowed = 0;
    for (const auto& role : kRoles.rows) {
        for (const auto& route : routes_) {
            const auto* demand = demandOf(route);
            if (demand == nullptr || demand->open || endsSomething(route)) continue;
            auto client = as(role.value);
            const auto answer = call(client, route);
            const bool may = !demand->permission || people::may(role.value, *demand->permission);
            if (may) {
                ++allowed;
                EXPECT_NE(answer.status, 403) << role.name << ' ' << nameOf(route) << ' ' << answer.body;
                EXPECT_NE(answer.code(), "session.none") << role.name << ' ' << nameOf(route);
                EXPECT_NE(answer.status, 500) << role.name << ' ' << nameOf(route) << ' ' << answer.body;
                EXPECT_NE(answer.status, 0) << role.name << ' ' << nameOf(route);
            } else {
                ++refused;
                EXPECT_EQ(answer.status, 403) << role.name << ' ' << nameOf(route) << ' ' << answer.body;
                EXPECT_EQ(answer.code(), "role.not-allowed") << role.name << ' ' << nameOf(route);
            }
        }
    }
    std::printf("%zu routes: %d calls allowed, %d refused\n", routes_.size(), allowed, refused);
    EXPECT_GT(refused, 40);
}

TEST_F(Access, IsNotHadByForgedCookies) {
    const auto real = sessions_.at(Role::Administrator);
    auto other = real;
    other.back() = other.back() == '0' ? '1' : '0';
    const std::string forged[] = {
        other,
        real.substr(0, real.size() - 1),
        real + "0",
        "tidewaiter_session=",
        "tidewaiter_session=null",
        "tidewaiter_session=administrator",
        "tidewaiter_session=" + std::string(64, '0'),
        "tidewaiter_session=" + std::string(8000, 'a'),
        "tidewaiter_session=../../people.json",
        "tidewaiter_session=' OR 1=1 --",
        "TIDEWAITER_SESSION=" + real.substr(real.find('=') + 1),
        "x_" + real,
        "tidewaiter_session=%00",
        "=" + real.substr(real.find('=') + 1),
        ";;;;;;;;====;;;",
    };
    for (const auto& cookie : forged) {
        ApiClient client(served_->port());
        client.useCookie(cookie);
        EXPECT_EQ(client.get("/people").status, 401) << cookie.substr(0, 100);
        EXPECT_EQ(client.post("/people", {{"name", "Eve"}, {"secret", kPin}}).status, 401)
            << cookie.substr(0, 100);
    }
    EXPECT_EQ(as(Role::Administrator).get("/people").json().at("people").size(), 4U);
}

TEST_F(Access, IsRefusedToOtherSites) {
    const Headers elsewhere[] = {
        {{"Sec-Fetch-Site", "cross-site"}},
        {{"Sec-Fetch-Site", "same-site"}},
        {{"Origin", "https://evil.example"}},
        {{"Origin", "null"}},
        {{"Origin", "http://127.0.0.1:1"}},
        {{"Origin", "http://127.0.0.1.evil.example:" + std::to_string(served_->port())}},
        {{"Origin", ""}, {"Sec-Fetch-Site", "cross-site"}},
        {{"Origin", "http://127.0.0.1:" + std::to_string(served_->port())}, {"Sec-Fetch-Site", "cross-site"}},
    };
    for (const auto& route : routes_) {
        if (!changes(route)) continue;
        for (const auto& headers : elsewhere) {
            auto client = as(Role::Administrator);
            const auto answer = call(client, route, headers);
            EXPECT_EQ(answer.status, 403)
                << nameOf(route) << ' ' << headers.begin()->second << ' ' << answer.body;
        }
    }
    EXPECT_EQ(as(Role::Administrator).get("/session").status, 200) << "nothing was closed by them";
}

TEST_F(Access, IsNotHadByWhatAFormCanSend) {
    for (const auto& route : routes_) {
        if (route.body != "application/json") continue;
        for (const auto* type :
             {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""}) {
            auto client = as(Role::Supervisor);
            const auto answer = client.call(route.method, route.called(), "{\"name\":\"Eve\"}", type);
            EXPECT_TRUE(answer.status == 415 || answer.status == 403)
                << nameOf(route) << ' ' << type << ' ' << answer.status;
        }
    }
}

TEST_F(Access, EndsWithTheSession) {
    ApiClient client(served_->port());
    ASSERT_EQ(client.logIn("officer", kPin).status, 201);
    const auto cookie = client.cookie();
    EXPECT_EQ(client.call("DELETE", "/session").status, 204);
    client.useCookie(cookie);
    EXPECT_EQ(client.get("/session").status, 401);
    EXPECT_EQ(client.get("/declarations").status, 401);
}

TEST_F(Access, EndsWhenSomebodyIsChanged) {
    auto administrator = as(Role::Administrator);
    const auto made =
        administrator.post("/people", {{"name", "Zoe"}, {"role", "supervisor"}, {"secret", "081547"}});
    ASSERT_EQ(made.status, 201) << made.body;
    const auto path = "/people/" + made.json().at("id").get<std::string>();
    for (const auto& change : {nlohmann::json{{"role", "officer"}}, nlohmann::json{{"secret", "553311"}},
                               nlohmann::json{{"active", false}}}) {
        ApiClient zoe(served_->port());
        const auto opened = zoe.logIn("Zoe", change.contains("active") ? "553311" : "081547");
        ASSERT_EQ(opened.status, 201) << opened.body;
        ASSERT_EQ(administrator.call("PATCH", path, change.dump()).status, 200) << change;
        EXPECT_EQ(zoe.get("/session").status, 401) << change;
    }
    ApiClient zoe(served_->port());
    EXPECT_EQ(zoe.logIn("Zoe", "553311").status, 401);
}

TEST_F(Access, IsGivenByCookiesThatStayOnThisSite) {
    ApiClient client(served_->port());
    auto answer = client.logIn("officer", kPin);
    const auto cookie = answer.headers["set-cookie"];
    for (const auto* attribute : {"HttpOnly", "SameSite=Strict", "Path=/"})
        EXPECT_NE(cookie.find(attribute), std::string::npos) << cookie;
}

TEST_F(Access, ToSetUpIsOverOnceThereIsAnAdministrator) {
    ApiClient client(served_->port());
    const auto answer = client.setUp(served_->code(), "Eve", "081547");
    EXPECT_EQ(answer.status, 409) << answer.body;
}

}  // namespace
}  // namespace tidewaiter::console::tests
