// Declarations as the console sends them, by the same table as manifests.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <nlohmann/json.hpp>

#include "firmware/console/problem.h"
#include "firmware/inspection/declaration.h"

namespace tidewaiter::console {

/// Keys and values as in a JSON manifest (firmware/manifest/FORMAT.md), all of which may be missing.
[[nodiscard]] tl::expected<inspection::Declaration, Problem> declarationIn(const nlohmann::json& json);

}  // namespace tidewaiter::console
