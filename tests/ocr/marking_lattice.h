// Lattices made for tests: what a recogniser says of a text when it takes some characters for their
// look-alikes.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocr/text/alphabet.h"
#include "ocr/text/ctc.h"

namespace tidewaiter::ocr::test {

/// Everything on a keyboard, and the signs that PP-OCR's list holds.
[[nodiscard]] const Alphabet& printAlphabet();

/// What stands beside a character of the text: `other` with `share` of the step.
struct Doubt {
    std::size_t at;  ///< byte in the text, which must be ASCII
    char other;
    double share;
};

/// A lattice that reads `text`, ASCII, with certainty but for the doubts.
[[nodiscard]] Lattice latticeOfText(const std::string& text, const std::vector<Doubt>& doubts);

/// A character that readers take for `c` and the reverse (0 O, 1 I, 8 B ...), or 0.
[[nodiscard]] char lookAlikeOf(char c);

/// Numbers in [0, 1) that are the same on every machine.
class Numbers {
  public:
    explicit Numbers(unsigned seed) : state_(seed) {}
    [[nodiscard]] double next();
    [[nodiscard]] std::size_t below(std::size_t count);

  private:
    unsigned long long state_;
};

}  // namespace tidewaiter::ocr::test
