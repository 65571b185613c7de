// WebServer: HTTP/1.1, with TLS or without, in front of one function that answers.
// Thread rule: safe to call from any thread. It has one thread for all connections and a few that answer.
//
// Whoever is slow, silent or too large is sent away and keeps nobody else waiting: every step of a connection
// has a time limit, bodies and headers have a length limit, connections and answers in the making a number.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "firmware/console/web_message.h"
#include "models/error.h"

namespace tidewaiter::console {

/// Of one lane.
struct LaneLimits {
    std::size_t answers = 256;  ///< in the making at a time; beyond, 503
    unsigned threads = 2;       ///< that make them
};

struct WebLimits {
    std::chrono::seconds head{10};   ///< for the handshake and the head of a request
    std::chrono::seconds body{120};  ///< for the body: a photo over a weak wireless network
    std::chrono::seconds write{60};  ///< for a response; for each piece of one that goes on
    std::chrono::seconds idle{30};   ///< between two requests
    std::size_t headBytes = 16 << 10;
    std::size_t connections = 512;  ///< beyond, the oldest habit of servers: closed at once
    std::size_t streams = 256;      ///< responses that go on; beyond, 503
    LaneLimits quick{};
    LaneLimits work{32, 3};
    LaneLimits logIn{16, 2};
};

struct WebSetup {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;   ///< 0: any that is free
    std::string certificate;  ///< PEM, the chain; empty: no TLS
    std::string key;          ///< PEM
    WebLimits limits{};
};

/// What is decided before a body is read.
struct Admission {
    std::size_t bodyBytes = 0;             ///< the longest body that is read
    std::optional<WebResponse> refusal{};  ///< instead of reading it
    Lane lane = Lane::Quick;
};

struct WebMeans {
    /// Looks at everything but the body. Called on the thread of all connections: must not wait.
    std::function<Admission(const WebRequest&)> admit;
    /// May wait. An exception is answered with 500.
    std::function<WebResponse(const WebRequest&)> answer;
    /// What to answer where the server itself has to refuse: 400, 408, 413, 431, 500, 503.
    std::function<WebResponse(int status)> failure;
    /// What to answer where as many streams go on as can.
    std::function<WebResponse()> full;
};

class WebServer {
  public:
    /// Listens and answers from now on. Fails where the address cannot be had or the certificate is none.
    [[nodiscard]] static Expected<std::unique_ptr<WebServer>> start(const WebSetup& setup, WebMeans means);
    /// Closes all connections.
    ~WebServer();
    WebServer(const WebServer&) = delete;
    WebServer& operator=(const WebServer&) = delete;

    [[nodiscard]] std::uint16_t port() const;

  private:
    class Loop;
    explicit WebServer(std::unique_ptr<Loop> loop);

    std::unique_ptr<Loop> loop_;
};

}  // namespace tidewaiter::console
