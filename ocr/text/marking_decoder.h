// MarkingDecoder: a line's lattice read again by someone who knows what markings look like.
// Thread rule: immutable after construction, safe to use from any thread.
//
// What the network's pixels allow is weighed with how likely a text is to be printed
// (models/marking_grammar): a prefix beam search in which every prefix carries the state of the grammar. A
// character that the network gives less than a thousandth of its step is not in the lattice and is never put
// there, whatever a pattern asks for. Signs that the network does not know (a trade mark in its circle) are
// read from the letters it says instead, and only where a pattern asks for them.
//
// Source: A. Hannun et al., arXiv:1408.2873, algorithm 1 (prefix beam search with a language model).
#pragma once

#include <string>
#include <vector>

#include "models/marking_grammar.h"
#include "ocr/text/alphabet.h"
#include "ocr/text/ctc.h"
#include "ocr/text/marking_search.h"
#include "ocr/text/marking_signs.h"

namespace tidewaiter::ocr {

struct MarkingOptions {
    int beam = 12;  ///< prefixes kept per step; more find rarer readings and cost time in proportion
    /// Exponent of the prior: 0 believes the network alone, 1 takes its probabilities for those of
    /// independent looks at each character. They are not (the network has read text before), so the truth is
    /// between.
    double trust = 0.5;
    int maxAlternatives = 5;        ///< whole texts given back besides the best
    double minAlternative = 0.005;  ///< alternatives less likely than this are dropped
};

class MarkingDecoder {
  public:
    MarkingDecoder(models::MarkingGrammar grammar, const Alphabet& alphabet,
                   const MarkingOptions& options = {});

    /// `decoded` read again. Its own text and alternatives stay candidates with the weight a second reader
    /// gave them. The confidence is that of the text among all that the lattice allows; what was not chosen
    /// stands in the alternatives. A line that is mostly Chinese is given back as it is.
    [[nodiscard]] Decoded read(Decoded decoded) const;

  private:
    struct Weighed {
        const MarkingCandidate* spelled = nullptr;  ///< the likeliest of the candidates that spell a text
        double share = 0;                           ///< of all of them
    };

    [[nodiscard]] std::vector<MarkingCandidate> candidatesOf(const Decoded& decoded) const;
    [[nodiscard]] std::vector<Weighed> weighed(const std::vector<MarkingCandidate>& candidates) const;
    void addListed(const Decoded& decoded, std::vector<MarkingCandidate>& candidates) const;
    [[nodiscard]] std::vector<Character> charactersOf(const MarkingCandidate& candidate,
                                                      const Lattice& lattice) const;
    [[nodiscard]] std::string standIns(const std::vector<int>& labels, const Lattice& lattice) const;

    models::MarkingGrammar grammar_;
    MarkingSigns signs_;
    MarkingOptions options_;
};

}  // namespace tidewaiter::ocr
