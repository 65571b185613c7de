#include "ocr/fields/data_identifiers.h"

#include <algorithm>

#include "ocr/fields/ascii.h"
#include "ocr/fields/data_identifier_table.h"
#include "ocr/fields/dates.h"
#include "ocr/fields/element_format.h"
#include "ocr/fields/measures.h"
#include "ocr/fields/normalize.h"

namespace tidewaiter::ocr {

namespace {

using Found = std::optional<DataFieldValue>;

constexpr std::size_t kLongDate = 8;

Found field(FieldType type, std::optional<std::string> value) {
    if (!value) return std::nullopt;
    return DataFieldValue{type, std::move(*value)};
}

/// X12 element 355: GT gross kilograms, 58 net kilograms, PG and PN gross and net pounds. Plain "KG" says
/// neither, and is no number of pieces.
Found quantityWithUnit(std::string_view value) {
    const auto number = value.substr(0, value.size() - 2);
    const auto unit = value.substr(value.size() - 2);
    if (unit == "GT") return field(FieldType::GrossWeight, kilograms(number, "KG"));
    if (unit == "PG") return field(FieldType::GrossWeight, kilograms(number, "LB"));
    if (unit == "58") return field(FieldType::NetWeight, kilograms(number, "KG"));
    if (unit == "PN") return field(FieldType::NetWeight, kilograms(number, "LB"));
    if (unit == "EA" || unit == "PC" || unit == "UN")
        return field(FieldType::Quantity, normalized(FieldType::Quantity, number));
    return std::nullopt;
}

/// "name+role"; the roles are those of X12 element 98.
Found partyWithRole(std::string_view value) {
    const auto plus = value.rfind('+');
    const auto role = plus == std::string_view::npos ? std::string_view() : value.substr(plus + 1);
    auto type = FieldType::Party;
    if (role == "SH" || role == "SF") type = FieldType::Shipper;
    if (role == "CN" || role == "ST") type = FieldType::Consignee;
    return field(type, normalized(type, value.substr(0, plus)));
}

Found dateOf(std::string_view di, std::string_view value) {
    if (di == "D") return field(FieldType::DateCode, dateFromYymmdd(value));
    if (di == "1D") return field(FieldType::DateCode, dateFromDdmmyy(value));
    if (di == "6D") value = value.substr(0, kLongDate);
    if (value.size() == 5 && value.back() == 'M') value.remove_suffix(1);
    return field(FieldType::DateCode, normalizedDate(value));
}

std::string faultOf(const DataElement& element) {
    if (element.identifier == nullptr) return "the identifier " + element.di + " is not known";
    if (hasFormat(element.value, element.identifier->format)) return {};
    return "the value of " + element.di + " is not " + std::string(element.identifier->format);
}

}  // namespace

const DataIdentifier* findDataIdentifier(std::string_view di) {
    const auto* const row = std::find_if(kDataIdentifiers.begin(), kDataIdentifiers.end(),
                                         [&](const DataIdentifier& known) { return known.di == di; });
    return row == kDataIdentifiers.end() ? nullptr : row;
}

std::optional<DataElement> splitDataField(std::string_view field) {
    std::size_t digits = 0;
    while (digits < field.size() && digits < 4 && isDigit(field[digits])) ++digits;
    if (digits > 3 || digits >= field.size() || !isUpper(field[digits])) return std::nullopt;
    const auto value = trimmed(field.substr(digits + 1));
    if (value.empty() || !allPrintable(value)) return std::nullopt;
    const auto di = field.substr(0, digits + 1);
    DataElement element{std::string(di), std::string(value), findDataIdentifier(di), {}};
    element.fault = faultOf(element);
    return element;
}

Found fieldValueOf(const DataElement& element) {
    if (element.identifier == nullptr || !element.identifier->field || !element.fault.empty())
        return std::nullopt;
    const auto type = *element.identifier->field;
    if (type == FieldType::DateCode) return dateOf(element.di, element.value);
    if (element.di == "7Q") return quantityWithUnit(element.value);
    if (element.di == "H") return partyWithRole(element.value);
    // The supplier's DUNS number stands before its part number, the CAGE before the serial number.
    const std::size_t owner = element.di == "9P" ? 9 : element.di == "18S" ? 5 : 0;
    if (owner > 0) return field(type, normalized(type, element.value.substr(owner)));
    return field(type, normalized(type, element.value));
}

}  // namespace tidewaiter::ocr
