// MarkingSigns: the recogniser's alphabet with the printed signs that it does not know. Internal to the
// marking decoder. Thread rule: immutable after construction, safe to use from any thread.
//
// A sign's class is below zero. At each step of a lattice it gets the probabilities of the characters that a
// recogniser says where the sign is printed, as far as those are looks of the sign.
#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "models/marking_grammar.h"
#include "ocr/text/alphabet.h"
#include "ocr/text/ctc.h"

namespace tidewaiter::ocr {

class MarkingSigns {
  public:
    MarkingSigns(const Alphabet& alphabet, std::vector<models::MarkingSign> signs);

    [[nodiscard]] const Alphabet& alphabet() const { return alphabet_; }
    [[nodiscard]] static bool isSign(int label) { return label < 0; }
    /// The sign of class `label`, which must be below zero.
    [[nodiscard]] const models::MarkingSign& signOf(int label) const;
    /// The character by which patterns name class `label`.
    [[nodiscard]] char32_t character(int label) const;
    /// How class `label` is written in a reading.
    [[nodiscard]] const std::string& shown(int label) const;
    /// `lattice` with the signs that the characters of each step may stand for.
    [[nodiscard]] Lattice added(Lattice lattice) const;

  private:
    Alphabet alphabet_;
    std::vector<models::MarkingSign> signs_;
    std::unordered_map<int, std::vector<std::pair<int, double>>> signsByLabel_;  ///< sign and likeness
};

}  // namespace tidewaiter::ocr
