// Quads in JSON: [[x,y],[x,y],[x,y],[x,y]], in the corner order of Quad.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "vision/quad.h"

namespace tidewaiter::vision {

[[nodiscard]] nlohmann::json quadToJson(const Quad& quad);
/// Throws std::invalid_argument unless there are four corners of two numbers.
[[nodiscard]] Quad quadFromJson(const nlohmann::json& corners);

}  // namespace tidewaiter::vision
