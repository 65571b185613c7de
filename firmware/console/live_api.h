// LiveApi: what happens as it happens: events, live pictures, devices.
// Thread rule: safe to call from any thread.
#pragma once

#include <functional>
#include <vector>

#include "firmware/console/route.h"
#include "firmware/people/sessions.h"
#include "firmware/station/station.h"

namespace tidewaiter::console {

struct LiveMeans {
    station::Station& station;
    people::Sessions& sessions;
    std::function<people::Instant()> now;
    std::function<nlohmann::json()> status;  ///< what GET /status says
};

[[nodiscard]] std::vector<Route> liveRoutes(const LiveMeans& means);

}  // namespace tidewaiter::console
