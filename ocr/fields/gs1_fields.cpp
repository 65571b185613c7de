#include "ocr/fields/gs1_fields.h"

#include <algorithm>
#include <array>
#include <optional>

#include "ocr/fields/dates.h"
#include "ocr/fields/line_extractors.h"
#include "ocr/fields/measures.h"
#include "ocr/fields/normalize.h"

namespace tidewaiter::ocr {

namespace {

struct Meaning {
    std::string_view ai;
    FieldType type;
};

constexpr std::array kMeanings = std::to_array<Meaning>({{"00", FieldType::Sscc},
                                                         {"01", FieldType::Gtin},
                                                         {"02", FieldType::Gtin},
                                                         {"03", FieldType::Gtin},
                                                         {"10", FieldType::Lot},
                                                         {"11", FieldType::DateCode},
                                                         {"13", FieldType::DateCode},
                                                         {"21", FieldType::SerialNumber},
                                                         {"250", FieldType::SerialNumber},
                                                         {"30", FieldType::Quantity},
                                                         {"37", FieldType::Quantity},
                                                         {"240", FieldType::PartNumber},
                                                         {"241", FieldType::PartNumber},
                                                         {"422", FieldType::CountryOfOrigin},
                                                         {"426", FieldType::CountryOfOrigin},
                                                         {"4300", FieldType::Consignee},
                                                         {"4301", FieldType::Consignee},
                                                         {"8040", FieldType::Imei},
                                                         {"8041", FieldType::Imei},
                                                         {"310n", FieldType::NetWeight},
                                                         {"320n", FieldType::NetWeight},
                                                         {"330n", FieldType::GrossWeight},
                                                         {"340n", FieldType::GrossWeight}});

constexpr double kMarked = 0.98;
constexpr double kUnmarked = 0.8;  // one number in ten has a check digit that holds by chance
constexpr double kPrinted = 0.95;

/// "3302" "002500": the last digit of the identifier says how many decimals the six digits have.
std::string decimalOf(const Gs1Element& element) {
    auto number = element.value;
    const auto decimals = static_cast<std::size_t>(element.ai.back() - '0');
    if (decimals > 0) number.insert(number.size() - decimals, ".");
    return number;
}

/// Names are percent-encoded, with '+' for a blank (General Specifications, clause 3.7.1).
std::string withBlanks(std::string name) {
    std::replace(name.begin(), name.end(), '+', ' ');
    return name;
}

std::optional<std::string> valueOf(FieldType type, const Gs1Element& element) {
    if (type == FieldType::DateCode) return dateFromYymmdd(element.value);
    const bool weight = type == FieldType::NetWeight || type == FieldType::GrossWeight;
    if (type == FieldType::Consignee) return normalized(type, withBlanks(element.value));
    if (!weight) return normalized(type, element.value);
    const bool pounds = element.ai[1] == '2' || element.ai[1] == '4';
    return kilograms(decimalOf(element), pounds ? "LB" : "KG");
}

/// (8006) and (8026): GTIN, then two digits each for the piece and how many there are.
std::vector<DataFieldValue> tradeItemPiece(const std::string& value) {
    std::vector<DataFieldValue> found;
    if (const auto gtin = normalized(FieldType::Gtin, value.substr(0, 14)))
        found.push_back({FieldType::Gtin, *gtin});
    if (const auto piece = packageCount(value.substr(14, 2) + '/' + value.substr(16)))
        found.push_back({FieldType::PackageCount, *piece});
    return found;
}

}  // namespace

std::vector<DataFieldValue> fieldValuesOf(const Gs1Element& element) {
    if (element.ai == "8006" || element.ai == "8026") return tradeItemPiece(element.value);
    const auto* const meaning = std::find_if(kMeanings.begin(), kMeanings.end(), [&](const Meaning& known) {
        return known.ai == element.identifier->ai;
    });
    if (meaning == kMeanings.end()) return {};
    const auto value = valueOf(meaning->type, element);
    if (!value) return {};
    return {{meaning->type, *value}};
}

double strengthOf(const Gs1Message& message) {
    return message.marked ? kMarked : kUnmarked;
}

std::vector<Candidate> printedGs1Fields(const Reading& line, const Knowledge& /*knowledge*/) {
    if (line.kind != ReadingKind::Text || line.text.front() != '(') return {};
    const auto message = parseGs1(line.text);
    if (!isCredible(message)) return {};
    std::vector<Candidate> found;
    for (const auto& element : message.elements) {
        for (const auto& [type, value] : fieldValuesOf(element))
            found.push_back(
                {type, value, trustIn(line) * kPrinted * strengthOf(message), Evidence::Captioned});
    }
    return found;
}

}  // namespace tidewaiter::ocr
