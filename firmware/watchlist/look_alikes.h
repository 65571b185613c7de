// LookAlikes: how often the reader takes a character for another one that looks like it.
// Thread rule: pure functions, safe to call from any thread. Inside firmware/watchlist only.
//
// A reader is often sure of the wrong one of two characters that a typeface draws alike: its probabilities
// alone would rule out what the print may be. Measured by tests/blackbox/measure_confusions on the first half
// of 150 pages from seed 9701 on: 1,200 serial numbers in six typefaces, small, soft, noisy and pale.
#pragma once

#include "firmware/watchlist/doubtful_text.h"

namespace tidewaiter::watchlist {

/// The share of prints of `truth` that are read as `read`, in [0, 1]; 0 where they do not look alike.
[[nodiscard]] double readAs(char truth, char read);

/// The text with each place naming all look-alikes of what was read, at least as likely as they were measured
/// to be. Probabilities of a place may then be more than 1 together; what counts is how they compare.
[[nodiscard]] DoubtfulText withLookAlikes(DoubtfulText text);

}  // namespace tidewaiter::watchlist
