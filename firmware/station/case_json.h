// Cases and devices as JSON, in the shapes of the API (firmware/console/openapi.json).
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "firmware/inspection/policy.h"
#include "firmware/station/case.h"
#include "firmware/station/live_camera.h"

namespace tidewaiter::station {

/// `before`: how many cases are read before this one, where it waits.
[[nodiscard]] nlohmann::json caseJson(const Case& one, std::optional<std::size_t> before,
                                      const inspection::DecisionPolicy& policy);
[[nodiscard]] nlohmann::json photoJson(const Photo& photo);
[[nodiscard]] nlohmann::json deviceJson(const CameraStatus& status);

/// Findings whose number has still to be typed.
[[nodiscard]] std::vector<std::size_t> hiddenFindings(const Case& one,
                                                      const inspection::DecisionPolicy& policy);

}  // namespace tidewaiter::station
