// Patterns of markings as places: a regular expression turned into the characters that may stand beside one
// another, so that a text can be followed character by character with the probability of what it said so far.
// Internal to the marking grammar. Thread rule: immutable once filled, then safe to use from any thread.
//
// Source: V. M. Glushkov, "The abstract theory of automata", 1961 (positions with first, last and follow
// sets). Understood are literals, "\d", "\w", "[...]" with ranges, "(...)" and "(?:...)" alike, "|", "?",
// "*",
// "+", "{m}" and "{m,n}": what the patterns of part numbers use.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/error.h"

namespace tidewaiter::models {

/// Characters that may stand at one place: ASCII ones, or one other.
struct PlaceCharacters {
    static constexpr char32_t kAscii = 128;

    std::bitset<kAscii> ascii;
    char32_t other = 0;

    [[nodiscard]] bool has(char32_t c) const { return c < kAscii ? ascii.test(c) : c == other; }
    /// How likely each of them is: all alike.
    [[nodiscard]] double share() const {
        return 1.0 / static_cast<double>(ascii.count() + (other != 0 ? 1 : 0));
    }
};

struct Place {
    PlaceCharacters characters;
    std::vector<std::uint32_t> next;  ///< places that may follow
    bool last = false;                ///< a text may end here

    /// How likely each way to go on is, ending included: all alike.
    [[nodiscard]] double step() const { return 1.0 / static_cast<double>(next.size() + (last ? 1 : 0)); }
};

class MarkingPatterns {
  public:
    struct Start {
        std::uint32_t place;
        double weight;  ///< of the pattern, shared among the places it may begin with
    };

    /// Adds `expression`; fails with the reason when it cannot be read, when the empty text fits it, or when
    /// it is too long.
    [[nodiscard]] Expected<void> add(std::string_view expression, double weight);

    /// Places at which `c` may begin a text; their weights are shares of those of all patterns together.
    [[nodiscard]] const std::vector<Start>& startsWith(char32_t c) const;
    [[nodiscard]] const Place& operator[](std::uint32_t place) const { return places_[place]; }
    [[nodiscard]] double totalWeight() const { return totalWeight_; }
    [[nodiscard]] std::size_t size() const { return places_.size(); }

  private:
    std::vector<Place> places_;
    std::unordered_map<char32_t, std::vector<Start>> starts_;
    double totalWeight_ = 0;
};

}  // namespace tidewaiter::models
