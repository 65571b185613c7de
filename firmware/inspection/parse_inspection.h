// ParseInspection: an inspection out of its JSON, which may come from anywhere.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "firmware/inspection/inspection.h"
#include "models/error.h"

namespace tidewaiter::inspection {

/// Fails, saying what is missing or of the wrong type, on what is no inspection as `--json` prints it. `name`
/// begins the message.
[[nodiscard]] Expected<Inspection> parseInspection(const nlohmann::json& json, const std::string& name);

}  // namespace tidewaiter::inspection
