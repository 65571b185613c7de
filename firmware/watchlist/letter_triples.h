// LetterTriples: a name as the triples of letters in it, without regard to where its words divide.
// Thread rule: pure functions, safe to call from any thread. Inside firmware/watchlist only.
#pragma once

#include <cstdint>
#include <vector>

#include "firmware/watchlist/party_tokens.h"

namespace tidewaiter::watchlist {

inline constexpr std::uint32_t kLetters = 37;  // 26 letters, 10 digits, the edge of a name
inline constexpr std::uint32_t kTriples = kLetters * kLetters * kLetters;

/// Each once, below kTriples, in ascending order.
[[nodiscard]] std::vector<std::uint32_t> letterTriples(const PartyName& name);

}  // namespace tidewaiter::watchlist
