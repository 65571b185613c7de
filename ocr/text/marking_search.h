// MarkingSearch: a prefix beam search in which every prefix carries the state of the marking grammar.
// Internal to the marking decoder. Thread rule: one thread at a time.
//
// Source: A. Hannun et al., arXiv:1408.2873, algorithm 1. Prefixes are nodes of a tree, so that the grammar
// follows each of them once.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "models/marking_grammar.h"
#include "ocr/text/ctc.h"
#include "ocr/text/marking_signs.h"

namespace tidewaiter::ocr {

/// A text that a search ended with.
struct MarkingCandidate {
    std::string text;
    std::vector<int> labels;  ///< as the search found them; signs below zero
    double mass = 0;          ///< probability under the lattice
    double logPrior = 0;      ///< of the grammar, what its length usually costs given back
};

class MarkingSearch {
  public:
    /// Both are borrowed as long as the search lives. `beam` prefixes are kept per step; `trust` is the
    /// exponent of the prior.
    MarkingSearch(const models::MarkingGrammar& grammar, const MarkingSigns& signs, int beam, double trust);

    void step(const std::vector<ClassProbability>& step);
    [[nodiscard]] std::vector<MarkingCandidate> results() const;

  private:
    struct Node {
        std::size_t parent = 0;
        int label = 0;
        int length = 0;  ///< in characters as shown
        models::MarkingGrammar::State state;
        double logPrior = 0;
        std::vector<std::pair<int, std::size_t>> children;  ///< by label
    };
    struct Masses {
        double blank = 0;     ///< probability of the prefix with a blank last
        double nonBlank = 0;  ///< with its last character last
        [[nodiscard]] double total() const { return blank + nonBlank; }
    };
    using Entry = std::pair<std::size_t, Masses>;

    Masses& massesOf(std::size_t node);
    void extend(std::size_t node, const Masses& masses, const ClassProbability& candidate);
    std::size_t childOf(std::size_t node, int label);
    [[nodiscard]] double scoreOf(const Entry& entry) const;
    void prune();
    [[nodiscard]] std::vector<int> labelsOf(std::size_t node) const;

    const models::MarkingGrammar& grammar_;
    const MarkingSigns& signs_;
    std::size_t beamWidth_;
    double trust_;
    std::vector<Node> nodes_;
    std::vector<Entry> beam_;
    std::vector<Entry> next_;
    std::unordered_map<std::size_t, std::size_t> placeInNext_;  ///< by node
};

}  // namespace tidewaiter::ocr
