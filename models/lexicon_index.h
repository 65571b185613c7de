// The tables behind Lexicon, ready for looking up. Internal to the lexicon. Thread rule: immutable after
// load, safe to use from any thread.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/lexicon.h"
#include "models/phrase_finder.h"

namespace tidewaiter::models {

struct GoodsWord {
    std::size_t goods = 0;  ///< place in the classes
    std::string word;
    std::string language;
    bool ambiguous = false;
};

struct HsHeading {
    std::string description;
    std::size_t goods = 0;  ///< place in the classes
};

struct Lexicon::Index {
    std::vector<GoodsClass> classes;
    std::vector<GoodsWord> words;
    PhraseFinder finder;
    std::map<std::string, HsHeading, std::less<>> headings;  ///< by digits

    /// Lists `word` with its plural forms.
    void add(GoodsWord word);
    /// The heading of the longest listed beginning of `hs`, or null.
    [[nodiscard]] const HsHeading* headingOf(std::string_view hs) const;
};

}  // namespace tidewaiter::models
