// Enumerators in JSON: written by name, read back through their NameTable.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "models/name_table.h"

namespace tidewaiter::models {

/// The enumerator called `name`. Throws std::invalid_argument that says what was found and what is known;
/// `what` is the set in plain words ("region kind").
template <class Table>
[[nodiscard]] auto enumFromJson(const Table& table, const nlohmann::json& name, const std::string& what) {
    const auto value = table.parse(name.get<std::string>());
    if (!value) {
        throw std::invalid_argument("unknown " + what + " '" + name.get<std::string>() + "', known are " +
                                    table.names());
    }
    return *value;
}

}  // namespace tidewaiter::models
