#include "ocr/fields/data_identifiers.h"
#include "ocr/fields/line_extractors.h"

namespace tidewaiter::ocr {

namespace {

constexpr double kPrinted = 0.9;

}  // namespace

std::vector<Candidate> printedDataFields(const Reading& line, const Knowledge& knowledge) {
    const std::string_view text = line.text;
    const auto close = text.find(')');
    // One letter in brackets stands for much else: "(C) 1999", "(M) 12".
    if (line.kind != ReadingKind::Text || text[0] != '(' || close < 3 || close > 4) return {};
    const auto value = text.substr(close + 1);
    if (!knowledge.captions.find(value).empty()) return {};
    const auto element = splitDataField(std::string(text.substr(1, close - 1)) + std::string(value));
    if (!element || element->di.size() != close - 1) return {};
    const auto field = fieldValueOf(*element);
    if (!field) return {};
    return {{field->type, field->value, trustIn(line) * kPrinted, Evidence::Captioned}};
}

}  // namespace tidewaiter::ocr
