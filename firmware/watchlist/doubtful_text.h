// DoubtfulText: capitals and digits as a reader saw them, each with what it might be instead.
// Thread rule: immutable values and pure functions, safe to use from any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocr/reading.h"

namespace tidewaiter::watchlist {

/// One place: what may stand there and how likely, best first, together at most 1.
struct Slot {
    std::vector<std::pair<char, double>> choices;  ///< never empty

    [[nodiscard]] char best() const { return choices.front().first; }
};

using DoubtfulText = std::vector<Slot>;

/// `value`, in canonical form, where a reader is as sure of the whole as `confidence`, in [0, 1].
[[nodiscard]] DoubtfulText textOf(std::string_view value, double confidence);

/// The part of the reading that says `value`, in canonical form, with its doubts, which together leave as
/// much room as the reading's own confidence does; of a barcode, and where the value does not stand in the
/// reading as it is, textOf() with the reading's confidence.
[[nodiscard]] DoubtfulText textOf(const ocr::Reading& reading, std::string_view value);

/// The same with look-alikes drawn together: fewer choices, for finding candidates.
[[nodiscard]] DoubtfulText foldedText(const DoubtfulText& text);

/// The best choice of each place.
[[nodiscard]] std::string bestOf(const DoubtfulText& text);

/// One of the texts that it can be.
struct Hypothesis {
    std::string text;
    double probability = 0;
};

/// The likeliest texts, best first: at most `limit`, each at least `least` as likely as the first.
[[nodiscard]] std::vector<Hypothesis> hypothesesOf(const DoubtfulText& text, std::size_t limit, double least);

/// How likely it is that `c` stands at the place, also where the reader did not name it: it takes look-alikes
/// for one another more often than others.
[[nodiscard]] double likelihoodOf(char c, const Slot& slot);

/// How likely it is that the truth is `truth`, where the reader may have dropped or invented `edits`
/// characters at most. Without edits 0 where the lengths differ.
[[nodiscard]] double likelihoodOf(std::string_view truth, const DoubtfulText& text, int edits);

}  // namespace tidewaiter::watchlist
