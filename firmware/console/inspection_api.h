// InspectionApi: inspections from their first photo to their decision, and the history of them.
// Thread rule: safe to call from any thread.
#pragma once

#include <functional>
#include <vector>

#include "firmware/console/route.h"
#include "firmware/station/station.h"

namespace tidewaiter::console {

/// Who a second officer says they are, proved.
using Prove = std::function<tl::expected<people::Person, Problem>(const nlohmann::json& credentials,
                                                                  const std::string& from)>;

[[nodiscard]] std::vector<Route> inspectionRoutes(station::Station& station, Prove prove);

}  // namespace tidewaiter::console
