// Word doubt: known words settle what the pixels leave open.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include "models/print_words.h"
#include "ocr/text/alphabet.h"
#include "ocr/text/ctc.h"

namespace tidewaiter::ocr {

/// `decoded` with each doubtful word replaced by a near known word where the network's lattice gives the
/// whole line with that word at least a thirtieth of the probability it gives the line as read: a known word
/// is that much likelier on goods than a look-alike that is none. A space inside a word is seen through
/// ("Comp ly"). Words with a digit are left alone.
[[nodiscard]] Decoded settled(Decoded decoded, const models::PrintWords& words, const Alphabet& alphabet);

}  // namespace tidewaiter::ocr
