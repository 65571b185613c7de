// declaration.goods-differ, declaration.hs-differs, declaration.unknown: the declaration against the goods
// words and HS codes on the item, and against itself.
#include <algorithm>
#include <optional>

#include "firmware/inspection/clues.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"

namespace tidewaiter::inspection {

using models::GoodsClass;
using models::GoodsFamily;
using ocr::Field;
using ocr::FieldType;

namespace {

/// Words on wrapping say little about what is in it: "keep away from toys", "paper", "plastic".
bool saysMuch(GoodsFamily family) {
    return family == GoodsFamily::Food || family == GoodsFamily::Toys || family == GoodsFamily::Clothing ||
           family == GoodsFamily::Vehicle;
}

bool differ(GoodsFamily a, GoodsFamily b) {
    return a != b && a != GoodsFamily::Generic && b != GoodsFamily::Generic;
}

Finding findingOf(const Field& field, const Case& item, std::string message) {
    Finding finding;
    finding.severity = Severity::Inspect;
    finding.score = field.confidence;
    finding.message = std::move(message);
    finding.fields = {field.id};
    finding.regions = regionsOf(field.readings, item);
    return finding;
}

std::vector<const GoodsClass*> goodsOnItem(const Case& item) {
    std::vector<const GoodsClass*> goods;
    for (const auto& field : item.fields) {
        if (field.type != FieldType::Goods) continue;
        if (const auto* known = item.lexicon.byId(field.value)) goods.push_back(known);
    }
    return goods;
}

/// The declared words against the declared code.
std::optional<Finding> ownContradiction(const RuleInput& input) {
    const auto* byHs = input.declared.byHs;
    if (byHs == nullptr || input.declared.byWords.empty()) return std::nullopt;
    const bool allDiffer =
        std::all_of(input.declared.byWords.begin(), input.declared.byWords.end(),
                    [&](const GoodsClass* goods) { return differ(goods->family, byHs->family); });
    if (!allDiffer) return std::nullopt;
    Finding finding;
    finding.severity = Severity::Inspect;
    finding.score = 1;
    finding.message = input.declared.phrase + ", but the declared HS code " + input.item.declaration.hs +
                      " stands for " + plainText(byHs->name) + ".";
    return finding;
}

/// A code on the box against the declared code, or against the declared words where no code was declared.
std::optional<Finding> boxContradiction(const Field& field, const RuleInput& input) {
    const auto& declaredHs = input.item.declaration.hs;
    const auto* onBox = input.item.lexicon.byHsCode(field.value);
    const auto stands = onBox == nullptr ? std::string() : " (" + plainText(onBox->name) + ")";
    const auto read = "the item's own label gives HS code " + plainText(field.value) + stands;
    if (!declaredHs.empty()) {
        if (field.value.substr(0, 2) == declaredHs.substr(0, 2)) return std::nullopt;
        return findingOf(field, input.item, "HS code " + declaredHs + " was declared, but " + read + ".");
    }
    const auto words = input.declared.wordsFamily();
    if (onBox == nullptr || !words || !differ(*words, onBox->family)) return std::nullopt;
    return findingOf(field, input.item, input.declared.phrase + ", but " + read + ".");
}

}  // namespace

std::vector<Finding> checkGoodsDiffer(const RuleInput& input) {
    const auto declared = input.declared.family();
    if (!declared || *declared == GoodsFamily::Generic) return {};
    const auto onItem = goodsOnItem(input.item);
    const bool declaredGoodsSeen = std::any_of(onItem.begin(), onItem.end(), [&](const GoodsClass* goods) {
        return input.declared.mayBe(goods->family);
    });
    if (declaredGoodsSeen) return {};
    std::vector<Finding> findings;
    for (const auto& field : input.item.fields) {
        if (field.type != FieldType::Goods) continue;
        const auto* goods = input.item.lexicon.byId(field.value);
        if (goods == nullptr || !saysMuch(goods->family) || !differ(goods->family, *declared)) continue;
        findings.push_back(findingOf(
            field, input.item,
            input.declared.phrase + ", but the item's own words speak of " + plainText(goods->name) + "."));
    }
    return findings;
}

std::vector<Finding> checkHsDiffers(const RuleInput& input) {
    std::vector<Finding> findings;
    if (auto finding = ownContradiction(input)) findings.push_back(std::move(*finding));
    for (const auto& field : input.item.fields) {
        if (field.type != FieldType::HsCode) continue;
        if (auto finding = boxContradiction(field, input)) findings.push_back(std::move(*finding));
    }
    return findings;
}

std::vector<Finding> checkUnknownGoods(const RuleInput& input) {
    if (input.declared.empty || input.declared.family()) return {};
    Finding finding;
    finding.score = 1;
    finding.message = input.declared.phrase +
                      "; I do not know what goods that is, so the item was only held against the lists of "
                      "controlled products.";
    return {finding};
}

}  // namespace tidewaiter::inspection
