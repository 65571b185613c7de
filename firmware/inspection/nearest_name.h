// Nearest name: what somebody probably meant by a key or name that is not known.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::inspection {

/// Levenshtein's distance in bytes: insertions, deletions and replacements that turn `a` into `b`.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

/// The one of `known` with the smallest edit distance to `name`, the first of several; empty without any.
[[nodiscard]] std::string nearestName(std::string_view name, const std::vector<std::string>& known);

}  // namespace tidewaiter::inspection
