// Severity: how much a statement matters to the officer: of findings, of policy rules, of watchlist entries.
// Thread rule: immutable value, safe to use from any thread.
#pragma once

#include "models/name_table.h"

namespace tidewaiter::models {

enum class Severity { Info, Inspect, Hold };

inline constexpr auto kSeverities = makeNameTable<Severity>(
    {{Severity::Info, "info"}, {Severity::Inspect, "inspect"}, {Severity::Hold, "hold"}});

}  // namespace tidewaiter::models
