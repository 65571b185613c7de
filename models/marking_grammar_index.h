// The tables behind MarkingGrammar. Internal to the marking grammar. Thread rule: immutable after load, safe
// to use from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/marking_grammar.h"
#include "models/marking_grammar_pattern.h"
#include "models/name_table.h"

namespace tidewaiter::models {

/// Classes of characters. The numbers are places in tables.
enum class SymbolClass : std::uint8_t { Digit, Capital, Small, Sign, Other, Start, End };

inline constexpr auto kSymbolClasses = makeNameTable<SymbolClass>({{SymbolClass::Digit, "digit"},
                                                                   {SymbolClass::Capital, "capital"},
                                                                   {SymbolClass::Small, "small"},
                                                                   {SymbolClass::Sign, "sign"},
                                                                   {SymbolClass::Other, "other"},
                                                                   {SymbolClass::Start, "start"},
                                                                   {SymbolClass::End, "end"}});

[[nodiscard]] SymbolClass symbolClassOf(char32_t c);

/// The chain over classes of characters within one word.
struct MarkingBackground {
    static constexpr std::size_t kClasses = 7;

    /// [class before the last][last class][next class]; Start where a word is younger than two characters.
    std::array<std::array<std::array<double, kClasses>, kClasses>, kClasses> classes{};
    std::array<double, 128> inWord{};  ///< share of an ASCII character within its class, no digit before it
    std::array<double, 128> inCode{};  ///< the same behind a digit

    [[nodiscard]] double next(const MarkingGrammar::State& state, char32_t c) const;
    /// Moves the context of `state` on by `c`, a space included.
    static void move(MarkingGrammar::State& state, char32_t c);
};

struct MarkingGrammar::Index {
    MarkingPatterns patterns;
    MarkingBackground background;
    std::vector<MarkingSign> signs;
};

}  // namespace tidewaiter::models
