// "Path traversal, oversized and slow requests; none gets through, none crashes it." (issue 6, security
// tests) Whatever stands in a request, the answer is a sentence and the device works on.
#include <gtest/gtest.h>

#include <thread>

#include "tests/console/described_routes.h"
#include "tests/console/people_of_every_role.h"
#include "tests/console/raw_connection.h"

namespace tidewaiter::console::tests {
namespace {

using namespace std::chrono_literals;
using people::Role;

class Hostile : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        served_ = new Served();
        for (const auto role : {Role::Administrator, Role::Supervisor})
            sessions_[role] = sessionOf(*served_, role);
        routes_ = routesIn(ApiClient(served_->port()).get("/openapi.json").json());
    }
    static void TearDownTestSuite() {
        EXPECT_EQ(served_->stop(), 0) << "ends as it should";
        delete served_;
    }
    void TearDown() override {
        ASSERT_TRUE(served_->isAlive());
        EXPECT_EQ(as(Role::Supervisor).get("/session").status, 200);
    }

    static ApiClient as(Role role) {
        ApiClient client(served_->port());
        client.useCookie(sessions_.at(role));
        return client;
    }
    static std::string raw(const std::string& request) { return ask(served_->port(), request); }
    static std::string rawGet(const std::string& target) {
        return raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " +
                   sessions_.at(Role::Supervisor) + "\r\n\r\n");
    }
    static std::string openInspection(ApiClient& client) {
        const auto opened = client.post("/inspections", {{"declaration", {{"goods", "green tea"}}}});
        EXPECT_EQ(opened.status, 201) << opened.body;
        return opened.json().value("id", "");
    }
    /// Whoever may do it.
    static ApiClient forRoute(const DescribedRoute& route) {
        return as(route.path.starts_with("/people") ? Role::Administrator : Role::Supervisor);
    }

    static inline Served* served_ = nullptr;
    static inline std::map<Role, std::string> sessions_;
    static inline std::vector<DescribedRoute> routes_;
};

TEST_F(Hostile, PathsLeadNowhereElse) {
    const auto secret = (served_->folder() / "state" / "people.json").string();
    const std::string inside[] = {"people.json", "state/people.json", "etc/passwd", "../etc/passwd",
                                  secret.substr(1)};
    const std::string ups[] = {"../",   "..%2f",  "%2e%2e/",  "%2e%2e%2f",        "..\\",
                               "..%5c", "....//", "..;/",     "%252e%252e%252f",  "/",
                               "//",    "./",     "..%c0%af", "\xC0\xAE\xC0\xAE/"};
    const std::string roots[] = {"/", "/api/v1/inspections/", "/api/v1/training/", "/api/v1/devices/",
                                 "/api/v1/people/"};
    int tried = 0;
    for (const auto& root : roots) {
        for (const auto& up : ups) {
            for (const auto& file : inside) {
                for (int depth : {1, 3, 8}) {
                    std::string target = root;
                    for (int i = 0; i < depth; ++i) target += up;
                    for (const auto* tail : {"", "/report", "/photos/p1"}) {
                        const auto answer = rawGet(target + file + tail);
                        ++tried;
                        const int status = statusOf(answer);
                        ASSERT_TRUE(status == 400 || status == 404 || status == 405)
                            << target + file + tail << ' ' << answer;
                        ASSERT_EQ(answer.find("root:x:"), std::string::npos);
                        ASSERT_EQ(answer.find("badge_key"), std::string::npos);
                    }
                }
            }
        }
    }
    std::printf("%d paths\n", tried);
    for (const auto* target :
         {"/index.html/", "/index.html%00.css", "/.git/config", "/console.js.map", "/%2findex.html"})
        EXPECT_TRUE(statusOf(rawGet(target)) == 404 || statusOf(rawGet(target)) == 400) << target;
    EXPECT_EQ(statusOf(rawGet("/")), 200);
}

TEST_F(Hostile, IdsAreSearchedForAndNothingElse) {
    auto client = as(Role::Supervisor);
    for (const auto* id :
         {"..%2F..%2Fstate%2Fpeople.json", "%2e%2e", "*", "' OR '1'='1", "%00", "01ARZ3NDEKTSV4RRFFQ69G5FA",
          "01arz3ndektsv4rrffq69g5fav", "device.key", "%7B%7D", "%0d%0aX-Injected:%20yes", "\u4e2d"}) {
        for (const auto& path :
             {std::string("/inspections/") + id, std::string("/inspections/") + id + "/report",
              std::string("/inspections/") + id + "/photos/" + id,
              std::string("/devices/") + id + "/picture"}) {
            auto answer = client.get(path);
            EXPECT_TRUE(answer.status == 404 || answer.status == 400)
                << path << ' ' << answer.status << ' ' << answer.body;
            EXPECT_FALSE(answer.headers.contains("x-injected"));
        }
    }
}

TEST_F(Hostile, BodiesAreRefusedWithASentence) {
    std::string deep = "{\"declaration\":{\"goods\":";
    std::string deeper = "{\"name\":";
    for (int i = 0; i < 30'000; ++i) (deep += '[', deeper += '[');
    for (int i = 0; i < 30'000; ++i) (deep += ']', deeper += ']');
    deep += "}}";
    deeper += "}";
    const std::string bodies[] = {
        "",
        " ",
        "null",
        "1",
        "[]",
        "\"x\"",
        "{",
        "{]",
        "{\"a\":}",
        "\xFF\xFE",
        std::string("{\0}", 3),
        "{}{}",
        "NaN",
        "{\"name\":1,\"secret\":2,\"role\":3,\"badge\":4,\"code\":5,\"old\":6,\"new\":7}",
        "{\"name\":null,\"secret\":null,\"role\":null,\"active\":null,\"badge\":null,\"code\":null}",
        "{\"name\":[],\"secret\":{},\"role\":[],\"active\":\"yes\",\"badge\":{}}",
        "{\"declaration\":1}",
        "{\"declaration\":[]}",
        "{\"declaration\":null}",
        "{\"declaration\":{\"pieces\":-1}}",
        "{\"declaration\":{\"gross_weight_kg\":1e999}}",
        "{\"declaration\":{\"gross_weight_kg\":\"heavy\"}}",
        "{\"declaration\":{\"goods\":\"\\ud800\"}}",
        "{\"declaration\":{\"goods\":\"" + std::string(50'000, 'x') + "\"}}",
        "{\"choice\":\"overruled\",\"verdict\":\"clear\",\"reason\":[],\"note\":{},\"second\":[]}",
        "{\"choice\":\"confirmed\",\"second\":{\"name\":1,\"secret\":[]}}",
        "{\"finding\":-1,\"typed\":1}",
        "{\"finding\":1e30,\"typed\":\"\"}",
        "{\"finding\":18446744073709551615,\"typed\":\"x\"}",
        "{\"step\":\"../../x\",\"device\":\"../../dev/video0\"}",
        "{\"inspection\":\"../../x\"}",
        "{\"inspection\":[]}",
        "{\"verdict\":{}}",
        "{\"active\":1e400}",
        "{\"role\":\"root\"}",
        "{\"role\":\"administrator\\u0000\"}",
        deep,
        deeper,
    };
    int calls = 0;
    for (const auto& route : routes_) {
        if (route.method == "GET" || (route.path.starts_with("/session") && route.method == "DELETE"))
            continue;
        for (const auto& body : bodies) {
            auto client = forRoute(route);
            const auto answer = client.call(route.method, route.called(), body);
            ++calls;
            ASSERT_NE(answer.status, 0) << route.path << ' ' << body.substr(0, 100);
            ASSERT_NE(answer.status, 500) << route.path << ' ' << body.substr(0, 100) << ' ' << answer.body;
            const bool sentence = !answer.json().value("detail", "").empty();
            ASSERT_TRUE(answer.status < 400 || sentence) << route.path << ' ' << body.substr(0, 100);
            ASSERT_TRUE(served_->isAlive())
                << route.method << ' ' << route.path << ' ' << body.substr(0, 100);
        }
    }
    std::printf("%d bodies\n", calls);
}

TEST_F(Hostile, QueriesAreRefusedWithASentence) {
    auto client = as(Role::Supervisor);
    for (const auto* value :
         {"-1", "0", "1e9", "99999999999999999999", "x", "", "%00", "%ff", "'", "%22%20OR%20%22", "*",
          "NEAR(", "a%20AND%20(", "%F0%9F%9A%A2", "\u4e2d\u6587"}) {
        for (const auto* query :
             {"/inspections?limit=", "/inspections?before=", "/inspections?text=", "/inspections?serial=",
              "/inspections?part=", "/inspections?from=", "/inspections?verdict=", "/audit?limit=",
              "/audit?before=", "/declarations?q=", "/declarations?limit="}) {
            const auto answer = client.get(std::string(query) + value);
            EXPECT_TRUE(answer.status == 200 || answer.status == 400 || answer.status == 422)
                << query << value << ' ' << answer.status << ' ' << answer.body;
        }
    }
    EXPECT_EQ(client.get("/inspections?text=" + std::string(10'000, 'a')).status, 200);
}

TEST_F(Hostile, OversizedBodiesAreRefused) {
    const auto session = "Cookie: " + sessions_.at(Role::Supervisor) + "\r\n";
    auto client = as(Role::Supervisor);
    const auto id = openInspection(client);
    for (const auto& [path, type] :
         {std::pair<std::string, std::string>{"/api/v1/inspections", "application/json"},
          {"/api/v1/inspections/" + id + "/photos", "image/jpeg"},
          {"/api/v1/declarations", "text/csv"}}) {
        const auto method = path.ends_with("declarations") ? "PUT " : "POST ";
        const auto answer = raw(method + path + " HTTP/1.1\r\nHost: x\r\n" + session +
                                "Content-Type: " + type + "\r\nContent-Length: 100000000\r\n\r\nxxx");
        EXPECT_EQ(statusOf(answer), 413) << path << ' ' << answer;
        EXPECT_NE(answer.find("\"detail\""), std::string::npos);
    }
    const auto before = served_->memory();
    const RawConnection connection(served_->port());
    connection.send("POST /api/v1/inspections HTTP/1.1\r\nHost: x\r\n" + session +
                    "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 2000 && connection.send("10000\r\n" + std::string(0x10000, ' ') + "\r\n"); ++i) {
    }
    EXPECT_TRUE(connection.isClosedWithin(5s));
    EXPECT_LT(served_->memory(), before + (50U << 20U));
}

TEST_F(Hostile, NobodyWhoIsNotLoggedInCanSendABody) {
    for (const auto* line : {"PUT /api/v1/declarations", "POST /api/v1/inspections/x/photos"}) {
        const RawConnection connection(served_->port());
        connection.send(
            std::string(line) +
            " HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\nContent-Length: 1000000\r\n\r\n");
        EXPECT_EQ(statusOf(connection.receive(2s, 12)), 401) << line << ": refused before the body came";
    }
}

TEST_F(Hostile, HeadsOfThousandsOfFieldsAreRefused) {
    std::string head = "GET /api/v1/status HTTP/1.1\r\nHost: x\r\n";
    for (int i = 0; i < 10'000; ++i) head += "X-" + std::to_string(i) + ": y\r\n";
    const auto status = statusOf(raw(head + "\r\n"));
    EXPECT_TRUE(status == 431 || status == 0) << status;
    EXPECT_EQ(statusOf(raw("GET /" + std::string(200'000, 'a') + " HTTP/1.1\r\n\r\n")), 431);
}

TEST_F(Hostile, SlowOnesAreSentAwayAndKeepNobodyWaiting) {
    std::vector<RawConnection> slow;
    for (int i = 0; i < 200; ++i) {
        slow.emplace_back(served_->port());
        slow.back().send(i % 2 == 0 ? "GET /api/v1/sta"
                                    : "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: "
                                      "application/json\r\nContent-Length: 50\r\n\r\n{");
    }
    auto client = as(Role::Supervisor);
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 50; ++i) ASSERT_EQ(client.get("/session").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s);
    const RawConnection& dripping = slow.front();
    EXPECT_FALSE(dripping.drip(std::string(1000, 'x'), 100ms, 20s)) << "within some ten seconds";
    EXPECT_TRUE(dripping.isClosedWithin(5s));
}

TEST_F(Hostile, PhotosAreNothingButPhotos) {
    auto client = as(Role::Supervisor);
    const auto id = openInspection(client);
    const std::pair<const char*, std::string> uploads[] = {
        {"image/jpeg", ""},
        {"image/jpeg", "x"},
        {"image/jpeg", "\xFF\xD8\xFF\xE0 no more of it"},
        {"image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"},
        {"image/jpeg", "<html><script>alert(1)</script></html>"},
        {"image/png", "\x89PNG\r\n\x1a\n" + std::string(1000, '\0')},
        {"image/gif", "GIF89a\xFF\xFF\xFF\xFF"},
        {"image/tiff", "II*" + std::string(100, '\0')},
        {"text/html", "<html>"},
        {"image/jpeg\r\nX-Injected: yes", "x"},
    };
    for (const auto& [type, bytes] : uploads) {
        auto answer = client.call("POST", "/inspections/" + id + "/photos?step=label", bytes, type);
        EXPECT_TRUE(answer.status == 415 || answer.status == 422 || answer.status == 400 ||
                    answer.status == 413)
            << type << ' ' << answer.status << ' ' << answer.body;
        EXPECT_FALSE(answer.headers.contains("x-injected"));
    }
    EXPECT_EQ(client.call("POST", "/inspections/" + id + "/photos?step=..%2f", "x", "image/jpeg").status,
              422);
    EXPECT_TRUE(client.get("/inspections/" + id).json().at("photos").empty());
}

TEST_F(Hostile, WordsOfADeclarationStayWords) {
    auto client = as(Role::Supervisor);
    const std::string evil = "<img src=x onerror=alert(1)>\"'&\u202e</script>";
    const auto opened =
        client.post("/inspections", {{"declaration", {{"goods", evil}, {"item", evil}, {"shipper", evil}}}});
    ASSERT_EQ(opened.status, 201) << opened.body;
    EXPECT_EQ(opened.type, "application/json");
    EXPECT_EQ(opened.json().at("declaration").at("goods"), evil);
}

TEST_F(Hostile, AnswersTellBrowsersToTrustNothing) {
    auto client = as(Role::Supervisor);
    for (const auto* path : {"/", "/console.css", "/nothing"}) {
        auto answer = client.page(path);
        EXPECT_EQ(answer.headers["x-content-type-options"], "nosniff") << path;
        EXPECT_NE(answer.headers["content-security-policy"].find("default-src 'self'"), std::string::npos)
            << path;
        EXPECT_EQ(answer.headers["content-security-policy"].find("unsafe"), std::string::npos) << path;
    }
    for (const auto* path : {"/status", "/session", "/nothing"}) {
        auto answer = client.get(path);
        EXPECT_EQ(answer.headers["x-content-type-options"], "nosniff") << path;
        EXPECT_EQ(answer.headers["cache-control"], "no-store") << path;
        EXPECT_FALSE(answer.headers.contains("access-control-allow-origin")) << path;
    }
}

TEST_F(Hostile, MethodsThatAreNoneAreRefused) {
    for (const auto* method : {"TRACE", "OPTIONS", "CONNECT", "PROPFIND", "DELETE", "FOO"}) {
        const auto status = statusOf(
            raw(std::string(method) + " /api/v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        EXPECT_TRUE(status >= 400 && status < 500) << method << ' ' << status;
    }
}

}  // namespace
}  // namespace tidewaiter::console::tests
