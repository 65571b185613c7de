// The expressions in which patterns of markings are written, read into a tree. Internal to the marking
// grammar. Thread rule: pure function, safe to call from any thread.
//
// Understood are literals, "\d", "\w", "[...]" with ranges, "(...)" and "(?:...)" alike, "|", "?", "*", "+",
// "{m}", "{m,}" and "{m,n}": what the patterns of part numbers use.
#pragma once

#include <string_view>
#include <vector>

#include "models/error.h"
#include "models/marking_grammar_pattern.h"

namespace tidewaiter::models {

/// A parsed expression: one place, a sequence, a choice, or a repeated part.
struct PatternTree {
    static constexpr int kEndless = -1;

    enum class Kind { Place, Sequence, Choice, Repeat };
    Kind kind = Kind::Sequence;
    PlaceCharacters characters;
    std::vector<PatternTree> parts;
    int least = 1;
    int most = 1;  ///< or kEndless
};

/// Fails with the reason when `expression` cannot be read.
[[nodiscard]] Expected<PatternTree> parsePattern(std::string_view expression);

}  // namespace tidewaiter::models
