#include <algorithm>

#include "ocr/fields/data_identifiers.h"
#include "ocr/fields/line_extractors.h"

namespace tidewaiter::ocr {

namespace {

constexpr double kPrinted = 0.9;
constexpr std::size_t kLongestCaption = 6;

/// "PIN: 900-1": behind an identifier a short word with a colon is a caption, however it was read; what the
/// value is says the identifier.
std::string_view withoutCaption(std::string_view value) {
    const auto colon = value.find(':');
    if (colon == std::string_view::npos || colon + 1 == value.size()) return value;
    const auto begin = std::min(value.find_first_not_of(' '), colon);
    return colon - begin <= kLongestCaption ? value.substr(colon + 1) : value;
}

}  // namespace

std::vector<Candidate> printedDataFields(const Reading& line, const Knowledge& knowledge) {
    const std::string_view text = line.text;
    const auto close = text.find(')');
    // One letter in brackets stands for much else: "(C) 1999", "(M) 12".
    if (line.kind != ReadingKind::Text || text[0] != '(' || close < 3 || close > 4) return {};
    const auto rest = text.substr(close + 1);
    if (!knowledge.captions.find(rest).empty()) return {};
    const auto value = withoutCaption(rest);
    const auto element = splitDataField(std::string(text.substr(1, close - 1)) + std::string(value));
    if (!element || element->di.size() != close - 1) return {};
    const auto field = fieldValueOf(*element);
    if (!field) return {};
    return {{field->type, field->value, trustIn(line, element->value) * kPrinted, Evidence::Captioned}};
}

}  // namespace tidewaiter::ocr
