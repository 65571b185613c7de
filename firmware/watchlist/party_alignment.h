// PartyAlignment: which words of one name are which of another.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "firmware/watchlist/word_likeness.h"

namespace tidewaiter::watchlist {

/// Words that stand side by side, by their places in a name.
struct WordRange {
    std::size_t begin = 0;
    std::size_t count = 0;
};

struct WordPair {
    WordRange read;
    WordRange listed;
    WordLikeness likeness;
};

/// Pairs in the order of the words that were read, each word in one pair at most. Order does not count, nor
/// where words are divided ("Huaqiang", "Hua Qiang"). Only words that are equal, where `exact` is set.
[[nodiscard]] std::vector<WordPair> aligned(const std::vector<PartyToken>& read,
                                            const std::vector<PartyToken>& listed, bool exact = false);

}  // namespace tidewaiter::watchlist
