// Comparison: whether one comparison of a rule that is data holds.
// Thread rule: pure function over values, safe to call from any thread.
#pragma once

#include <string>

#include "firmware/inspection/condition.h"
#include "firmware/inspection/facts.h"

namespace tidewaiter::inspection {

/// Whether the comparison holds in the scope. What is not known fulfils nothing but `known = false`.
[[nodiscard]] bool holds(const Comparison& comparison, const Scope& scope);

/// Why it does not hold, as a clause: `field.value is 12, not above declaration.gross_weight_kg (30)`.
/// Precondition: it does not.
[[nodiscard]] std::string whyNot(const Comparison& comparison, const Scope& scope);

}  // namespace tidewaiter::inspection
