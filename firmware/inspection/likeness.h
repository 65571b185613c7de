// Likeness: how much two names of a party have in common, however they are written.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string_view>

namespace tidewaiter::inspection {

/// In [0, 1]: the share of the shorter name's words that stand in the longer one, words of six letters and
/// more with one slip (a misread or misspelled letter) too. Case, accents, punctuation and what all firms are
/// called
/// ("Co", "Ltd") do not count; scripts without blanks are compared by pairs of characters. 0.5 when one of
/// them has no word of its own: nothing can be said.
[[nodiscard]] double likeness(std::string_view a, std::string_view b);

}  // namespace tidewaiter::inspection
