#include "ocr/fields/goods_words.h"

#include <algorithm>

#include "ocr/fields/ascii.h"

namespace tidewaiter::ocr {

namespace {

/// Chinese words are short by nature: there two characters are as telling as four letters.
double strengthOf(std::string_view word) {
    const bool latin = std::all_of(word.begin(), word.end(), isPrintable);
    if (latin) return word.size() <= 3 ? 0.65 : 0.9;
    return word.size() <= 3 ? 0.45 : 0.9;
}

}  // namespace

std::vector<GoodsWord> goodsWords(std::string_view text, const models::Lexicon& lexicon) {
    std::vector<GoodsWord> found;
    for (const auto& mention : lexicon.find(text)) {
        const auto strength = strengthOf(mention.word);
        const auto known = std::find_if(found.begin(), found.end(), [&](const GoodsWord& earlier) {
            return earlier.goods == mention.goods->id;
        });
        if (known == found.end()) {
            found.push_back({mention.goods->id, strength});
        } else {
            known->strength = std::max(known->strength, strength);
        }
    }
    return found;
}

}  // namespace tidewaiter::ocr
