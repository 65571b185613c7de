// Nearest name: what somebody probably meant by a key or name that is not known.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "models/name_table.h"

namespace tidewaiter::text {

/// Levenshtein's distance in bytes: insertions, deletions and replacements that turn `a` into `b`.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

/// The one of `known` with the smallest edit distance to `name`, the first of several; empty without any.
[[nodiscard]] std::string nearestName(std::string_view name, const std::vector<std::string>& known);

/// The names in a table, in its order.
template <class Enum, std::size_t N>
[[nodiscard]] std::vector<std::string> namesOf(const NameTable<Enum, N>& table) {
    std::vector<std::string> names;
    for (const auto& row : table.rows) names.emplace_back(row.name);
    return names;
}

}  // namespace tidewaiter::text
