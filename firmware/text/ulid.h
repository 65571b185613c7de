// ULID: an id that sorts by time: 48 bits of milliseconds and 80 random bits in Crockford's base 32
// (https://github.com/ulid/spec). Thread rule: pure functions but for newUlid, safe to call from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace tidewaiter::text {

/// 26 characters. `milliseconds` since 1970, below 2^48.
[[nodiscard]] std::string ulid(std::uint64_t milliseconds, const std::array<unsigned char, 10>& random);

/// A new id for `milliseconds` since 1970, random bits by libsodium.
[[nodiscard]] std::string newUlid(std::uint64_t milliseconds);

/// `milliseconds` since 1970 as RFC 3339 in UTC: "2026-11-21T18:00:19.123Z".
[[nodiscard]] std::string rfc3339(std::uint64_t milliseconds);

}  // namespace tidewaiter::text
