// "Oversized and slow requests: none gets through, none crashes it." (issue 6, security tests) "Queues are
// bounded and say so."
#include "firmware/console/web_server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "tests/console/raw_connection.h"

namespace tidewaiter::console::tests {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostBody = 1000;

/// A server that answers with what it understood.
class AWebServer : public testing::Test {
  protected:
    void SetUp() override {
        WebSetup setup;
        setup.limits.head = 1s;
        setup.limits.body = 1s;
        setup.limits.write = 1s;
        setup.limits.idle = 1s;
        setup.limits.connections = 60;
        setup.limits.streams = 5;
        setup.limits.quick = {8, 4};
        setup.limits.logIn = {4, 1};
        WebMeans means;
        means.admit = [](const WebRequest& request) { return admit(request); };
        means.answer = [this](const WebRequest& request) { return answer(request); };
        means.failure = [](int status) { return WebResponse{status, {}, "refused"}; };
        means.full = [] { return WebResponse{503, {}, "full"}; };
        auto started = WebServer::start(setup, std::move(means));
        ASSERT_TRUE(started) << started.error().message;
        server_ = std::move(*started);
    }

    static Admission admit(const WebRequest& request) {
        if (request.path == "/forbidden") return {0, WebResponse{403, {}, "not for you"}};
        return {kMostBody, {}, request.path == "/login" ? Lane::LogIn : Lane::Quick};
    }

    WebResponse answer(const WebRequest& request) {
        ++answers_;
        if (request.path == "/throw") throw std::runtime_error("broken");
        if (request.path == "/slow" || request.path == "/login") std::this_thread::sleep_for(500ms);
        if (request.path == "/large") return {200, {}, std::string(20'000'000, 'x')};
        if (request.path == "/stream") {
            WebResponse response;
            response.stream =
                WebStream{20ms, [] { return std::optional<std::string>(std::string(10'000, 'x')); }};
            return response;
        }
        return {200, {}, request.method + ' ' + request.path + ' ' + request.body};
    }

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    [[nodiscard]] RawConnection connect() const { return RawConnection(port()); }
    [[nodiscard]] bool serves() const {
        return statusOf(ask(port(), "GET / HTTP/1.1\r\nConnection: close\r\n\r\n")) == 200;
    }
    static std::size_t openFiles() {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}));
    }

    std::atomic<int> answers_ = 0;
    std::unique_ptr<WebServer> server_;
};

TEST_F(AWebServer, AnswersWhatItUnderstands) {
    const auto answer =
        ask(port(), "POST /a%20b?c=d HTTP/1.1\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
    EXPECT_EQ(statusOf(answer), 200);
    EXPECT_TRUE(answer.ends_with("POST /a b hello")) << answer;
    const auto chunked = ask(port(),
                             "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: "
                             "close\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
    EXPECT_TRUE(chunked.ends_with("POST / hello")) << chunked;
    const auto head = ask(port(), "HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(head.ends_with("\r\n\r\n")) << head;
}

TEST_F(AWebServer, AnswersManyRequestsOnOneConnection) {
    const auto connection = connect();
    std::string all;
    for (int i = 0; i < 50; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\n\r\n";
    connection.send(all + "GET /last HTTP/1.1\r\nConnection: close\r\n\r\n");
    const auto answers = connection.receive();
    EXPECT_TRUE(answers.ends_with("GET /last ")) << answers.substr(answers.size() - 200);
    EXPECT_EQ(answers_, 51);
}

TEST_F(AWebServer, RefusesWhatIsNoRequest) {
    const std::string requests[] = {
        "\r\n\r\n\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/0.9\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        std::string("GET /\0 HTTP/1.1\r\n\r\n", 19),
        "GET /%00 HTTP/1.1\r\n\r\n",
        "GET /%zz HTTP/1.1\r\n\r\n",
        "GET /% HTTP/1.1\r\n\r\n",
        "GET * HTTP/1.1\r\n\r\n",
        "GET http://elsewhere/ HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\n: no name\r\n\r\n",
        "GET / HTTP/1.1\r\nA : space before colon\r\n\r\n",
        std::string("GET / HTTP/1.1\r\nA: \x01\x02\0\r\n\r\n", 24),
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello\r\n0\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS greeting to a server without TLS",
        "GET / HTTP/1.1\r\n" + std::string(1000, ' '),
    };
    for (const auto& request : requests) {
        const auto connection = connect();
        connection.send(request);
        const auto answer = connection.receive(3s);
        const auto status = statusOf(answer);
        EXPECT_TRUE(answer.empty() || (status >= 400 && status < 500)) << request << " -> " << answer;
        EXPECT_TRUE(connection.isClosedWithin(3s)) << request;
        ASSERT_TRUE(serves()) << request;
    }
}

// RFC 9112, 6.1 and 6.3: whoever reads such a request in one of two ways can be made to take its end for
// another request.
TEST_F(AWebServer, TakesNoRequestWithTwoLengths) {
    const auto connection = connect();
    connection.send(
        "POST / HTTP/1.1\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled "
        "HTTP/1.1\r\n\r\n");
    const auto answer = connection.receive(3s);
    EXPECT_EQ(answer.find("smuggled"), std::string::npos) << answer;
}

TEST_F(AWebServer, RefusesLargeHeads) {
    std::string many = "GET / HTTP/1.1\r\n";
    for (int i = 0; i < 5000; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
    for (const auto& request : {many + "\r\n", "GET /" + std::string(1'000'000, 'a') + " HTTP/1.1\r\n\r\n",
                                "GET / HTTP/1.1\r\nCookie: " + std::string(1'000'000, 'a') + "\r\n\r\n",
                                std::string(1'000'000, 'G')}) {
        const auto connection = connect();
        connection.send(request);
        const auto answer = connection.receive(3s);
        EXPECT_TRUE(answer.empty() || statusOf(answer) == 431 || statusOf(answer) == 400)
            << answer.substr(0, 100);
        EXPECT_TRUE(connection.isClosedWithin(2s));
    }
    EXPECT_EQ(answers_, 0);
    EXPECT_TRUE(serves());
}

TEST_F(AWebServer, RefusesLargeBodiesBeforeTheyCome) {
    for (const auto* length : {"1001", "10000000000", "18446744073709551615"}) {
        const auto connection = connect();
        connection.send("POST / HTTP/1.1\r\nContent-Length: " + std::string(length) + "\r\n\r\n");
        EXPECT_EQ(statusOf(connection.receive(500ms)), 413) << length;
        EXPECT_TRUE(connection.isClosedWithin(2s));
    }
    EXPECT_EQ(answers_, 0);
}

TEST_F(AWebServer, RefusesBodiesThatGrowTooLarge) {
    const auto connection = connect();
    connection.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 100 && connection.send("ff\r\n" + std::string(255, 'x') + "\r\n"); ++i) {
    }
    const auto answer = connection.receive(2s);
    EXPECT_TRUE(answer.empty() || statusOf(answer) == 413) << answer;
    EXPECT_TRUE(connection.isClosedWithin(2s));
    EXPECT_EQ(answers_, 0);
    EXPECT_TRUE(serves());
}

TEST_F(AWebServer, ReadsNoBodyOfWhoeverMayNotSendOne) {
    const auto connection = connect();
    connection.send("POST /forbidden HTTP/1.1\r\nContent-Length: 900\r\n\r\n");
    EXPECT_EQ(statusOf(connection.receive(500ms)), 403);
    EXPECT_TRUE(connection.isClosedWithin(2s));
}

TEST_F(AWebServer, SendsAwayWhoeverDripsAHead) {
    const auto begin = Clock::now();
    const auto connection = connect();
    EXPECT_FALSE(connection.drip("GET / HTTP/1.1\r\n" + std::string(1000, 'x'), 20ms, 10s));
    EXPECT_TRUE(connection.isClosedWithin(2s));
    EXPECT_LT(Clock::now() - begin, 4s);
}

TEST_F(AWebServer, SendsAwayWhoeverDripsABody) {
    const auto begin = Clock::now();
    const auto connection = connect();
    connection.send("POST / HTTP/1.1\r\nContent-Length: 900\r\n\r\n");
    EXPECT_FALSE(connection.drip(std::string(900, 'x'), 20ms, 10s));
    EXPECT_TRUE(connection.isClosedWithin(2s));
    EXPECT_LT(Clock::now() - begin, 4s);
    EXPECT_EQ(answers_, 0);
}

TEST_F(AWebServer, SendsAwayWhoeverIsSilent) {
    const auto begin = Clock::now();
    EXPECT_TRUE(connect().isClosedWithin(4s));
    const auto used = connect();
    used.send("GET / HTTP/1.1\r\n\r\n");
    EXPECT_TRUE(used.isClosedWithin(4s)) << "between two requests, too";
    EXPECT_LT(Clock::now() - begin, 5s);
}

TEST_F(AWebServer, SendsAwayWhoeverTakesNoAnswer) {
    const auto connection = connect();
    connection.receiveLittle();
    connection.send("GET /large HTTP/1.1\r\n\r\n");
    std::this_thread::sleep_for(2s);
    EXPECT_LT(connection.receive(1s).size(), 20'000'000U) << "it was cut off";
    EXPECT_TRUE(serves());
}

TEST_F(AWebServer, ServesOthersWhileManyAreSlow) {
    std::vector<RawConnection> slow;
    for (int i = 0; i < 40; ++i) {
        slow.push_back(connect());
        slow.back().send(i % 2 == 0 ? "GET / HT" : "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx");
    }
    const auto begin = Clock::now();
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(serves());
    EXPECT_LT(Clock::now() - begin, 1s);
}

TEST_F(AWebServer, TakesNoMoreConnectionsThanItsLimitAndRecovers) {
    {
        std::vector<RawConnection> many;
        for (int i = 0; i < 200; ++i) many.push_back(connect());
        int closed = 0;
        for (const auto& connection : many) closed += connection.isClosedWithin(5ms) ? 1 : 0;
        EXPECT_GE(closed, 130);
    }
    bool again = false;
    for (int i = 0; i < 50 && !again; ++i) {
        std::this_thread::sleep_for(50ms);
        again = serves();
    }
    EXPECT_TRUE(again);
}

TEST_F(AWebServer, HasNoMoreStreamsThanItsLimit) {
    std::vector<RawConnection> streams;
    for (int i = 0; i < 5; ++i) {
        streams.push_back(connect());
        streams.back().send("GET /stream HTTP/1.1\r\n\r\n");
        EXPECT_EQ(statusOf(streams.back().receive(2s, 1)), 200);
    }
    EXPECT_EQ(statusOf(ask(port(), "GET /stream HTTP/1.1\r\n\r\n")), 503);
    EXPECT_TRUE(serves());
    streams.pop_back();
    bool again = false;
    for (int i = 0; i < 50 && !again; ++i) {
        std::this_thread::sleep_for(50ms);
        const auto connection = connect();
        connection.send("GET /stream HTTP/1.1\r\n\r\n");
        again = statusOf(connection.receive(1s, 1)) == 200;
    }
    EXPECT_TRUE(again);
}

TEST_F(AWebServer, SaysThatItIsBusyInsteadOfQueuingWithoutEnd) {
    std::vector<RawConnection> asking;
    for (int i = 0; i < 40; ++i) {
        asking.push_back(connect());
        asking.back().send("GET /slow HTTP/1.1\r\nConnection: close\r\n\r\n");
    }
    int busy = 0;
    for (const auto& connection : asking) busy += statusOf(connection.receive(10s)) == 503 ? 1 : 0;
    EXPECT_GE(busy, 20);
    EXPECT_LT(busy, 40);
    EXPECT_TRUE(serves());
}

TEST_F(AWebServer, LetsGuessersKeepOnlyEachOtherWaiting) {
    std::vector<RawConnection> guessing;
    for (int i = 0; i < 30; ++i) {
        guessing.push_back(connect());
        guessing.back().send("GET /login HTTP/1.1\r\nConnection: close\r\n\r\n");
    }
    const auto begin = Clock::now();
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(serves());
    EXPECT_LT(Clock::now() - begin, 400ms) << "one guess takes 500";
    int busy = 0;
    for (const auto& connection : guessing) busy += statusOf(connection.receive(10s)) == 503 ? 1 : 0;
    EXPECT_EQ(busy, 26);
}

TEST_F(AWebServer, GoesOnAfterAnAnswerThatFails) {
    EXPECT_EQ(statusOf(ask(port(), "GET /throw HTTP/1.1\r\nConnection: close\r\n\r\n")), 500);
    EXPECT_TRUE(serves());
}

TEST_F(AWebServer, KeepsNothingOfConnectionsThatAreGone) {
    ASSERT_TRUE(serves());
    std::this_thread::sleep_for(100ms);
    const auto before = openFiles();
    for (int i = 0; i < 2000; ++i) {
        const auto connection = connect();
        if (i % 4 == 1) connection.send("GET / HT");
        if (i % 4 == 2) connection.send("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx");
        if (i % 4 == 3) connection.send("GET /stream HTTP/1.1\r\n\r\n");
    }
    std::this_thread::sleep_for(2s);
    EXPECT_TRUE(serves());
    EXPECT_LE(openFiles(), before + 5);
}

TEST_F(AWebServer, EndsWhileItIsUsed) {
    std::vector<RawConnection> connections;
    for (int i = 0; i < 20; ++i) {
        connections.push_back(connect());
        connections.back().send(i % 2 == 0 ? "GET /stream HTTP/1.1\r\n\r\n" : "GET /slow HTTP/1.1\r\n\r\n");
    }
    std::this_thread::sleep_for(100ms);
    const auto begin = Clock::now();
    server_.reset();
    EXPECT_LT(Clock::now() - begin, 3s);
}

}  // namespace
}  // namespace tidewaiter::console::tests
