#include "tests/console/api_client.h"

#include <gtest/gtest.h>
#include <httplib.h>

#include "tests/console/description.h"

namespace tidewaiter::console::tests {

namespace {

constexpr const char* kApi = "/api/v1";

bool goesOn(const std::string& type) {
    return type.starts_with("text/event-stream") || type.starts_with("multipart/");
}

}  // namespace

struct ApiClient::Connection {
    explicit Connection(std::uint16_t port) : client("127.0.0.1", port) {
        client.set_keep_alive(true);
        client.set_tcp_nodelay(true);
        client.set_read_timeout(20);
    }
    httplib::Client client;
};

ApiClient::ApiClient(std::uint16_t port) : connection_(std::make_unique<Connection>(port)) {}
ApiClient::ApiClient(ApiClient&&) noexcept = default;
ApiClient::~ApiClient() = default;

ApiAnswer ApiClient::opened(ApiAnswer answer) {
    const auto cookie = answer.headers["set-cookie"];
    if (answer.status == 201) cookie_ = cookie.substr(0, cookie.find(';'));
    return answer;
}

ApiAnswer ApiClient::logIn(const std::string& name, const std::string& secret) {
    cookie_.clear();
    return opened(post("/session", {{"name", name}, {"secret", secret}}));
}

ApiAnswer ApiClient::setUp(const std::string& code, const std::string& name, const std::string& secret) {
    return opened(post("/setup", {{"code", code}, {"name", name}, {"secret", secret}}));
}

ApiAnswer ApiClient::call(const std::string& method, const std::string& path, const std::string& body,
                          const std::string& type, const Headers& more) {
    auto answer = send(method, kApi + path, body, type, more);
    if (answer.status == 0 || !checked_) return answer;
    const auto fault = Description::ofTheProgram().faultOf({method, path, body, type}, answer);
    EXPECT_EQ(fault, "") << method << ' ' << path << ' ' << answer.status << ' '
                         << answer.body.substr(0, 2000);
    return answer;
}

ApiAnswer ApiClient::page(const std::string& path) {
    return send("GET", path, {}, {}, {});
}

ApiAnswer ApiClient::send(const std::string& method, const std::string& path, const std::string& body,
                          const std::string& type, const Headers& more) {
    httplib::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    for (const auto& [name, value] : more) request.headers.emplace(name, value);
    if (!cookie_.empty()) request.headers.emplace("Cookie", cookie_);
    if (method != "GET" && method != "HEAD" && !type.empty()) request.headers.emplace("Content-Type", type);
    ApiAnswer answer;
    bool stream = false;
    request.response_handler = [&](const httplib::Response& response) {
        answer.status = response.status;
        answer.type = response.get_header_value("Content-Type");
        for (const auto& [name, value] : response.headers) {
            std::string small(name);
            std::transform(small.begin(), small.end(), small.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            answer.headers[small] = value;
        }
        stream = goesOn(answer.type);
        return true;
    };
    request.content_receiver = [&](const char* bytes, std::size_t size, std::uint64_t, std::uint64_t) {
        answer.body.append(bytes, size);
        return !stream;
    };
    const auto sent = connection_->client.send(request);
    if (sent && answer.status == 0) answer.status = sent->status;  // it has no body to tell of
    return answer;
}

}  // namespace tidewaiter::console::tests
