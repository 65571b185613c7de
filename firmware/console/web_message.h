// WebRequest and WebResponse: what a browser asks and what it is answered, without the transport.
// Thread rule: values; belong to one thread at a time.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tidewaiter::console {

struct WebRequest {
    std::string method;                          ///< "GET"
    std::string path;                            ///< decoded, begins with '/', without the query
    std::map<std::string, std::string> query;    ///< decoded; of a key that comes twice the last
    std::map<std::string, std::string> headers;  ///< names in small letters
    std::string body;
    std::string from;  ///< address of the other side, "192.0.2.7"

    /// Empty where there is none.
    [[nodiscard]] std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found != headers.end() ? found->second : std::string();
    }
    [[nodiscard]] std::string parameter(const std::string& name) const {
        const auto found = query.find(name);
        return found != query.end() ? found->second : std::string();
    }
};

/// Where an answer is made: those who wait for one another's work stand in one line.
enum class Lane {
    Quick,  ///< asks what is in memory
    Work,   ///< reads pictures, waits for disks
    LogIn,  ///< tries secrets, which takes long on purpose: guessers keep only each other waiting
};

/// A response that goes on: live pictures, events.
struct WebStream {
    std::chrono::milliseconds interval{100};  ///< between two calls of `poll`
    /// What has come since the last call, empty for nothing yet; nothing at all: the end. Does not wait.
    std::function<std::optional<std::string>()> poll;
};

struct WebResponse {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
    std::optional<WebStream> stream{};  ///< instead of a body
};

}  // namespace tidewaiter::console
