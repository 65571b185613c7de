// ApiClient: calls the console's API as the page does, with a session or without. An answer that is not as
// the OpenAPI file describes it fails the test. Thread rule: one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/console/exchange.h"

namespace tidewaiter::console::tests {

using Headers = std::map<std::string, std::string>;

class ApiClient {
  public:
    explicit ApiClient(std::uint16_t port);
    ApiClient(ApiClient&&) noexcept;
    ~ApiClient();

    /// For measurements: the answers are held against no description.
    void leaveUnchecked() { checked_ = false; }
    /// The cookie that is sent from now on; empty for none.
    void useCookie(std::string cookie) { cookie_ = std::move(cookie); }
    [[nodiscard]] const std::string& cookie() const { return cookie_; }
    /// Takes the session's cookie from the answer.
    ApiAnswer logIn(const std::string& name, const std::string& secret);
    ApiAnswer setUp(const std::string& code, const std::string& name, const std::string& secret);

    /// Below /api/v1. A GET of what never ends returns after its first piece.
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
    bool checked_ = true;
};

}  // namespace tidewaiter::console::tests
