// ApiClient: calls the console's API as the page does, with a session or without.
// Thread rule: one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace tidewaiter::console::tests {

/// The status is 0 where no answer came.
struct ApiAnswer {
    int status = 0;
    std::string type;
    std::string body;
    std::map<std::string, std::string> headers;  ///< the last of each name

    /// null where the body is no JSON.
    [[nodiscard]] nlohmann::json json() const;
    /// Of a problem; empty elsewhere.
    [[nodiscard]] std::string code() const;
};

using Headers = std::map<std::string, std::string>;

class ApiClient {
  public:
    explicit ApiClient(std::uint16_t port);
    ApiClient(ApiClient&&) noexcept;
    ~ApiClient();

    /// The cookie that is sent from now on; empty for none.
    void useCookie(std::string cookie) { cookie_ = std::move(cookie); }
    [[nodiscard]] const std::string& cookie() const { return cookie_; }
    /// Takes the session's cookie from the answer.
    ApiAnswer logIn(const std::string& name, const std::string& secret);
    ApiAnswer setUp(const std::string& code, const std::string& name, const std::string& secret);

    /// Below /api/v1. A GET of what never ends returns after a few bytes.
    ApiAnswer call(const std::string& method, const std::string& path, const std::string& body = {},
                   const std::string& type = "application/json", const Headers& more = {});
    ApiAnswer get(const std::string& path) { return call("GET", path); }
    ApiAnswer post(const std::string& path, const nlohmann::json& body) {
        return call("POST", path, body.dump());
    }
    /// From the root.
    ApiAnswer page(const std::string& path);

  private:
    struct Connection;
    ApiAnswer send(const std::string& method, const std::string& path, const std::string& body,
                   const std::string& type, const Headers& more);
    ApiAnswer opened(ApiAnswer answer);

    std::unique_ptr<Connection> connection_;
    std::string cookie_;
};

}  // namespace tidewaiter::console::tests
