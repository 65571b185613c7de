// Shapes: what a list's serial numbers of one length look like, place by place: the form of a maker that
// nobody wrote down. Thread rule: const members are safe from any thread; others need the object alone.
//
// It answers how likely another text beside a listed one is a real serial number as well. Makers count: where
// a digit is misread as another digit, that number was made too. A letter where millions of listed numbers
// have digits is no number at all.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::watchlist {

class Shapes {
  public:
    /// Counts a serial number in canonical form.
    void count(std::string_view serial);
    /// Takes back one count().
    void uncount(std::string_view serial);

    /// How likely the text that has `c` at `place` instead of what `listed` has there is a serial number that
    /// exists, in (0, 1].
    [[nodiscard]] double existing(std::string_view listed, std::size_t place, char c) const;

    /// Lengths and their counts as text, the same on every machine; what parse() reads.
    [[nodiscard]] std::map<std::size_t, std::string> texts() const;
    /// Adds the counts of one length. False, and nothing is added, for a text that holds none.
    [[nodiscard]] bool parse(std::size_t length, const std::string& text);

  private:
    static constexpr std::size_t kCharacters = 36;  // 0 to 9, A to Z
    struct Shape {
        std::vector<std::array<std::int64_t, kCharacters>> places;
        std::vector<std::array<double, kCharacters>> shares;  // of them, with one more of each counted
        double numbers = 0;                                   // how many texts have this shape, about
    };

    static void measure(Shape& shape);

    std::map<std::size_t, Shape> shapes_;  // by length
};

}  // namespace tidewaiter::watchlist
