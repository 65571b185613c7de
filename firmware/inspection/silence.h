// Silence: why a built-in rule found nothing, by the values of this item. Inside firmware/inspection only.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>

#include "firmware/inspection/rule.h"

namespace tidewaiter::inspection {

/// One sentence that names the value that was missing or the comparison that held; empty for rules of which
/// the table of rules.cpp says all there is to say. Precondition: the rule found nothing.
[[nodiscard]] std::string silenceOf(const RuleInput& input);

}  // namespace tidewaiter::inspection
