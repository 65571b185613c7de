#include "firmware/inspection/declared.h"

#include <algorithm>

#include "firmware/inspection/plain_text.h"

namespace tidewaiter::inspection {

using models::GoodsClass;
using models::GoodsFamily;

namespace {

/// A word below this may also mean something else ("chips").
constexpr double kSure = 0.5;

bool isSure(const models::GoodsMention& mention) {
    return mention.strength >= kSure;
}

/// Unsure words count only when there is no sure one, and no HS code of another family to tell what is meant.
std::vector<const GoodsClass*> goodsOf(const std::vector<models::GoodsMention>& mentions,
                                       const GoodsClass* byHs) {
    const bool anySure = std::any_of(mentions.begin(), mentions.end(), isSure);
    std::vector<const GoodsClass*> goods;
    for (const auto& mention : mentions) {
        const bool elsewhere = anySure || (byHs != nullptr && byHs->family != mention.goods->family);
        if (!isSure(mention) && elsewhere) continue;
        if (std::find(goods.begin(), goods.end(), mention.goods) == goods.end())
            goods.push_back(mention.goods);
    }
    return goods;
}

std::string phraseOf(const Declaration& declaration, const models::Lexicon& lexicon) {
    if (!declaration.goods.empty()) return "Declared as " + inQuotes(declaration.goods);
    if (declaration.hs.empty()) return "Nothing was declared";
    const auto description = lexicon.hsDescription(declaration.hs);
    return "Declared under HS code " + declaration.hs +
           (description.empty() ? std::string() : " (" + plainText(description) + ")");
}

}  // namespace

Declared understandDeclaration(const Declaration& declaration, const models::Lexicon& lexicon) {
    Declared declared;
    if (!declaration.hs.empty()) declared.byHs = lexicon.byHsCode(declaration.hs);
    declared.byWords = goodsOf(lexicon.find(declaration.goods), declared.byHs);
    declared.phrase = phraseOf(declaration, lexicon);
    declared.empty = declaration.goods.empty() && declaration.hs.empty();
    return declared;
}

std::optional<GoodsFamily> Declared::wordsFamily() const {
    std::optional<GoodsFamily> first;
    for (const auto* goods : byWords) {
        if (goods->family == GoodsFamily::Electronics) return GoodsFamily::Electronics;
        if (!first || *first == GoodsFamily::Generic) first = goods->family;
    }
    return first;
}

std::optional<GoodsFamily> Declared::family() const {
    const auto words = wordsFamily();
    if (words && *words != GoodsFamily::Generic) return words;
    if (byHs != nullptr) return byHs->family;
    return words;
}

bool Declared::mayBe(GoodsFamily family) const {
    const auto fits = [&](const GoodsClass* goods) { return goods->family == family; };
    return std::any_of(byWords.begin(), byWords.end(), fits) || (byHs != nullptr && fits(byHs));
}

bool Declared::names(const std::vector<std::string>& ids) const {
    const auto listed = [&](const GoodsClass* goods) {
        return std::find(ids.begin(), ids.end(), goods->id) != ids.end();
    };
    return std::any_of(byWords.begin(), byWords.end(), listed) || (byHs != nullptr && listed(byHs));
}

}  // namespace tidewaiter::inspection
