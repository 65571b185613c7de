// DescribedRoutes: every operation of the console's OpenAPI file, with somebody else's opinion of who may
// call it. Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "firmware/people/role.h"

namespace tidewaiter::console::tests {

struct DescribedRoute {
    std::string method;  ///< "GET"
    std::string path;    ///< "/inspections/{id}"
    std::string body;    ///< its media type, "several", or empty without one

    /// With something in place of the braces.
    [[nodiscard]] std::string called() const;
};

[[nodiscard]] std::vector<DescribedRoute> routesIn(const nlohmann::json& openApi);

/// Who may call a route, as the demands say, written down a second time: not what the program believes.
struct Demand {
    const char* method;
    const char* path;
    bool open = false;
    /// Of people who are logged in; nothing: everybody.
    std::optional<people::Permission> permission{};
};

[[nodiscard]] const std::vector<Demand>& demands();
/// nullptr where nothing is said of it.
[[nodiscard]] const Demand* demandOf(const DescribedRoute& route);

}  // namespace tidewaiter::console::tests
