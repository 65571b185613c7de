// Lexicon: words for goods in many languages, and the chapters of the Harmonized System that go with them.
// Thread rule: immutable after load(), safe to use from any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
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
};

class Lexicon {
  public:
    [[nodiscard]] static Expected<Lexicon> load(const Store& store);

    /// Goods named in `text`, longest words first. Whole words in scripts with spaces, substrings in Chinese,
    /// Japanese and Thai; case and accents do not matter; plural forms count.
    [[nodiscard]] std::vector<GoodsMention> find(std::string_view text) const;

    /// The class that an HS code (digits; longest listed prefix wins) stands for, or null.
    [[nodiscard]] const GoodsClass* byHsCode(std::string_view hs) const;

    /// The official wording of the longest listed prefix of an HS code, empty when unknown.
    [[nodiscard]] std::string hsDescription(std::string_view hs) const;

    [[nodiscard]] const GoodsClass* byId(std::string_view id) const;

  private:
    struct Index;
    std::shared_ptr<const Index> index_;
};

}  // namespace tidewaiter::models
