// Comparison: whether one comparison of a rule that is data holds.
// Thread rule: pure function over values, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "firmware/inspection/condition.h"
#include "firmware/inspection/facts.h"

namespace tidewaiter::inspection {

/// Whether the comparison holds in the scope. What is not known fulfils nothing but `known = false`.
[[nodiscard]] bool holds(const Comparison& comparison, const Scope& scope);

/// Why it does not hold, as a clause: `field.value is 12, not above declaration.gross_weight_kg (30)`.
/// Precondition: it does not.
[[nodiscard]] std::string whyNot(const Comparison& comparison, const Scope& scope);

/// Whether `word`, a word or a phrase, stands in `text`, as a whole where words stand between spaces; case,
/// accents and punctuation do not count.
[[nodiscard]] bool mentions(std::string_view text, std::string_view word);

}  // namespace tidewaiter::inspection
