// IndexQuery: a search among the evidence as conditions of SQL.
// Thread rule: pure functions, safe to call from any thread.
//
// Inside firmware/records only. Nothing that was typed becomes SQL: it is bound as a value.
#pragma once

#include <string>
#include <vector>

#include "firmware/records/record_index.h"

namespace tidewaiter::records {

/// What follows the tables, and the values of its parameters in their order.
struct Conditions {
    std::string sql = "WHERE 1";
    std::vector<std::string> values;

    void add(const std::string& condition, std::string value);
};

/// On the tables `inspections` (as i) and `words` of record_index.cpp.
[[nodiscard]] Conditions conditionsOf(const Search& search);

}  // namespace tidewaiter::records
