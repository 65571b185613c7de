// label.date-differs: chips that were made at another time than the label of their reel, tray or bag says.
//
// Only a label that a code speaks on counts, and only one that names the chip's own part number: a printed
// date without a code is a reader's word alone. Where any label of that part says the chip's date, nothing is
// said: an item may hold two reels. A code's week is rarely read wrong, a chip's more often, so two of its
// characters must differ.
#include <algorithm>
#include <map>
#include <optional>

#include "firmware/inspection/clues.h"
#include "firmware/inspection/marked_package.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/sure_text.h"
#include "ocr/fields/confusables.h"
#include "ocr/fields/dates.h"

namespace tidewaiter::inspection {

using ocr::Field;
using ocr::FieldType;

namespace {

/// A lot of wafers is cut and molded in parts, some weeks apart; half a year is another making.
constexpr int kMostDays = 182;
/// What an ordering code adds to the marking stands behind it; a shorter beginning is shared by many parts.
constexpr std::size_t kShortestPart = 6;

/// What one place says, as far as it is sure.
struct Place {
    bool isChip = false;
    bool hasCode = false;
    std::vector<const Field*> dates;
    std::vector<const Field*> parts;
};

bool isChipPackage(const std::string& id, const Case& item) {
    return std::any_of(item.regions.begin(), item.regions.end(), [&](const vision::Region& region) {
        return region.id == id && region.kind == vision::RegionKind::Package && region.score >= kSurePackage;
    });
}

void addOnce(std::vector<const Field*>& all, const Field& field) {
    if (std::find(all.begin(), all.end(), &field) == all.end()) all.push_back(&field);
}

std::map<std::string, Place> placesWithFields(const RuleInput& input) {
    std::map<std::string, Place> places;
    for (const auto& reading : input.item.readings) {
        const auto name = placeOf({reading.id}, input.places);
        if (name.empty()) continue;
        auto& place = places[name];
        place.isChip = isChipPackage(name, input.item);
        for (const auto& field : input.item.fields) {
            if (field.type != FieldType::DateCode && field.type != FieldType::PartNumber) continue;
            if (!saysSurely(reading, field)) continue;
            addOnce(field.type == FieldType::DateCode ? place.dates : place.parts, field);
            place.hasCode = place.hasCode || reading.kind == ocr::ReadingKind::Barcode;
        }
    }
    return places;
}

/// Whether one is the other, or its beginning: chips are marked with less than is ordered.
bool namesTheSame(const Field& one, const Field& other) {
    const auto first = ocr::confusableKey(one.value);
    const auto second = ocr::confusableKey(other.value);
    const auto length = std::min(first.size(), second.size());
    return length >= kShortestPart && first.compare(0, length, second, 0, length) == 0;
}

/// The part number of the chip that the label names too, null when there is none.
const Field* sharedPart(const Place& chip, const Place& label) {
    const auto found = std::find_if(chip.parts.begin(), chip.parts.end(), [&](const Field* part) {
        return std::any_of(label.parts.begin(), label.parts.end(),
                           [&](const Field* other) { return namesTheSame(*part, *other); });
    });
    return found == chip.parts.end() ? nullptr : *found;
}

/// Whether the two dates are of two makings; a date that cannot be understood never is.
bool areApart(const Field& one, const Field& other) {
    const auto first = ocr::daysOf(one.value);
    const auto second = ocr::daysOf(other.value);
    if (!first || !second || !differSurely(one.value, other.value)) return false;
    return first->first - second->last > kMostDays || second->first - first->last > kMostDays;
}

/// A label that dates the chip's part otherwise, where none dates it as the chip does; else null.
const Place* contradicting(const Place& chip, const std::map<std::string, Place>& places) {
    const Place* found = nullptr;
    for (const auto& [name, label] : places) {
        if (label.isChip || !label.hasCode || sharedPart(chip, label) == nullptr) continue;
        for (const auto* date : label.dates) {
            if (!areApart(*chip.dates.front(), *date)) return nullptr;
            found = &label;
        }
    }
    return found;
}

Finding findingOf(const Place& chip, const Place& label, const Case& item) {
    const auto& made = *chip.dates.front();
    const auto& printed = *label.dates.front();
    const auto& part = *sharedPart(chip, label);
    Finding finding;
    finding.severity = Severity::Inspect;
    finding.score = std::min({made.confidence, printed.confidence, part.confidence});
    finding.message = "The label dates " + inQuotes(part.value) + " " +
                      plainText(ocr::spokenDate(printed.value)) + ", but a chip of this number is marked " +
                      plainText(ocr::spokenDate(made.value)) + ".";
    finding.fields = {made.id, printed.id, part.id};
    auto readings = made.readings;
    readings.insert(readings.end(), printed.readings.begin(), printed.readings.end());
    finding.regions = regionsOf(readings, item);
    return finding;
}

}  // namespace

std::vector<Finding> checkLabelDates(const RuleInput& input) {
    const auto places = placesWithFields(input);
    std::vector<Finding> findings;
    for (const auto& [name, chip] : places) {
        // Two dates on one chip: nobody knows which is the making's.
        if (!chip.isChip || chip.dates.size() != 1) continue;
        const auto* label = contradicting(chip, places);
        if (label == nullptr) continue;
        auto finding = findingOf(chip, *label, input.item);
        const bool told = std::any_of(findings.begin(), findings.end(),
                                      [&](const Finding& other) { return other.message == finding.message; });
        if (!told) findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
