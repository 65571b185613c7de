// PhraseFinder: finds listed phrases in running text of any script. Thread rule: immutable once filled, then
// safe to use from any thread.
//
// Text is divided into units: a whole word in scripts with spaces, one character in Chinese, Japanese, Korean
// and Thai. A phrase fits where its units stand side by side. Case and accents do not matter unless a phrase
// asks for them; punctuation that ends a clause separates, other signs and spaces do not ("T-shirt", "T
// shirt").
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/folding.h"

namespace tidewaiter::models {

/// One unit of a text.
struct TextUnit {
    std::string folded{};    ///< small letters without accents; empty where a clause ends
    std::string accented{};  ///< small letters with accents
    std::size_t begin = 0;   ///< byte offsets in the text
    std::size_t end = 0;
    Script script = Script::None;
};

[[nodiscard]] std::vector<TextUnit> unitsOf(std::string_view text);

struct PhraseRule {
    bool exactCase = false;     ///< "CE" is not "ce"
    bool exactAccents = false;  ///< "trà" is not "tra"
};

struct PhraseHit {
    std::size_t value = 0;    ///< what was given to add()
    std::size_t begin = 0;    ///< place in the text's units
    std::size_t end = 0;      ///< one behind the last unit
    bool startsRun = true;    ///< no character of the same script stands directly before it
    bool endsRun = true;      ///< nor behind it
    bool sameAccents = true;  ///< accents stand as listed

    [[nodiscard]] std::size_t size() const { return end - begin; }
};

class PhraseFinder {
  public:
    /// Lists `phrase`; find() gives back `value`. A phrase without letters and digits is left out.
    void add(std::string_view phrase, std::size_t value, PhraseRule rule = {});

    /// All places where listed phrases stand in `text`, whose units are `units`; in the order of the text,
    /// longer ones first, then those with the listed accents.
    [[nodiscard]] std::vector<PhraseHit> find(std::string_view text,
                                              const std::vector<TextUnit>& units) const;

  private:
    struct Listed {
        std::size_t value = 0;
        PhraseRule rule;
        std::string accented{};
        std::string spelling;
    };
    using Node = std::vector<Listed>;  ///< empty where only longer phrases pass through

    void findFrom(std::size_t first, std::string_view text, const std::vector<TextUnit>& units,
                  std::vector<PhraseHit>& hits) const;
    [[nodiscard]] const Node* nodeOf(const std::string& key) const;

    std::unordered_map<std::string, Node> nodes_;  ///< by the folded units of a phrase or of its beginning
};

/// Leaves out hits that lie within longer ones.
[[nodiscard]] std::vector<PhraseHit> outermost(const std::vector<PhraseHit>& hits);

}  // namespace tidewaiter::models
