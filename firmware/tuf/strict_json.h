// Strict JSON: text that every reader understands the same way.
// Thread rule: pure function, safe to call from any thread.
//
// Two readers that disagree about a file are an attack of their own: a name that appears twice in an object
// (RFC 8259, section 4, leaves its meaning open) and nesting without end are refused.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "models/error.h"

namespace tidewaiter::tuf {

/// Fails with what is wrong, as the end of a sentence: "is not JSON", "names 'version' twice".
[[nodiscard]] Expected<nlohmann::json> parseStrictly(std::string_view text);

}  // namespace tidewaiter::tuf
