// HoldApi: which inspections are kept whatever the policy says, and why.
// Thread rule: safe to call from any thread.
#pragma once

#include <vector>

#include "firmware/console/route.h"
#include "firmware/station/hold_desk.h"

namespace tidewaiter::console {

[[nodiscard]] std::vector<Route> holdRoutes(station::HoldDesk& desk);

}  // namespace tidewaiter::console
