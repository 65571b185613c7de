// Secret rules: which PINs and passwords may be chosen.
// Thread rule: pure functions, safe to call from any thread.
//
// What protects a short PIN is the growing delay after wrong ones (log_in_delays.h); the rules only keep out
// what everybody would try first.
#pragma once

#include <string_view>

#include "models/error.h"

namespace tidewaiter::people {

inline constexpr std::size_t kShortestPin = 6;       ///< digits
inline constexpr std::size_t kShortestPassword = 8;  ///< characters
inline constexpr std::size_t kLongestSecret = 256;   ///< bytes

/// Fails, with a sentence for whoever chose it, on what is too short or trivial: 123456, one digit repeated,
/// the person's own name.
[[nodiscard]] Expected<void> checkSecret(std::string_view secret, std::string_view name);

}  // namespace tidewaiter::people
