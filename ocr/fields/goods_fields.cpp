#include "ocr/fields/goods_words.h"
#include "ocr/fields/line_extractors.h"

namespace tidewaiter::ocr {

namespace {

/// Captions are no goods: "IC:" before an approval number names no integrated circuit.
std::string withoutCaptions(const std::string& text, const models::Captions& captions) {
    std::string rest;
    std::size_t at = 0;
    for (const auto& caption : captions.find(text)) {
        rest += text.substr(at, caption.begin - at) + ' ';
        at = caption.end;
    }
    return rest + text.substr(at);
}

}  // namespace

std::vector<Candidate> goodsFields(const Reading& line, const Knowledge& knowledge) {
    std::vector<Candidate> found;
    for (const auto& word : goodsWords(withoutCaptions(line.text, knowledge.captions), knowledge.lexicon)) {
        found.push_back({FieldType::Goods, word.goods, trustIn(line) * word.strength, Evidence::Named});
    }
    return found;
}

}  // namespace tidewaiter::ocr
