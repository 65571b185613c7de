#include "firmware/console/people_api.h"

#include "firmware/console/person_json.h"

namespace tidewaiter::console {

using nlohmann::json;
using people::Permission;

namespace {

Answer list(const people::Roster& roster) {
    json all = json::array();
    for (const auto& person : roster.people()) all.push_back(personJson(person));
    return jsonResponse({{"people", all}});
}

Answer add(Call& call, people::Roster& roster) {
    const auto newcomer = newPersonIn(call.json);
    if (!newcomer) return tl::unexpected(newcomer.error());
    const auto added = roster.add(*newcomer);
    if (!added) return tl::unexpected(problemOf(added.error()));
    call.note.about = added->id;
    call.note.detail = added->name + ", " + std::string(people::kRoles.nameOf(added->role));
    return jsonResponse(personJson(*added), 201);
}

/// What has changed, without the secret or the badge themselves.
std::string wordsFor(const people::Change& change) {
    std::string words;
    const auto say = [&](const std::string& what) { words += (words.empty() ? "" : ", ") + what; };
    if (change.role) say("role " + std::string(people::kRoles.nameOf(*change.role)));
    if (change.active) say(*change.active ? "activated" : "deactivated");
    if (change.secret) say("new secret");
    if (change.badge) say(change.badge->empty() ? "badge taken away" : "new badge");
    return words;
}

Answer change(Call& call, people::Roster& roster, people::Sessions& sessions) {
    const auto wanted = changeIn(call.json);
    if (!wanted) return tl::unexpected(wanted.error());
    const auto changed = roster.change(call.part("id"), *wanted);
    if (!changed) return tl::unexpected(problemOf(changed.error()));
    // Whoever had logged in as what they were before logs in anew, but for administrators' own badges.
    if (wanted->role || wanted->active || wanted->secret) sessions.closeAllOf(changed->id);
    call.note.detail = changed->name + ": " + wordsFor(*wanted);
    return jsonResponse(personJson(*changed));
}

}  // namespace

std::vector<Route> peopleRoutes(people::Roster& roster, people::Sessions& sessions) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = "GET", .path = "/people", .permission = Permission::People, .handle = [&roster](Call&) {
             return list(roster);
         }});
    routes.push_back({.method = "POST",
                      .path = "/people",
                      .permission = Permission::People,
                      .body = BodyKind::Json,
                      .bodyBytes = kJsonBytes,
                      .action = "person.added",
                      .handle = [&roster](Call& call) { return add(call, roster); }});
    routes.push_back({.method = "PATCH",
                      .path = "/people/{id}",
                      .permission = Permission::People,
                      .body = BodyKind::Json,
                      .bodyBytes = kJsonBytes,
                      .action = "person.changed",
                      .handle = [&roster, &sessions](Call& call) { return change(call, roster, sessions); }});
    return routes;
}

}  // namespace tidewaiter::console
