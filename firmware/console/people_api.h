// PeopleApi: who may work with the device.
// Thread rule: safe to call from any thread.
#pragma once

#include <vector>

#include "firmware/console/route.h"
#include "firmware/people/roster.h"
#include "firmware/people/sessions.h"

namespace tidewaiter::console {

[[nodiscard]] std::vector<Route> peopleRoutes(people::Roster& roster, people::Sessions& sessions);

}  // namespace tidewaiter::console
