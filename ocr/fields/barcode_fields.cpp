#include "ocr/fields/barcode_fields.h"

#include <algorithm>

#include "ocr/fields/ascii.h"
#include "ocr/fields/barcode_content.h"
#include "ocr/fields/normalize.h"

namespace tidewaiter::ocr {

namespace {

using Candidates = std::vector<Candidate>;

constexpr double kPrintedTwin = 0.97;
constexpr double kKnownPart = 0.5;  // strength from which the whole content is a part number
constexpr double kDocumented = 0.85;
constexpr double kKnownMaker = 0.6;  // a network address without a caption, of a maker's registered block

bool isKnownPart(const std::string& content, const Knowledge& knowledge) {
    const auto covers = [&](const std::string& text) { return joinedKey(text) == joinedKey(content); };
    const auto parts = knowledge.markings.partNumbers(content);
    const auto entries = knowledge.catalog.match(content);
    return std::any_of(
               parts.begin(), parts.end(),
               [&](const auto& match) { return match.strength >= kKnownPart && covers(match.part); }) ||
           std::any_of(entries.begin(), entries.end(), [&](const auto& match) { return covers(match.text); });
}

/// How sure it is that the first letters are an identifier and not part of the value, in [0, 1].
double credibility(const ContentElement& element, const std::string& content, const PrintedWords& printed,
                   const Knowledge& knowledge) {
    const bool twin = !printed.find(element.value).empty();
    if (isKnownPart(content, knowledge) && !twin) return 0;
    if (twin) return kPrintedTwin;
    if (element.id.size() > 1) return 0.85;
    const auto digits = std::count_if(element.value.begin(), element.value.end(), isDigit);
    // The plates of ISO/IEC 15459 are long, and begin with the letters of who issued them ("JJD0146...").
    if (element.id == "J") return digits >= 10 ? 0.75 : 0;
    // One letter alone: many serial and part numbers begin with one.
    if (!isDigit(element.value[0]) || printed.holdsExactly(content)) return 0;
    if (element.id == "S") return digits >= 6 ? 0.75 : 0;
    if (element.id == "Q") return element.value.size() <= 6 ? 0.7 : 0;
    return element.id == "P" ? 0.6 : 0.4;
}

/// What a grammar means that its maker has not documented contradicts no print.
Candidates candidatesOf(const ContentElement& element, ContentForm form, double trust) {
    const bool weak = form == ContentForm::Vendor && element.strength < kDocumented;
    Candidates found;
    for (const auto& [type, value] : element.fields) {
        found.push_back({type, value, trust * element.strength, weak ? Evidence::Named : Evidence::Coded});
        found.back().maker = element.maker;
    }
    return found;
}

/// Twelve hexadecimal digits alone are a network address only where a listed maker owns their block, and a
/// letter tells them from a number.
Candidates fromPlain(const std::string& content, double trust, const Knowledge& knowledge) {
    const auto address = normalized(FieldType::MacAddress, content);
    const bool letters = std::any_of(content.begin(), content.end(), isLetter);
    if (!address || !letters || knowledge.markings.macMaker(*address).empty()) return {};
    return {{FieldType::MacAddress, *address, trust * kKnownMaker, Evidence::Coded}};
}

}  // namespace

Candidates barcodeFields(const Reading& barcode, const PrintedWords& printed, const Knowledge& knowledge) {
    const auto& bytes = contentOf(barcode);
    const auto trust = trustIn(barcode);
    auto content = parseBarcode(barcode);
    if (content.form == ContentForm::Plain) return fromPlain(bytes, trust, knowledge);
    if (content.form == ContentForm::DataField) {
        auto& element = content.elements.front();
        element.strength = element.fields.empty() ? 0 : credibility(element, bytes, printed, knowledge);
    }
    Candidates found;
    for (const auto& element : content.elements) {
        if (element.strength <= 0) continue;
        auto more = candidatesOf(element, content.form, trust);
        std::move(more.begin(), more.end(), std::back_inserter(found));
    }
    return found;
}

}  // namespace tidewaiter::ocr
