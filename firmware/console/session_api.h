// SessionApi: first start, logging in and out.
// Thread rule: safe to call from any thread.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "firmware/console/refused_tries.h"
#include "firmware/console/route.h"
#include "firmware/people/first_start.h"
#include "firmware/people/roster.h"
#include "firmware/people/sessions.h"

namespace tidewaiter::console {

struct SessionMeans {
    people::Roster& roster;
    people::Sessions& sessions;
    people::FirstStart& firstStart;
    std::function<people::Instant()> now;
    bool secure = true;  ///< under TLS: browsers send the cookie nowhere else
    std::function<Expected<void>(const AuditNote&)> audit;
    /// Shows a new one-time code to whoever stands before the device.
    std::function<void(const std::string& code)> showCode;
    std::shared_ptr<RefusedTries> strangers = std::make_shared<RefusedTries>();  ///< of all routes together
};

[[nodiscard]] std::vector<Route> sessionRoutes(const SessionMeans& means);

/// Who somebody says they are, proved: of the log-in, and of a second officer. Says who was refused, in the
/// audit log, too.
[[nodiscard]] tl::expected<people::Person, Problem> proved(const nlohmann::json& credentials,
                                                           const std::string& from,
                                                           const SessionMeans& means);

}  // namespace tidewaiter::console
