#include "firmware/console/hold_api.h"

#include <algorithm>

namespace tidewaiter::console {

using nlohmann::json;
using people::Permission;
using station::HoldDesk;

namespace {

json holdJson(const records::IndexedHold& hold) {
    return {{"id", hold.id},
            {"time", hold.time},
            {"by", hold.by},
            {"reason", hold.reason},
            {"inspections", hold.inspections}};
}

Answer list(const Call& call, const HoldDesk& desk) {
    const auto holds = desk.inForce(call.request.parameter("inspection"));
    if (!holds) return tl::unexpected(problemOf(holds.error()));
    json all = json::array();
    for (const auto& hold : *holds) all.push_back(holdJson(hold));
    return jsonResponse({{"holds", all}});
}

tl::expected<std::vector<std::string>, Problem> inspectionsIn(const json& body) {
    const auto all = body.value("inspections", json());
    const bool texts = all.is_array() &&
                       std::all_of(all.begin(), all.end(), [](const json& one) { return one.is_string(); });
    if (!texts) return no(422, "request.value", "'inspections' has to be a list of ids");
    return all.get<std::vector<std::string>>();
}

Answer place(Call& call, HoldDesk& desk) {
    const auto inspections = inspectionsIn(call.json);
    if (!inspections) return tl::unexpected(inspections.error());
    const auto reason = textOf(call.json, "reason");
    if (!reason) return tl::unexpected(reason.error());
    const auto hold = desk.place(*inspections, *reason, call.person->name);
    if (!hold) return tl::unexpected(problemOf(hold.error()));
    call.note.about = hold->id;
    call.note.detail = *reason + ":";
    for (const auto& id : hold->inspections) call.note.detail += " " + id;
    return jsonResponse(holdJson(*hold), 201);
}

Answer release(Call& call, HoldDesk& desk) {
    const auto reason = textOf(call.json, "reason");
    if (!reason) return tl::unexpected(reason.error());
    call.note.detail = *reason;
    if (const auto done = desk.release(call.part("id"), *reason, call.person->name); !done)
        return tl::unexpected(problemOf(done.error()));
    return noContent();
}

}  // namespace

std::vector<Route> holdRoutes(HoldDesk& desk) {
    return {{.method = "GET",
             .path = "/holds",
             .permission = Permission::HoldsRead,
             .handle = [&desk](Call& call) { return list(call, desk); }},
            {.method = "POST",
             .path = "/holds",
             .permission = Permission::Holds,
             .body = BodyKind::Json,
             .bodyBytes = kJsonBytes,
             .action = "hold.placed",
             .handle = [&desk](Call& call) { return place(call, desk); }},
            {.method = "POST",
             .path = "/holds/{id}/release",
             .permission = Permission::Holds,
             .body = BodyKind::Json,
             .bodyBytes = kJsonBytes,
             .action = "hold.released",
             .handle = [&desk](Call& call) { return release(call, desk); }}};
}

}  // namespace tidewaiter::console
