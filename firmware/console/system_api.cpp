#include "firmware/console/system_api.h"

#include <unistd.h>

#include <charconv>
#include <cmath>
#include <fstream>

#include "firmware/records/clock_state.h"
#include "firmware/records/device_key.h"

namespace tidewaiter::console {

using nlohmann::json;
using people::Permission;

namespace {

/// Resident memory of this process (proc(5), statm). 0 where the system does not tell.
std::uint64_t memoryBytes() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t size = 0;
    std::uint64_t resident = 0;
    file >> size >> resident;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

json clockJson() {
    const auto clock = records::clockState();
    return {{"source", clock.source},
            {"synchronized", clock.synchronized},
            {"max_error_ms", clock.maxErrorMs ? json(*clock.maxErrorMs) : json(nullptr)}};
}

Answer system(const SystemMeans& means) {
    const auto& station = means.station;
    const auto last = means.keeper.last();
    const auto records = station.records().count();
    const auto key = records::verifierKey(station.records().files());
    return jsonResponse(
        {{"version", means.facts.version},
         {"uptime_s", std::floor(means.uptimeS())},
         {"memory_bytes", memoryBytes()},
         {"storage", station::storageJson(station.storage())},
         {"retention", last ? station::retentionJson(*last) : json(nullptr)},
         {"clock", clockJson()},
         {"evidence",
          {{"records", records},
           {"device", station.records().device()},
           {"key", key ? tlog::textOf(*key) : std::string()},
           {"key_kept", records::kKeyKeepings.nameOf(records::keyKeeping(station.records().files()))}}},
         {"queue", {{"waiting", station.book().waiting()}, {"limit", station.book().limits().waiting}}},
         {"models", means.facts.models},
         {"policy", means.policy()},
         {"provider", means.station.worker().providerSentence()}});
}

json entryJson(const records::NumberedAuditEntry& numbered) {
    const auto& entry = numbered.entry;
    return {{"index", numbered.index}, {"time", entry.time},    {"who", entry.who},
            {"role", entry.role},      {"from", entry.from},    {"action", entry.action},
            {"about", entry.about},    {"detail", entry.detail}};
}

/// Nothing where the parameter is not there.
tl::expected<std::optional<std::uint64_t>, Problem> numberOf(const WebRequest& request,
                                                             const std::string& name) {
    const auto text = request.parameter(name);
    if (text.empty()) return std::nullopt;
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return no(422, "request.value", "'" + name + "' has to be a number");
    return number;
}

Answer audit(const Call& call, const records::AuditLog& log) {
    constexpr std::uint64_t kDefault = 50;
    constexpr std::uint64_t kMost = 500;
    const auto limit = numberOf(call.request, "limit");
    if (!limit) return tl::unexpected(limit.error());
    const auto before = numberOf(call.request, "before");
    if (!before) return tl::unexpected(before.error());
    const auto wanted = std::min(limit->value_or(kDefault), kMost);
    const auto entries = log.last(wanted, *before);
    if (!entries) return no(500, "audit.unreadable", entries.error().message);
    json rows = json::array();
    for (const auto& entry : *entries) rows.push_back(entryJson(entry));
    const bool more = !entries->empty() && entries->back().index > 0;
    return jsonResponse({{"entries", rows}, {"more", more}});
}

}  // namespace

std::vector<Route> systemRoutes(const SystemMeans& means) {
    return {
        {.method = "GET",
         .path = "/system",
         .permission = Permission::System,
         .handle = [means](Call&) { return system(means); }},
        {.method = "GET", .path = "/audit", .permission = Permission::Audit, .handle = [means](Call& call) {
             return audit(call, means.audit);
         }}};
}

}  // namespace tidewaiter::console
