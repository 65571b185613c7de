// SerialMatch: whether a number that was read stands on a list, through the reader's doubts.
// Thread rule: pure functions; the store belongs to one thread at a time.
//
// By Bayes' rule: the truth is one of the texts that the pixels allow. A listed one is known to exist, others
// only as likely as the shape of the list's numbers (shapes.h) and the entry's grammar say: a digit misread
// as another one names a number that was made too, a letter among digits names none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/watchlist/doubtful_text.h"
#include "firmware/watchlist/store.h"

namespace tidewaiter::watchlist {

/// From this on a hit is told as a fact; below it is shown as possible, with the advice to take a closer
/// picture.
inline constexpr double kSureHit = 0.9;

struct MatchSettings {
    /// Below, a hit is not told.
    double least = 0.05;
    /// Whether one character that was dropped, invented or taken for any other is allowed for as well.
    bool edits = true;
};

struct Hit {
    Entry entry;
    double probability = 0;  ///< in [0, 1], that what stands there is the listed number
    std::string read;        ///< what was read, in canonical form
    /// Places in `read` where the reader is not sure, or where the listed number has another character.
    std::vector<std::size_t> doubtful;
};

/// The entries of kind `kind` that the text can be, likeliest first; of several with one value all. Fails
/// where the store cannot be read.
[[nodiscard]] Expected<std::vector<Hit>> findNumber(Store& store, EntryKind kind, const DoubtfulText& text,
                                                    const MatchSettings& settings = {});

/// `read` with the characters in doubt in brackets: "1323[8]21".
[[nodiscard]] std::string marked(const Hit& hit);

}  // namespace tidewaiter::watchlist
