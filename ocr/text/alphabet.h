// Alphabet: the symbols a recogniser knows, and which of them we let it say.
// Thread rule: immutable after construction, safe to use from any thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tidewaiter::ocr {

class Alphabet {
  public:
    /// `keys` lists one symbol a line, as PP-OCR's package has it; a space between words is added as the last
    /// symbol. Full-width Latin letters, digits and signs become their ordinary forms, so that they compare
    /// equal.
    explicit Alphabet(std::string_view keys);

    /// Number of symbols; a recogniser has one class more, CTC's blank at 0.
    [[nodiscard]] int size() const { return static_cast<int>(symbols_.size()); }
    /// The symbol of class `label`, 1 to size().
    [[nodiscard]] const std::string& symbol(int label) const {
        return symbols_[static_cast<std::size_t>(label - 1)];
    }
    /// Whether class `label` is printed on goods: Latin letters, digits, ordinary signs, Chinese characters.
    /// Geometric shapes, box drawings and the like are only ever a misread letter ("CRE△TIVE").
    [[nodiscard]] bool readable(int label) const { return readable_[static_cast<std::size_t>(label)]; }
    /// Classes that are not readable, ascending.
    [[nodiscard]] const std::vector<int>& unreadableLabels() const { return unreadable_; }
    /// The classes that spell `text`, or empty when a symbol is missing.
    [[nodiscard]] std::vector<int> labelsOf(std::string_view text) const;

  private:
    std::vector<std::string> symbols_;
    std::vector<bool> readable_;  ///< by class, blank included
    std::vector<int> unreadable_;
    std::unordered_map<std::string, int> labelBySymbol_;
};

}  // namespace tidewaiter::ocr
