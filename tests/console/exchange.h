// ApiCall, ApiAnswer: one exchange with the console's API.
// Thread rule: plain values.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::console::tests {

struct ApiCall {
    std::string method;  ///< "GET"
    std::string path;    ///< below /api/v1, with its query
    std::string body;
    std::string type;  ///< of the body
};

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

/// The server-sent events that are whole in a text, each as {"event": name, "data": value}.
[[nodiscard]] std::vector<nlohmann::json> eventsIn(std::string_view stream);

}  // namespace tidewaiter::console::tests
