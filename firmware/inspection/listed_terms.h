// ListedTerms: what an entry of a watchlist says for the officer, as parts of a finding.
// Thread rule: pure functions, safe to call from any thread. Inside firmware/inspection only.
#pragma once

#include <string>

#include "firmware/watchlist/entry.h"

namespace tidewaiter::inspection {

/// The end of a sentence: ": why it is listed. What to do", as far as the entry says so, else a full stop.
[[nodiscard]] std::string reasonOf(const watchlist::Terms& terms);

/// What the entry rests on and where that stands; empty where it does not say.
[[nodiscard]] std::string sourceOf(const watchlist::Terms& terms);

}  // namespace tidewaiter::inspection
