// Canonical JSON: the one byte string of a JSON value, so that equal records have equal hashes on any
// machine. Thread rule: pure function, safe to call from any thread.
//
// Source: RFC 8785, JSON Canonicalization Scheme: no white space, names in the order of their UTF-16 code
// units, only what must be escaped, numbers as ECMAScript prints them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace tidewaiter::records {

/// Text that is no UTF-8 (a file's name can be any bytes) has U+FFFD where it breaks. Precondition: numbers
/// are finite, and integers lie within 2^53, which is as far as RFC 8785 counts exactly.
[[nodiscard]] std::string canonicalJson(const nlohmann::json& value);

}  // namespace tidewaiter::records
