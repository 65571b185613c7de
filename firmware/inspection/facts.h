// Facts: the values that rules of the policy can name, looked up in an item: "declaration.origin",
// "field.value", "region.kind". FORMAT.md lists them. Thread rule: pure functions, safe to call from any
// thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "firmware/inspection/condition.h"
#include "firmware/inspection/rule.h"

namespace tidewaiter::inspection {

/// A text, a number, or nothing where it is not known.
using Fact = std::variant<std::monostate, std::string, double>;

/// One thing that is looked at: a field, a region, or the item as a whole when both are null.
struct Thing {
    const ocr::Field* field = nullptr;
    const vision::Region* region = nullptr;
};

/// Where values are looked up. Borrowed for the call.
struct Scope {
    const RuleInput& input;
    Thing subject;  ///< what "field." and "region." name
    Thing other{};  ///< what "other." names, inside `some` and `no`
};

/// The names that stand for a value where the rule speaks of `each` and, inside `some` and `no`, of `other`.
[[nodiscard]] std::vector<std::string> factNames(Subject each, std::optional<Subject> other);

/// The texts that the value called `name` can be; empty when it can be any.
[[nodiscard]] std::vector<std::string> textsOf(std::string_view name);

/// The value called `name`. Precondition: it is one of factNames() for this scope.
[[nodiscard]] Fact factOf(std::string_view name, const Scope& scope);

/// For a sentence: texts made harmless and cut, numbers short, "nothing" where it is not known.
[[nodiscard]] std::string spoken(const Fact& fact);

/// All things of the item that a subject means, in the item's order.
[[nodiscard]] std::vector<Thing> thingsOf(Subject subject, const Case& item);

}  // namespace tidewaiter::inspection
