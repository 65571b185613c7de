// Lexicon: words for goods in many languages, and the chapters of the Harmonized System that go with them.
// Data: lexicon/goods.json, lexicon/hs.json (FORMAT.md). Thread rule: immutable after load(), safe to use
// from any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/error.h"
#include "models/name_table.h"
#include "models/store.h"

namespace tidewaiter::models {

/// What a class of goods is to the rules: whether electronics inside contradict the declaration.
enum class GoodsFamily { Food, Toys, Clothing, Household, Vehicle, Paper, Electronics, Generic };

inline constexpr auto kGoodsFamilies = makeNameTable<GoodsFamily>({{GoodsFamily::Food, "food"},
                                                                   {GoodsFamily::Toys, "toys"},
                                                                   {GoodsFamily::Clothing, "clothing"},
                                                                   {GoodsFamily::Household, "household"},
                                                                   {GoodsFamily::Vehicle, "vehicle"},
                                                                   {GoodsFamily::Paper, "paper"},
                                                                   {GoodsFamily::Electronics, "electronics"},
                                                                   {GoodsFamily::Generic, "generic"}});

struct GoodsClass {
    std::string id;  ///< "tea", "toys", "graphics_card"
    GoodsFamily family = GoodsFamily::Generic;
    std::string name;    ///< plain English for sentences, "tea", "graphics cards"
    std::string source;  ///< where the words were read
};

struct GoodsMention {
    const GoodsClass* goods = nullptr;  ///< owned by the lexicon, never null in a result
    std::string word;                   ///< the lexicon's word that was found
    std::string language;               ///< BCP 47, "en", "zh-Hans"
    double strength = 0;  ///< in [0, 1]: how surely the word means the goods: 0.9 for most, 0.3 where it also
                          ///< means something else ("chips", "table", "RAM") or is part of a longer word
};

class Lexicon {
  public:
    [[nodiscard]] static Expected<Lexicon> load(const Store& store);

    /// Goods named in `text`, longest words first; of one place and class once. Whole words in scripts with
    /// spaces, substrings in Chinese, Japanese and Thai. Case and accents do not matter in long words; short
    /// ones need their accents. Plural forms count. A word that several classes list gives a mention of each;
    /// a word inside a longer listed one gives none ("rice" in "rice cooker").
    [[nodiscard]] std::vector<GoodsMention> find(std::string_view text) const;

    /// The class that an HS code (digits; longest listed prefix wins) stands for, or null.
    [[nodiscard]] const GoodsClass* byHsCode(std::string_view hs) const;

    /// The official wording of the longest listed prefix of an HS code, empty when unknown.
    [[nodiscard]] std::string hsDescription(std::string_view hs) const;

    [[nodiscard]] const GoodsClass* byId(std::string_view id) const;

    [[nodiscard]] const std::vector<GoodsClass>& classes() const;

    struct Index;  ///< how it is kept, in lexicon_index.h

  private:
    explicit Lexicon(std::shared_ptr<const Index> index) : index_(std::move(index)) {}

    std::shared_ptr<const Index> index_;
};

}  // namespace tidewaiter::models
