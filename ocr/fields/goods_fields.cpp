#include "ocr/fields/goods_words.h"
#include "ocr/fields/line_extractors.h"

namespace tidewaiter::ocr {

std::vector<Candidate> goodsFields(const Reading& line, const Knowledge& knowledge) {
    std::vector<Candidate> found;
    for (const auto& word : goodsWords(line.text, knowledge.lexicon)) {
        found.push_back({FieldType::Goods, word.goods, trustIn(line) * word.strength, Evidence::Named});
    }
    return found;
}

}  // namespace tidewaiter::ocr
