// URL text: targets of requests taken apart (RFC 3986).
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::console {

/// `text` with %XX replaced by bytes, and '+' by a blank where `plus`. Nothing where an escape is none, and
/// where a byte is zero.
[[nodiscard]] std::optional<std::string> unescaped(std::string_view text, bool plus);

struct Target {
    std::string path;
    std::map<std::string, std::string> query;
};

/// "/a%20b?c=d". Nothing where it is no path with an optional query, or holds broken escapes.
[[nodiscard]] std::optional<Target> parseTarget(std::string_view target);

}  // namespace tidewaiter::console
