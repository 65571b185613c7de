#include "firmware/console/session_api.h"

#include "firmware/console/person_json.h"
#include "firmware/console/router.h"

namespace tidewaiter::console {

using nlohmann::json;

namespace {

json sessionJson(const people::Person& person, const people::Sessions& sessions) {
    json permissions = json::array();
    for (const auto permission : people::permissionsOf(person.role))
        permissions.push_back(people::kPermissions.nameOf(permission));
    return {{"person", personJson(person)},
            {"idle_seconds", sessions.limits().idle.count()},
            {"permissions", permissions}};
}

WebResponse withCookie(WebResponse response, const std::string& token, const SessionMeans& means) {
    std::string cookie = std::string(kSessionCookie) + "=" + token + "; Path=/; HttpOnly; SameSite=Strict";
    if (means.secure) cookie += "; Secure";
    if (token.empty()) cookie += "; Max-Age=0";
    response.headers.emplace_back("Set-Cookie", cookie);
    return response;
}

WebResponse opened(const people::Person& person, const SessionMeans& means) {
    const auto token = means.sessions.open(person.id, means.now());
    return withCookie(jsonResponse(sessionJson(person, means.sessions), 201), token, means);
}

Problem wrong() {
    return {401, "session.wrong", "name or PIN is wrong, or this person may not log in; try again", {}};
}

Problem backingOff(const people::BackingOff& wait) {
    const auto seconds = static_cast<int>(wait.remaining.count());
    return {429, "session.wait",
            "too many wrong tries; wait " + std::to_string(seconds) + " seconds before the next one",
            seconds};
}

/// Not what was typed, which may be a password in the wrong field. A failure keeps nobody from being refused:
/// the try is not made any better by a full disk.
void noteRefused(const people::Wrong& wrong, const std::string& from, const SessionMeans& means) {
    AuditNote note{"session.refused", "", "", from, "", ""};
    if (wrong.known) {
        note.who = wrong.known->name;
        note.role = people::kRoles.nameOf(wrong.known->role);
    } else if (const auto tries = means.strangers->oneMore(means.now())) {
        note.detail = *tries;
    } else {
        return;
    }
    static_cast<void>(means.audit(note));
}

Answer logIn(Call& call, const SessionMeans& means) {
    auto person = proved(call.json, call.request.from, means);
    if (!person) return tl::unexpected(person.error());
    if (!call.token.empty()) means.sessions.close(call.token);
    call.note.who = person->name;
    call.note.role = people::kRoles.nameOf(person->role);
    return opened(*person, means);
}

Answer logOut(const Call& call, const SessionMeans& means) {
    means.sessions.close(call.token);
    return withCookie(noContent(), "", means);
}

Answer changeSecret(const Call& call, const SessionMeans& means) {
    const auto before = textOf(call.json, "old");
    const auto after = textOf(call.json, "new");
    if (!before) return tl::unexpected(before.error());
    if (!after) return tl::unexpected(after.error());
    const auto known = means.roster.authenticate(call.person->id, *before, means.now());
    if (const auto* wait = std::get_if<people::BackingOff>(&known)) return tl::unexpected(backingOff(*wait));
    if (const auto* guess = std::get_if<people::Wrong>(&known)) {
        noteRefused(*guess, call.request.from, means);
        return no(401, "session.wrong", "the old PIN or password is wrong; type it again");
    }
    if (auto changed = means.roster.change(call.person->id, {.secret = *after}); !changed)
        return tl::unexpected(problemOf(changed.error()));
    means.sessions.closeAllOf(call.person->id);
    const auto token = means.sessions.open(call.person->id, means.now());
    return withCookie(noContent(), token, means);
}

Answer setUp(Call& call, const SessionMeans& means) {
    if (!means.roster.isEmpty())
        return no(409, "setup.done", "this device has its administrator already; log in");
    const auto code = textOf(call.json, "code");
    if (!code) return tl::unexpected(code.error());
    auto newcomer = newPersonIn(call.json);
    if (!newcomer) return tl::unexpected(newcomer.error());
    const auto right = means.firstStart.answerTo(*code, means.now());
    if (right == people::FirstStart::Answer::TooSoon) return tl::unexpected(backingOff({}));
    if (right == people::FirstStart::Answer::Renewed) means.showCode(means.firstStart.code());
    if (right != people::FirstStart::Answer::Right)
        return no(401, "setup.wrong-code", "that is not the code that the device shows; read it again");
    auto first = means.roster.addFirst(*newcomer);
    if (!first) return tl::unexpected(problemOf(first.error()));
    means.firstStart.finish();
    call.note.who = first->name;
    call.note.role = people::kRoles.nameOf(first->role);
    return opened(*first, means);
}

}  // namespace

tl::expected<people::Person, Problem> proved(const json& credentials, const std::string& from,
                                             const SessionMeans& means) {
    people::Credentials shown;
    for (const auto& [key, target] :
         {std::pair{"name", &people::Credentials::name}, std::pair{"badge", &people::Credentials::badge},
          std::pair{"secret", &people::Credentials::secret}}) {
        auto text = textOf(credentials, key);
        if (!text) return tl::unexpected(text.error());
        shown.*target = std::move(*text);
    }
    auto known = means.roster.authenticate(shown, means.now());
    if (auto* person = std::get_if<people::Person>(&known)) return std::move(*person);
    if (const auto* wait = std::get_if<people::BackingOff>(&known)) return tl::unexpected(backingOff(*wait));
    noteRefused(std::get<people::Wrong>(known), from, means);
    return tl::unexpected(wrong());
}

std::vector<Route> sessionRoutes(const SessionMeans& means) {
    std::vector<Route> routes;
    routes.push_back({.method = "POST",
                      .path = "/setup",
                      .open = true,
                      .body = BodyKind::Json,
                      .bodyBytes = kJsonBytes,
                      .action = "device.set-up",
                      .lane = Lane::LogIn,
                      .handle = [means](Call& call) { return setUp(call, means); }});
    routes.push_back({.method = "POST",
                      .path = "/session",
                      .open = true,
                      .body = BodyKind::Json,
                      .bodyBytes = kJsonBytes,
                      .action = "session.opened",
                      .lane = Lane::LogIn,
                      .handle = [means](Call& call) { return logIn(call, means); }});
    routes.push_back(
        {.method = "GET", .path = "/session", .background = true, .handle = [means](Call& call) -> Answer {
             return jsonResponse(sessionJson(*call.person, means.sessions));
         }});
    routes.push_back(
        {.method = "DELETE", .path = "/session", .action = "session.closed", .handle = [means](Call& call) {
             return logOut(call, means);
         }});
    routes.push_back({.method = "PUT",
                      .path = "/session/secret",
                      .body = BodyKind::Json,
                      .bodyBytes = kJsonBytes,
                      .action = "session.secret-changed",
                      .lane = Lane::LogIn,
                      .handle = [means](Call& call) { return changeSecret(call, means); }});
    return routes;
}

}  // namespace tidewaiter::console
