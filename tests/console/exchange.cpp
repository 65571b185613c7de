#include "tests/console/exchange.h"

#include <sstream>

namespace tidewaiter::console::tests {

using nlohmann::json;

json ApiAnswer::json() const {
    auto value = nlohmann::json::parse(body, nullptr, false);
    return value.is_discarded() ? nlohmann::json() : value;
}

std::string ApiAnswer::code() const {
    const auto value = json();
    return value.is_object() ? value.value("code", "") : "";
}

std::vector<json> eventsIn(std::string_view stream) {
    std::vector<json> events;
    for (auto end = stream.find("\n\n"); end != std::string_view::npos; end = stream.find("\n\n")) {
        std::istringstream lines{std::string(stream.substr(0, end))};
        stream.remove_prefix(end + 2);
        json event = json::object();
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("event: ")) event["event"] = line.substr(7);
            if (line.starts_with("data: ")) event["data"] = json::parse(line.substr(6), nullptr, false);
        }
        if (!event.empty()) events.push_back(std::move(event));
    }
    return events;
}

}  // namespace tidewaiter::console::tests
