// CTC decoding: a recogniser's character probabilities per step to text, with what else the pixels allow.
// Thread rule: pure functions, safe to call from any thread.
//
// Sources: A. Graves et al., "Connectionist Temporal Classification", ICML 2006 (best path in section 3.2,
// the forward algorithm in section 4.1); A. Hannun et al., "First-Pass Large Vocabulary Continuous Speech
// Recognition using Bi-Directional Recurrent DNNs", arXiv:1408.2873, algorithm 1 (prefix beam search, here
// without a language model).
#pragma once

#include <string>
#include <vector>

#include "ocr/reading.h"
#include "ocr/text/alphabet.h"

namespace tidewaiter::ocr {

/// A class of the recogniser at one step. Class 0 is CTC's blank; class i is symbol i - 1 of the alphabet.
struct ClassProbability {
    int label = 0;
    float probability = 0;
};

/// What a recogniser saw along one line: the likeliest classes of each step, best first. Never an empty step.
using Lattice = std::vector<std::vector<ClassProbability>>;

/// Keeps the `count` likeliest readable classes of each of `steps` rows of probabilities at `data`; what
/// symbols that are not readable (see Alphabet) had is shared among the others.
[[nodiscard]] Lattice latticeOf(const float* data, int steps, const Alphabet& alphabet, int count);

struct CtcOptions {
    int beam = 8;                   ///< prefixes kept per step; more find rarer alternatives
    int candidatesPerStep = 6;      ///< characters kept per step
    int maxAlternatives = 4;        ///< whole texts given back besides the best
    double minAlternative = 0.005;  ///< alternatives less likely than this are dropped
};

struct Decoded {
    std::string text;
    double confidence = 0;                  ///< probability of the whole text, in [0, 1]
    std::vector<Character> characters;      ///< with their alternatives; their texts joined are `text`
    std::vector<Alternative> alternatives;  ///< whole texts, best first
    Lattice lattice;                        ///< what it was decoded from
};

[[nodiscard]] Decoded decodeCtc(Lattice lattice, const Alphabet& alphabet, const CtcOptions& options = {});

/// The probability of `text` given the lattice, by the forward algorithm. A symbol that was not kept at a
/// step counts as `floor` there. Zero when the alphabet cannot spell the text.
[[nodiscard]] double probabilityOf(const std::string& text, const Lattice& lattice, const Alphabet& alphabet,
                                   double floor = 1e-4);

/// The characters of `text` along the lattice with their alternatives, by the likeliest alignment. Empty when
/// the alphabet cannot spell the text or the line is too short for it.
[[nodiscard]] std::vector<Character> charactersOf(const std::string& text, const Lattice& lattice,
                                                  const Alphabet& alphabet, double floor = 1e-4);

}  // namespace tidewaiter::ocr
