// Router: finds the route of a request, and lets nobody through who may not call it.
// Thread rule: safe to call from any thread once it is made.
//
// Every route goes through the same gate: there is no other way to a handler. What changes anything is in the
// audit log before it is answered.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "firmware/console/route.h"
#include "firmware/console/web_server.h"
#include "firmware/people/roster.h"
#include "firmware/people/sessions.h"

namespace tidewaiter::console {

struct RouterMeans {
    people::Roster& roster;
    people::Sessions& sessions;
    std::function<people::Instant()> now;
    std::function<Expected<void>(const AuditNote&)> audit;
};

inline constexpr auto kApi = "/api/v1";
inline constexpr auto kSessionCookie = "tidewaiter_session";

class Router {
  public:
    Router(std::vector<Route> routes, RouterMeans means)
        : routes_(std::move(routes)), means_(std::move(means)) {}

    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

    /// Whether the path belongs to the API at all.
    [[nodiscard]] static bool isApi(const std::string& path);
    /// Before the body is read.
    [[nodiscard]] Admission admit(const WebRequest& request) const;
    [[nodiscard]] WebResponse answer(const WebRequest& request) const;

  private:
    struct Match {
        const Route* route;
        std::map<std::string, std::string> parts;
    };

    [[nodiscard]] tl::expected<Match, Problem> match(const WebRequest& request) const;
    /// The call, its body not yet looked at.
    [[nodiscard]] tl::expected<Call, Problem> gate(const WebRequest& request, const Match& match) const;
    [[nodiscard]] tl::expected<void, Problem> note(const Route& route, const Call& call) const;

    std::vector<Route> routes_;
    RouterMeans means_;
};

}  // namespace tidewaiter::console
