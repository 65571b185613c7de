#include "ocr/fields/understand.h"

#include <array>
#include <iterator>

#include "ocr/fields/barcode_fields.h"
#include "ocr/fields/caption_fields.h"
#include "ocr/fields/catalog_context.h"
#include "ocr/fields/chip_dates.h"
#include "ocr/fields/line_extractors.h"
#include "ocr/fields/merge.h"
#include "ocr/fields/transport_codes.h"
#include "ocr/fields/twins.h"

namespace tidewaiter::ocr {

namespace {

using Candidates = std::vector<Candidate>;

constexpr std::array<LineExtractor, 10> kLineExtractors = {
    catalogFields, partNumberFields, brandFields, complianceFields, goodsFields,
    originFields,  macAddressFields, urlFields,   printedGs1Fields, printedDataFields};

void append(Candidates& all, Candidates more) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
}

Candidates fromLine(const Reading& reading, const Knowledge& knowledge) {
    Candidates found;
    if (!isLine(reading)) return found;
    for (const auto extract : kLineExtractors) append(found, extract(reading, knowledge));
    return found;
}

/// A barcode's elements, each looked up in the catalogue like a line of print; plain content as one line.
Candidates fromBarcode(const Reading& barcode, const PrintedWords& printed, const Knowledge& knowledge) {
    auto found = barcodeFields(barcode, printed, knowledge);
    if (found.empty()) return fromLine(barcode, knowledge);
    Candidates named;
    for (const auto& element : found) {
        if (element.type != FieldType::PartNumber && element.type != FieldType::Model) continue;
        auto line = barcode;
        line.text = element.value;
        append(named, catalogFields(line, knowledge));
    }
    append(found, std::move(named));
    return found;
}

Candidates fromEach(const std::vector<Reading>& readings, const PrintedWords& printed,
                    const Knowledge& knowledge) {
    Candidates all;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        auto found = readings[i].kind == ReadingKind::Barcode ? fromBarcode(readings[i], printed, knowledge)
                                                              : fromLine(readings[i], knowledge);
        for (auto& candidate : found) candidate.reading = i;
        append(all, std::move(found));
    }
    return all;
}

/// The maker that a network address is registered for, the carrier whose form a number has.
void nameMakers(Candidates& candidates, const Knowledge& knowledge) {
    for (auto& candidate : candidates) {
        if (candidate.type == FieldType::MacAddress)
            candidate.maker = knowledge.markings.macMaker(candidate.value);
        if (const auto number = carrierNumber(candidate.value);
            candidate.type == FieldType::Tracking && number)
            candidate.maker = number->carrier;
    }
}

}  // namespace

std::vector<Field> understand(const std::vector<Reading>& readings, const Knowledge& knowledge,
                              const std::vector<vision::Region>& regions) {
    const PrintedWords printed(readings);
    const auto frames = framesOf(readings, regions);
    const auto lines = linesOf(readings, frames);
    const auto pairs = pairCaptions(readings, lines, knowledge);

    auto candidates = withoutExplained(fromEach(readings, printed, knowledge), pairs);
    append(candidates, withoutExplained(chipDateFields(readings, lines, regions, candidates), pairs));
    append(candidates, captionFields(pairs, readings));
    append(candidates, catalogContextFields(readings, frames, candidates, knowledge));
    nameMakers(candidates, knowledge);
    return mergedFields(comparedWithPrint(std::move(candidates), readings, frames, printed), readings);
}

}  // namespace tidewaiter::ocr
