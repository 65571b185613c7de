#include "firmware/console/console.h"

#include "firmware/console/declaration_api.h"
#include "firmware/console/hold_api.h"
#include "firmware/console/inspection_api.h"
#include "firmware/console/live_api.h"
#include "firmware/console/openapi.h"
#include "firmware/console/page_files.h"
#include "firmware/console/people_api.h"
#include "firmware/console/router.h"
#include "firmware/console/session_api.h"
#include "firmware/console/training_api.h"
#include "firmware/tuf/date_time.h"

namespace tidewaiter::console {

using nlohmann::json;

namespace {

/// On everything, whatever it is: nothing may be framed, guessed at, or told to other sites.
void addCommonHeaders(WebResponse& response, bool api) {
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("X-Frame-Options", "DENY");
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    if (api) {
        response.headers.emplace_back("Cache-Control", "no-store");
    } else {
        response.headers.emplace_back(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'; base-uri 'none'; "
            "form-action 'self'; object-src 'none'");
    }
}

json statusJson(const ConsoleSetup& setup, const ConsoleParts& parts) {
    const auto now = std::chrono::floor<std::chrono::seconds>(setup.now());
    return {{"version", setup.facts.version},
            {"state", parts.roster.isEmpty() ? "setup" : "ready"},
            {"language", setup.language},
            {"time", tuf::dateTimeText(tuf::Time(now.time_since_epoch()))},
            {"fingerprint", setup.fingerprint.empty() ? json(nullptr) : json(setup.fingerprint)},
            {"storage", records::kStorageStates.nameOf(parts.station.storage().state)}};
}

Expected<void> writeAudit(const AuditNote& note, const ConsoleSetup& setup, records::AuditLog& log) {
    const auto now = std::chrono::floor<std::chrono::seconds>(setup.now());
    return log.append({tuf::dateTimeText(tuf::Time(now.time_since_epoch())), note.who, note.role, note.from,
                       note.action, note.about, note.detail});
}

void append(std::vector<Route>& routes, std::vector<Route> more) {
    for (auto& route : more) routes.push_back(std::move(route));
}

std::vector<Route> allRoutes(const ConsoleSetup& setup, const ConsoleParts& parts,
                             const std::function<Expected<void>(const AuditNote&)>& audit) {
    const auto status = [setup, parts] { return statusJson(setup, parts); };
    std::vector<Route> routes;
    routes.push_back({.method = "GET",
                      .path = "/status",
                      .open = true,
                      .background = true,
                      .handle = [status](Call&) -> Answer { return jsonResponse(status()); }});
    routes.push_back({.method = "GET", .path = "/openapi.json", .open = true, .handle = [](Call&) -> Answer {
                          return WebResponse{200, {{"Content-Type", "application/json"}}, kOpenApi};
                      }});
    const SessionMeans session{
        parts.roster, parts.sessions, parts.firstStart, setup.now, !setup.web.certificate.empty(),
        audit,        setup.showCode};
    append(routes, sessionRoutes(session));
    append(routes, peopleRoutes(parts.roster, parts.sessions));
    append(routes,
           inspectionRoutes(parts.station, [session](const json& credentials, const std::string& from) {
               return proved(credentials, from, session);
           }));
    append(routes, liveRoutes({parts.station, parts.sessions, setup.now, status}));
    append(routes, holdRoutes(parts.station.holds()));
    append(routes, declarationRoutes(parts.declarations));
    append(routes, listRoutes(setup.listsInUse, parts.lists));
    append(routes, trainingRoutes(parts.training));
    const auto start = setup.now();
    append(routes, systemRoutes({parts.station, parts.keeper, parts.audit, setup.facts,
                                 [setup]() -> std::string {
                                     const auto lists = setup.listsInUse();
                                     return lists ? lists->policy : std::string();
                                 },
                                 [setup, start] {
                                     return std::chrono::duration<double>(setup.now() - start).count();
                                 }}));
    return routes;
}

}  // namespace

struct Console::Parts {
    Parts(PageFiles pageFiles, Router router_) : page(std::move(pageFiles)), router(std::move(router_)) {}

    PageFiles page;
    Router router;
    std::unique_ptr<WebServer> server;  // last: it calls the others
};

Expected<std::unique_ptr<Console>> Console::start(const ConsoleSetup& setup, const ConsoleParts& parts) {
    auto page = PageFiles::load(setup.page);
    if (!page) return tl::unexpected(page.error());
    const auto audit = [setup, log = &parts.audit](const AuditNote& note) {
        return writeAudit(note, setup, *log);
    };
    Router router(allRoutes(setup, parts, audit), {parts.roster, parts.sessions, setup.now, audit});
    auto own = std::make_unique<Parts>(std::move(*page), std::move(router));
    const auto* served = own.get();
    WebMeans means;
    means.admit = [served](const WebRequest& request) {
        if (!Router::isApi(request.path)) return Admission{};
        auto admission = served->router.admit(request);
        if (admission.refusal) addCommonHeaders(*admission.refusal, true);
        return admission;
    };
    means.answer = [served](const WebRequest& request) {
        const bool api = Router::isApi(request.path);
        auto response = api ? served->router.answer(request) : served->page.answer(request);
        addCommonHeaders(response, api);
        return response;
    };
    means.failure = [](int status) {
        auto response = responseOf(problemOfStatus(status));
        addCommonHeaders(response, true);
        return response;
    };
    means.full = [] {
        auto response =
            responseOf({503,
                        "browsers.full",
                        "too many browsers watch this device already; close one that nobody needs",
                        {}});
        addCommonHeaders(response, true);
        return response;
    };
    auto server = WebServer::start(setup.web, std::move(means));
    if (!server) return tl::unexpected(server.error());
    own->server = std::move(*server);
    return std::unique_ptr<Console>(new Console(std::move(own)));
}

Console::Console(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Console::~Console() = default;

std::uint16_t Console::port() const {
    return parts_->server->port();
}

}  // namespace tidewaiter::console
