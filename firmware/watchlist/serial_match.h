// SerialMatch: whether a number that was read stands on a list, through the reader's doubts.
// Thread rule: pure functions; the store belongs to one thread at a time.
//
// By Bayes' rule: the truth is one of the texts that the pixels allow. A listed one is known to exist; of
// others only so many do as the list's own density says: where the list holds every second neighbor of its
// numbers, a misread digit names another real one, where it holds one in a million, it names none.
// Of texts that the entry's grammar rules out only those of other makers are left.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/watchlist/doubtful_text.h"
#include "firmware/watchlist/store.h"

namespace tidewaiter::watchlist {

struct MatchSettings {
    /// Of real serial numbers that come by, the share that is listed. Smaller: fewer hits of doubtful
    /// readings.
    double baseRate = 1e-3;
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

/// The entries of kind `kind` that the text can be, likeliest first; of several with one value all.
[[nodiscard]] std::vector<Hit> findNumber(Store& store, EntryKind kind, const DoubtfulText& text,
                                          const MatchSettings& settings = {});

/// `read` with the characters in doubt in brackets: "1323[8]21".
[[nodiscard]] std::string marked(const Hit& hit);

}  // namespace tidewaiter::watchlist
