#include "ocr/fields/barcode_fields.h"

#include <algorithm>

#include "ocr/fields/ascii.h"
#include "ocr/fields/data_identifiers.h"
#include "ocr/fields/envelope.h"
#include "ocr/fields/gs1_fields.h"
#include "ocr/fields/retail_codes.h"
#include "ocr/fields/vendor_codes.h"

namespace tidewaiter::ocr {

namespace {

using Candidates = std::vector<Candidate>;

constexpr std::size_t kLongestContent = 8192;  // above what any symbology holds
constexpr int kGs1Format = 5;
constexpr int kDataIdentifierFormat = 6;
constexpr double kInEnvelope = 0.98;
constexpr double kRetail = 0.98;
constexpr double kVendor = 0.9;
constexpr double kPrintedTwin = 0.97;
constexpr double kKnownPart = 0.5;  // strength from which the whole content is a part number

Candidate coded(FieldType type, std::string value, double confidence) {
    return {type, std::move(value), confidence, Evidence::Coded};
}

void append(Candidates& all, Candidates more) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
}

Candidates fromDataFields(const std::vector<std::string>& fields, double confidence) {
    Candidates found;
    for (const auto& field : fields) {
        const auto element = splitDataField(field);
        if (!element) continue;
        const auto value = fieldValueOf(*element);
        if (value) found.push_back(coded(*element->identifier->field, *value, confidence));
    }
    return found;
}

Candidates fromGs1Fields(const std::vector<std::string>& fields, double trust) {
    std::string joined;
    for (const auto& field : fields) joined += '\x1D' + field;
    return gs1Fields(parseGs1(joined), trust);
}

Candidates fromEnvelope(const Envelope& envelope, double trust) {
    Candidates found;
    for (const auto& part : envelope.parts) {
        if (part.format == kDataIdentifierFormat)
            append(found, fromDataFields(part.fields, trust * kInEnvelope));
        if (part.format == kGs1Format) append(found, fromGs1Fields(part.fields, trust));
    }
    return found;
}

Candidates fromVendorCode(std::string_view content, double trust) {
    Candidates found;
    for (const auto& element : lenovoCode(content)) {
        auto candidate = coded(element.type, element.value, trust * kVendor);
        candidate.maker = element.maker;
        found.push_back(std::move(candidate));
    }
    return found;
}

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
double credibility(const DataElement& element, const std::string& content, const PrintedWords& printed,
                   const Knowledge& knowledge) {
    const bool twin = !printed.find(element.value).empty();
    if (isKnownPart(content, knowledge) && !twin) return 0;
    if (twin) return kPrintedTwin;
    if (element.di.size() > 1) return 0.85;
    // One letter alone: many serial and part numbers begin with one.
    if (!isDigit(element.value[0]) || printed.holdsExactly(content)) return 0;
    if (element.di == "S")
        return std::count_if(element.value.begin(), element.value.end(), isDigit) >= 6 ? 0.75 : 0;
    if (element.di == "Q") return element.value.size() <= 6 ? 0.7 : 0;
    return element.di == "P" ? 0.6 : 0.4;
}

/// EIGP 114.2018, clause 5: a linear symbol carries one data identifier and its value.
Candidates fromLinear(const std::string& content, double trust, const PrintedWords& printed,
                      const Knowledge& knowledge) {
    const auto element = splitDataField(content);
    if (!element) return {};
    auto value = fieldValueOf(*element);
    if (!value) return {};
    const auto sure = credibility(*element, content, printed, knowledge);
    if (sure <= 0) return {};
    return {coded(*element->identifier->field, std::move(*value), trust * sure)};
}

/// Several data fields with separators and no header, as some printers encode them.
Candidates fromHeaderless(const std::string& content, double trust) {
    std::vector<std::string> fields(1);
    for (const char c : content) {
        if (c == '\x1D' || c == '\x1E') {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    if (fields.size() < 2) return {};
    constexpr double kHeaderless = 0.9;
    const bool all = std::all_of(fields.begin(), fields.end(), [](const std::string& field) {
        const auto element = splitDataField(field);
        return field.empty() || field == "\x04" || (element && element->identifier != nullptr);
    });
    return all ? fromDataFields(fields, trust * kHeaderless) : Candidates();
}

}  // namespace

Candidates barcodeFields(const Reading& barcode, const PrintedWords& printed, const Knowledge& knowledge) {
    const auto& content = contentOf(barcode);
    if (content.empty() || content.size() > kLongestContent) return {};
    const auto trust = trustIn(barcode);
    if (const auto envelope = parseEnvelope(content)) return fromEnvelope(*envelope, trust);
    if (auto gtin = retailGtin(barcode.symbology, content)) {
        return {coded(FieldType::Gtin, std::move(*gtin), trust * kRetail)};
    }
    if (auto found = gs1Fields(parseGs1(content), trust); !found.empty()) return found;
    if (auto found = fromVendorCode(content, trust); !found.empty()) return found;
    if (auto found = fromHeaderless(content, trust); !found.empty()) return found;
    return fromLinear(content, trust, printed, knowledge);
}

}  // namespace tidewaiter::ocr
