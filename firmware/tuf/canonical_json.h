// Canonical JSON: the one byte string of a JSON value that signatures are made over.
// Thread rule: pure function, safe to call from any thread.
//
// Source: The Update Framework 1.0.34, section 4.1, which names the "Canonical JSON" of OLPC: no white space,
// names in the order of their bytes, only '"' and '\' escaped, integers only.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "models/error.h"

namespace tidewaiter::tuf {

/// Every member counts, known or not. Fails on a number that is no integer, which has no canonical form.
[[nodiscard]] Expected<std::string> canonicalJson(const nlohmann::json& value);

}  // namespace tidewaiter::tuf
