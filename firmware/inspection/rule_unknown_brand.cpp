// label.unknown-brand: numbers of a data-centre GPU under a brand that nobody knows.
//
// The brand is a line of one or two words that nobody knows, larger than the other lines of its label. A
// known brand, or the product's own name, anywhere in the photo explains the number: resellers and server
// makers put labels of their own on NVIDIA's boxes. Lines of addresses, goods and captions are no brands.
#include <algorithm>

#include "firmware/inspection/clues.h"
#include "firmware/inspection/known_marks.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/sure_text.h"

namespace tidewaiter::inspection {

using models::MatchedBy;
using ocr::Field;
using ocr::FieldType;
using ocr::Reading;

namespace {

/// Below, the catalogue itself is unsure that the number is of that product.
constexpr double kSureNumber = 0.7;
/// Brands are this much larger than the middle line of their label.
constexpr double kLarger = 1.2;
/// Fewer lines do not show what is large.
constexpr std::size_t kFewestLines = 3;

double heightOf(const Reading& line) {
    return cv::norm(line.quad[3] - line.quad[0]);
}

/// Lines of text at a place, by height, the largest first.
std::vector<const Reading*> linesAt(const std::string& place, const RuleInput& input) {
    std::vector<const Reading*> lines;
    for (const auto& reading : input.item.readings) {
        if (reading.kind == ocr::ReadingKind::Text && placeOf({reading.id}, input.places) == place)
            lines.push_back(&reading);
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto* a, const auto* b) { return heightOf(*a) > heightOf(*b); });
    return lines;
}

/// Whether the line means something else: a party, goods, a value behind a caption.
bool isField(const Reading& line, const Case& item) {
    return std::any_of(item.fields.begin(), item.fields.end(), [&](const Field& field) {
        return std::find(field.readings.begin(), field.readings.end(), line.id) != field.readings.end();
    });
}

/// The line that shows a brand which nobody knows, null when none does.
const Reading* strangeBrandAt(const std::string& place, const RuleInput& input) {
    const auto lines = linesAt(place, input);
    if (lines.size() < kFewestLines) return nullptr;
    const auto* brand = lines.front();
    if (heightOf(*brand) < kLarger * heightOf(*lines[lines.size() / 2]) || isField(*brand, input.item))
        return nullptr;
    const auto names = strangeNames(*brand, input.item);
    // All of it: "SANDKYAN", not one strange word in a sentence.
    return names.size() == 1 && names[0].size() + 2 >= brand->text.size() ? brand : nullptr;
}

bool isDatacenterNumber(const EntryMatch& match) {
    return match.entry != nullptr && match.probability >= kSureNumber && match.by == MatchedBy::PartNumber &&
           match.entry->datacenter && match.entry->kind != models::EntryKind::System;
}

/// Whether a brand or a product of the catalogue is named by words.
bool anyoneIsNamed(const Case& item) {
    return std::any_of(item.fields.begin(), item.fields.end(), [&](const Field& field) {
        const auto by = entryOf(field, item).by;
        return field.type == FieldType::Brand ||
               (!field.entry.empty() && field.type == FieldType::Model && by != MatchedBy::PartNumber);
    });
}

}  // namespace

std::vector<Finding> checkUnknownBrands(const RuleInput& input) {
    if (anyoneIsNamed(input.item)) return {};
    for (const auto& field : input.item.fields) {
        if (field.type != FieldType::PartNumber) continue;
        const auto match = entryOf(field, input.item);
        if (!isDatacenterNumber(match)) continue;
        const auto place = placeOf(field.readings, input.places);
        const auto* brand = place.empty() ? nullptr : strangeBrandAt(place, input);
        if (brand == nullptr) continue;
        Finding finding;
        finding.severity = Severity::Inspect;
        finding.score = std::min(match.probability, brand->confidence);
        finding.message = "The label shows " + inQuotes(brand->text) +
                          ", a brand that this device does not know, and " + inQuotes(field.value) +
                          ", a number of " + plainText(match.entry->vendor) + " (" +
                          plainText(match.entry->name) + "); find out what it is.";
        finding.fields = {field.id};
        finding.regions = regionsOf(field.readings, input.item);
        finding.regions.push_back(brand->region);
        return {finding};
    }
    return {};
}

}  // namespace tidewaiter::inspection
