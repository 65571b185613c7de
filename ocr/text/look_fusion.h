// Look fusion: what several looks at one line say together.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <vector>

#include "ocr/text/alphabet.h"
#include "ocr/text/ctc.h"
#include "ocr/text/second_reader.h"

namespace tidewaiter::ocr {

/// The text that the looks together make likeliest: every text that any of them considers, by its mean
/// probability under all of their lattices. A look that sees garbage then takes away certainty, but not the
/// text. Precondition: at least one look; all show the same part of the line.
[[nodiscard]] Decoded fusedLooks(const std::vector<Decoded>& looks, const Alphabet& alphabet);

/// Weighs a second opinion against what the network allows: the text and alternatives of `first` and the
/// opinion, each by its probability under the network's lattice, the opinion's own text five times as much.
/// Never takes a text that the network rules out.
[[nodiscard]] Decoded fused(const Decoded& first, const SecondOpinion& second, const Alphabet& alphabet);

/// An opinion as it stands, and without the signs that Tesseract likes to add at the ends of a line.
[[nodiscard]] std::vector<std::string> spellings(const std::string& text);

}  // namespace tidewaiter::ocr
