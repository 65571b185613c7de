#include "firmware/console/person_json.h"

#include "firmware/console/route.h"

namespace tidewaiter::console {

using nlohmann::json;
using people::RosterProblem;

namespace {

tl::expected<people::Role, Problem> roleIn(const std::string& name) {
    const auto role = people::kRoles.parse(name);
    if (!role)
        return no(422, "person.role", "a role is officer, supervisor, auditor or administrator; choose one");
    return *role;
}

const char* codeOf(RosterProblem problem) {
    switch (problem) {
        case RosterProblem::BadName:
            return "person.name";
        case RosterProblem::BadSecret:
            return "person.secret";
        case RosterProblem::BadBadge:
            return "person.badge";
        case RosterProblem::NameTaken:
            return "person.name-taken";
        case RosterProblem::BadgeTaken:
            return "person.badge-taken";
        case RosterProblem::Unknown:
            return "person.unknown";
        case RosterProblem::LastAdministrator:
            return "person.last-administrator";
        case RosterProblem::NotFirst:
            return "setup.done";
        case RosterProblem::Full:
            return "person.too-many";
        case RosterProblem::NotKept:
            break;
    }
    return "person.not-kept";
}

int statusOf(RosterProblem problem) {
    switch (problem) {
        case RosterProblem::BadName:
        case RosterProblem::BadSecret:
        case RosterProblem::BadBadge:
            return 422;
        case RosterProblem::Unknown:
            return 404;
        case RosterProblem::NotKept:
            return 500;
        default:
            return 409;
    }
}

}  // namespace

json personJson(const people::Person& person) {
    return {{"id", person.id},
            {"name", person.name},
            {"role", people::kRoles.nameOf(person.role)},
            {"active", person.active},
            {"badge", person.badge}};
}

tl::expected<people::NewPerson, Problem> newPersonIn(const json& body) {
    people::NewPerson newcomer;
    const auto name = textOf(body, "name");
    const auto secret = textOf(body, "secret");
    const auto badge = textOf(body, "badge");
    const auto role = textOf(body, "role");
    for (const auto* text : {&name, &secret, &badge, &role}) {
        if (!*text) return tl::unexpected(text->error());
    }
    newcomer.name = *name;
    newcomer.secret = *secret;
    newcomer.badge = *badge;
    if (role->empty()) return newcomer;
    const auto parsed = roleIn(*role);
    if (!parsed) return tl::unexpected(parsed.error());
    newcomer.role = *parsed;
    return newcomer;
}

tl::expected<people::Change, Problem> changeIn(const json& body) {
    people::Change change;
    if (body.contains("active")) {
        if (!body.at("active").is_boolean())
            return no(422, "request.value", "'active' has to be true or false");
        change.active = body.at("active").get<bool>();
    }
    for (const auto& [key, target] :
         {std::pair{"secret", &people::Change::secret}, std::pair{"badge", &people::Change::badge}}) {
        if (!body.contains(key)) continue;
        auto text = textOf(body, key);
        if (!text) return tl::unexpected(text.error());
        change.*target = std::move(*text);
    }
    if (!body.contains("role")) return change;
    const auto name = textOf(body, "role");
    if (!name) return tl::unexpected(name.error());
    const auto role = roleIn(*name);
    if (!role) return tl::unexpected(role.error());
    change.role = *role;
    return change;
}

Problem problemOf(const people::RosterError& error) {
    return {statusOf(error.problem), codeOf(error.problem), error.message, {}};
}

}  // namespace tidewaiter::console
