// MarkingGrammar: how likely a text is to be printed on a chip, board or label, before anything was read.
// Thread rule: immutable after load(), safe to use from any thread.
//
// A line is words between spaces. A word is either explained by one of many patterns (part numbers, date and
// lot codes, brands, countries, copyright lines), each of which spreads its weight over the texts that fit
// it, so that the more a pattern fixes the more it says; or by the background, a chain over classes of
// characters fitted to real markings. Texts are followed from left to right, one character at a time, with
// the weights of all explanations summed (the forward algorithm of a mixture), so that a search can be led by
// it.
//
// Data: markings/grammar.json, prefixes.json, brands.json, origins.json, classes.json, symbols.json.
// Sources: models/FORMAT.md; the chain is fitted by models/training/marking_background.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/error.h"
#include "models/store.h"

namespace tidewaiter::models {

/// A sign that a recogniser does not know, and what it says instead where the sign is printed. A pattern must
/// ask for it; the background never does.
struct MarkingSign {
    /// One character a recogniser may say, and how readily, in [0, 1]. Empty: nothing at all.
    struct Likeness {
        std::string seenAs;
        double share = 0;
    };

    char32_t sign = 0;  ///< as patterns name it
    std::string shown;  ///< as it is written in a reading
    std::vector<Likeness> likenesses;
};

class MarkingGrammar {
  public:
    /// What is known of a text so far. A value; continue it with after().
    struct State {
        std::uint8_t before = 0;  ///< class of the character before the last, in its word
        std::uint8_t last = 0;
        bool code = false;      ///< the word holds a digit
        double scale = 0;       ///< logarithm that the weights below are to be multiplied with
        double background = 1;  ///< weight of all explanations that are not inside a pattern
        double start = 0;       ///< of those that begin a pattern with the next character
        std::vector<std::pair<std::uint32_t, double>> places;  ///< of those inside one, by place, ascending
    };

    [[nodiscard]] static Expected<MarkingGrammar> load(const Store& store);

    /// What a character costs on the average, in natural logarithms: markings kept back from the fit
    /// have 3.6. Texts of unlike length compare only after it is given back for each character.
    static constexpr double kUsualCost = 3.6;

    [[nodiscard]] State begin() const;
    /// `state` with one more character. `asked`: only where a pattern asks for it, as for signs that a
    /// recogniser does not know. A text that nothing explains has probability 0 from then on.
    [[nodiscard]] State after(const State& state, char32_t c, bool asked = false) const;
    /// Natural logarithm of the probability of all lines that begin with what was followed.
    [[nodiscard]] static double logBeginning(const State& state);
    /// Natural logarithm of the probability of exactly the line that was followed.
    [[nodiscard]] double logWhole(const State& state) const;

    /// The same for a whole text (UTF-8), and by the background alone.
    [[nodiscard]] double logProbability(std::string_view text) const;
    [[nodiscard]] double logBackground(std::string_view text) const;

    [[nodiscard]] const std::vector<MarkingSign>& signs() const;

    struct Index;  ///< how it is kept, in marking_grammar_index.h

  private:
    explicit MarkingGrammar(std::shared_ptr<const Index> index) : index_(std::move(index)) {}
    [[nodiscard]] double endsHere(const State& state) const;

    std::shared_ptr<const Index> index_;
};

}  // namespace tidewaiter::models
