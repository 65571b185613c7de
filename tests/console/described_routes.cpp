#include "tests/console/described_routes.h"

#include <algorithm>
#include <array>

namespace tidewaiter::console::tests {

using people::Permission;

namespace {

constexpr std::array kMethods = {"get", "put", "post", "delete", "patch"};

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

std::string bodyOf(const nlohmann::json& operation) {
    const auto content = operation.value("/requestBody/content"_json_pointer, nlohmann::json::object());
    if (content.empty()) return {};
    return content.size() == 1 ? content.begin().key() : "several";
}

}  // namespace

std::string DescribedRoute::called() const {
    std::string text;
    for (std::size_t at = 0; at < path.size(); ++at) {
        if (path[at] != '{') {
            text += path[at];
            continue;
        }
        text += "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        at = path.find('}', at);
    }
    return text;
}

std::vector<DescribedRoute> routesIn(const nlohmann::json& openApi) {
    std::vector<DescribedRoute> routes;
    for (const auto& [path, operations] : openApi.at("paths").items()) {
        for (const auto* method : kMethods) {
            if (operations.contains(method))
                routes.push_back({upper(method), path, bodyOf(operations.at(method))});
        }
    }
    return routes;
}

const std::vector<Demand>& demands() {
    using enum Permission;
    static const std::vector<Demand> all = {
        {"GET", "/status", true},
        {"GET", "/openapi.json", true},
        {"POST", "/setup", true},
        {"POST", "/session", true},
        {"GET", "/session"},
        {"DELETE", "/session"},
        {"PUT", "/session/secret"},
        {"GET", "/people", false, Permission::People},
        {"POST", "/people", false, Permission::People},
        {"PATCH", "/people/{id}", false, Permission::People},
        {"GET", "/declarations", false, Inspect},
        {"PUT", "/declarations", false, Declarations},
        {"POST", "/inspections", false, Inspect},
        {"GET", "/inspections", false, History},
        {"GET", "/inspections/{id}", false, History},
        {"DELETE", "/inspections/{id}", false, Inspect},
        {"POST", "/inspections/{id}/photos", false, Inspect},
        {"POST", "/inspections/{id}/captures", false, Inspect},
        {"GET", "/inspections/{id}/photos/{photo}", false, History},
        {"DELETE", "/inspections/{id}/photos/{photo}", false, Inspect},
        {"POST", "/inspections/{id}/finish", false, Inspect},
        {"POST", "/inspections/{id}/confirmations", false, Decide},
        {"POST", "/inspections/{id}/decision", false, Decide},
        {"GET", "/inspections/{id}/report", false, History},
        {"GET", "/holds", false, HoldsRead},
        {"POST", "/holds", false, Holds},
        {"POST", "/holds/{id}/release", false, Holds},
        {"POST", "/trigger", false, Inspect},
        {"GET", "/events"},
        {"GET", "/devices"},
        {"GET", "/devices/{id}/live", false, Inspect},
        {"GET", "/devices/{id}/picture", false, Inspect},
        {"POST", "/devices/{id}/test", false, Devices},
        {"GET", "/lists", false, ListsRead},
        {"POST", "/lists/sync", false, Lists},
        {"GET", "/system", false, System},
        {"GET", "/audit", false, Audit},
        {"GET", "/training", false, Inspect},
        {"GET", "/training/{id}/photos/{photo}", false, Inspect},
        {"POST", "/training/{id}/answer", false, Inspect},
    };
    return all;
}

const Demand* demandOf(const DescribedRoute& route) {
    const auto found = std::find_if(demands().begin(), demands().end(), [&](const Demand& demand) {
        return route.method == demand.method && route.path == demand.path;
    });
    return found == demands().end() ? nullptr : &*found;
}

}  // namespace tidewaiter::console::tests
