// Verdict: what to do with the item, from the findings alone.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <vector>

#include "firmware/inspection/finding.h"
#include "models/name_table.h"

namespace tidewaiter::inspection {

enum class Verdict { Clear, Inspect, Hold };

inline constexpr auto kVerdicts = makeNameTable<Verdict>(
    {{Verdict::Clear, "clear"}, {Verdict::Inspect, "inspect"}, {Verdict::Hold, "hold"}});

/// The most severe finding decides; without one above "info" the item is clear.
[[nodiscard]] Verdict decide(const std::vector<Finding>& findings);

}  // namespace tidewaiter::inspection
