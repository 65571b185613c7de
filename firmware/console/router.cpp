#include "firmware/console/router.h"

#include <algorithm>

namespace tidewaiter::console {

namespace {

std::vector<std::string> segments(const std::string& path) {
    std::vector<std::string> parts;
    std::size_t begin = 1;  // behind the first '/'
    while (begin <= path.size()) {
        const auto end = std::min(path.find('/', begin), path.size());
        parts.push_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// The parts in braces by their names; nothing where the path is another one.
std::optional<std::map<std::string, std::string>> partsOf(const std::string& pattern,
                                                          const std::string& path) {
    const auto wanted = segments(pattern);
    const auto given = segments(path);
    if (wanted.size() != given.size()) return std::nullopt;
    std::map<std::string, std::string> parts;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].starts_with('{')) {
            if (given[i].empty()) return std::nullopt;
            parts[wanted[i].substr(1, wanted[i].size() - 2)] = given[i];
        } else if (wanted[i] != given[i]) {
            return std::nullopt;
        }
    }
    return parts;
}

bool changesNothing(const std::string& method) {
    return method == "GET" || method == "HEAD";
}

/// Browsers say where a request comes from. Cookies are same-site already; this holds also where they are
/// not.
bool isFromElsewhere(const WebRequest& request) {
    const auto site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none") return true;
    const auto origin = request.header("origin");
    if (origin.empty()) return false;
    const auto host = origin.find("://");
    return host == std::string::npos || origin.substr(host + 3) != request.header("host");
}

std::string cookie(const WebRequest& request, const std::string& name) {
    const auto all = request.header("cookie");
    std::size_t begin = 0;
    while (begin < all.size()) {
        const auto end = std::min(all.find(';', begin), all.size());
        auto pair = all.substr(begin, end - begin);
        pair.erase(0, std::min(pair.find_first_not_of(' '), pair.size()));
        if (pair.starts_with(name + "=")) return pair.substr(name.size() + 1);
        begin = end + 1;
    }
    return {};
}

/// What a change was about: the most telling part of the path.
std::string aboutOf(const Call& call) {
    std::string about;
    for (const auto& [name, value] : call.parts) {
        if (name == "id") return value;
        about = value;
    }
    return about;
}

tl::expected<nlohmann::json, Problem> jsonOf(const WebRequest& request) {
    if (!request.header("content-type").starts_with("application/json"))
        return no(415, "request.type", "this call takes JSON; send it as application/json");
    auto json = nlohmann::json::parse(request.body, nullptr, false);
    if (json.is_discarded() || !json.is_object())
        return no(400, "request.bad", "the body is no JSON object; reload the page");
    return json;
}

}  // namespace

tl::expected<std::string, Problem> textOf(const nlohmann::json& json, const std::string& key) {
    const auto found = json.find(key);
    if (found == json.end() || found->is_null()) return std::string();
    if (!found->is_string()) return no(422, "request.value", "'" + key + "' has to be a text");
    return found->get<std::string>();
}

bool Router::isApi(const std::string& path) {
    return path.starts_with(std::string(kApi) + "/");
}

tl::expected<Router::Match, Problem> Router::match(const WebRequest& request) const {
    const auto path = request.path.substr(std::string_view(kApi).size());
    const auto method = request.method == "HEAD" ? "GET" : request.method;
    bool known = false;
    for (const auto& route : routes_) {
        auto parts = partsOf(route.path, path);
        if (!parts) continue;
        known = true;
        if (route.method == method) return Match{&route, std::move(*parts)};
    }
    return tl::unexpected(problemOfStatus(known ? 405 : 404));
}

tl::expected<Call, Problem> Router::gate(const WebRequest& request, const Match& match) const {
    const auto& route = *match.route;
    if (!changesNothing(request.method) && isFromElsewhere(request))
        return no(403, "request.elsewhere",
                  "this call comes from another site and is refused; open the console itself");
    Call call{request, match.parts};
    call.token = cookie(request, kSessionCookie);
    const auto now = means_.now();
    const auto id =
        route.background ? means_.sessions.peek(call.token, now) : means_.sessions.find(call.token, now);
    if (id) call.person = means_.roster.person(*id);
    if (route.open) return call;
    if (!call.person || !call.person->active) return tl::unexpected(problemOfStatus(401));
    if (route.permission && !people::may(call.person->role, *route.permission))
        return tl::unexpected(problemOfStatus(403));
    return call;
}

Admission Router::admit(const WebRequest& request) const {
    const auto found = match(request);
    if (!found) return {0, responseOf(found.error())};
    if (const auto call = gate(request, *found); !call) return {0, responseOf(call.error())};
    const auto usual = changesNothing(request.method) ? Lane::Quick : Lane::Work;
    return {found->route->bodyBytes, {}, found->route->lane.value_or(usual)};
}

WebResponse Router::answer(const WebRequest& request) const {
    const auto found = match(request);
    if (!found) return responseOf(found.error());
    auto call = gate(request, *found);
    if (!call) return responseOf(call.error());
    const auto& route = *found->route;
    if (route.body == BodyKind::Json) {
        auto json = jsonOf(request);
        if (!json) return responseOf(json.error());
        call->json = std::move(*json);
    }
    auto answered = route.handle(*call);
    if (!answered) return responseOf(answered.error());
    if (const auto noted = note(route, *call); !noted) return responseOf(noted.error());
    return std::move(*answered);
}

tl::expected<void, Problem> Router::note(const Route& route, const Call& call) const {
    if (route.action.empty()) return {};
    auto entry = call.note;
    entry.action = route.action;
    entry.from = call.request.from;
    if (entry.about.empty()) entry.about = aboutOf(call);
    if (entry.who.empty() && call.person) {
        entry.who = call.person->name;
        entry.role = people::kRoles.nameOf(call.person->role);
    }
    if (const auto written = means_.audit(entry); !written)
        return no(500, "audit.not-written",
                  "that was done, but could not be written into the audit log: " + written.error().message);
    return {};
}

}  // namespace tidewaiter::console
