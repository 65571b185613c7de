// Data rules: rules that stand in the policy alone, evaluated over an item.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <string>
#include <vector>

#include "firmware/inspection/condition.h"
#include "firmware/inspection/facts.h"
#include "firmware/inspection/rule.h"

namespace tidewaiter::inspection {

/// What a rule said of an item.
struct RuleAnswer {
    std::vector<Finding> findings;
    std::string silence;  ///< why there is no finding, one sentence; empty when there is one
};

/// Findings that say the same are one, with all their evidence. A finding's score is the confidence of the
/// field, the score of the region, or 1, and of what `some` found when that is less.
[[nodiscard]] RuleAnswer answerOf(const DataRule& rule, const RuleInput& input);

/// `message` with every {name} replaced by its value in the scope.
[[nodiscard]] std::string filledIn(const std::string& message, const Scope& scope);

/// The names in braces in `message`, in order.
[[nodiscard]] std::vector<std::string> namesIn(const std::string& message);

}  // namespace tidewaiter::inspection
