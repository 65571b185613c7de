#include "ocr/fields/data_identifiers.h"

#include <algorithm>
#include <array>

#include "ocr/fields/ascii.h"
#include "ocr/fields/dates.h"
#include "ocr/fields/normalize.h"

namespace tidewaiter::ocr {

namespace {

using enum DataFormat;
using Type = FieldType;

// Sorted by letter and number, as in the standard's annex A.
constexpr std::array kTable = std::to_array<DataIdentifier>({
    {"21B", "electronic seal", Open, Type::Seal},
    {"22B", "customs entry number"},
    {"23B", "customs entry type and surety"},
    {"24B", "Schedule K foreign port"},
    {"D", "date, YYMMDD", Yymmdd, Type::DateCode},
    {"6D", "date with qualifier", Yyyymmdd, Type::DateCode},
    {"9D", "date code", EiaDateCode, Type::DateCode},
    {"10D", "date code, YYWW", YearWeek, Type::DateCode},
    {"11D", "date code, YYYYWW", LongYearWeek, Type::DateCode},
    {"14D", "expiry date, YYYYMMDD", Yyyymmdd},
    {"16D", "production date, YYYYMMDD", Yyyymmdd, Type::DateCode},
    {"E", "lead-free category"},
    {"9H", "consignee number"},
    {"H", "party by name and role", Open, Type::Party},
    {"J", "license plate"},
    {"1J", "license plate, unbreakable unit"},
    {"2J", "license plate, transport unit"},
    {"3J", "license plate, EDI"},
    {"4J", "license plate, mixed"},
    {"5J", "license plate, mixed unbreakable"},
    {"6J", "license plate, master"},
    {"K", "customer's order number"},
    {"1K", "supplier's order number"},
    {"2K", "bill of lading"},
    {"4K", "order line"},
    {"11K", "packing list"},
    {"14K", "order and line"},
    {"4L", "country of origin", Open, Type::CountryOfOrigin},
    {"27L", "UN/LOCODE with role"},
    {"M", "mixed load"},
    {"P", "item, by its customer", Open, Type::PartNumber},
    {"1P", "item, by its supplier", Open, Type::PartNumber},
    {"2P", "revision level"},
    {"27P", "harmonized system code", Open, Type::HsCode},
    {"30P", "item, supplier's first level", Open, Type::PartNumber},
    {"31P", "item, supplier's second level", Open, Type::PartNumber},
    {"33P", "bin code"},
    {"49P", "export control by country and list number", Open, Type::ExportControl},
    {"50P", "global item", Open, Type::PartNumber},
    {"Q", "quantity", Digits, Type::Quantity},
    {"7Q", "quantity with unit", QuantityUnit, Type::Quantity},
    {"13Q", "piece n of x"},
    {"14Q", "first secondary quantity"},
    {"15Q", "last secondary quantity"},
    {"S", "serial number, by its supplier", Open, Type::SerialNumber},
    {"1S", "additional code"},
    {"3S", "package, lowest level"},
    {"4S", "package, like items"},
    {"5S", "package, unlike items"},
    {"6S", "package, several orders"},
    {"13S", "container security seal", Open, Type::Seal},
    {"18S", "CAGE and serial number", Open, Type::SerialNumber},
    {"20S", "traceability, by its customer"},
    {"22S", "cellular identity"},
    {"23S", "MAC address", Open, Type::MacAddress},
    {"25S", "globally unique serial number", Open, Type::SerialNumber},
    {"30S", "additional traceability"},
    {"T", "lot, by its customer", Open, Type::Lot},
    {"1T", "lot, by its supplier", Open, Type::Lot},
    {"V", "supplier, by its customer", Open, Type::Party},
    {"1V", "supplier", Open, Type::Party},
    {"8V", "supplier's name", Open, Type::Party},
    {"10V", "manufacturer, as on CBP form 7501", Open, Type::Party},
    {"12V", "manufacturer, DUNS", Digits, Type::Party},
    {"17V", "manufacturer, CAGE", Open, Type::Party},
    {"Z", "mutually defined"},
});

/// EIGP 114.2018 for 9D: YYWW, optionally with M for mixed lots; "N/T" and "MIXED" carry no date.
std::string_view withoutMixedMark(std::string_view value) {
    if (value.size() == 5 && value.back() == 'M') value.remove_suffix(1);
    return value;
}

/// The part of the value that carries the field, empty when the value contradicts its format.
std::string_view payload(DataFormat format, std::string_view value) {
    const auto only = [&](bool holds) { return holds ? value : std::string_view(); };
    switch (format) {
        case DataFormat::Open:
            return value;
        case DataFormat::Digits:
            return only(allDigits(value));
        case DataFormat::YearWeek:
            return only(isYearWeek(value));
        case DataFormat::LongYearWeek:
            return only(value.size() == 6 && allDigits(value));
        case DataFormat::EiaDateCode:
            value = withoutMixedMark(value);
            return only(normalizedDate(value).has_value());
        case DataFormat::Yymmdd:
            return only(dateFromYymmdd(value).has_value());
        case DataFormat::Yyyymmdd:
            // 6D: three characters of qualifier may follow (X12 element 374).
            return value.size() >= 8 && value.size() <= 11 ? value.substr(0, 8) : std::string_view();
        case DataFormat::QuantityUnit:
            return only(value.size() > 2 && value.size() <= 10 &&
                        allDigits(value.substr(0, value.size() - 2)));
    }
    return {};
}

}  // namespace

const DataIdentifier* findDataIdentifier(std::string_view di) {
    const auto* const row = std::find_if(kTable.begin(), kTable.end(),
                                         [&](const DataIdentifier& known) { return known.di == di; });
    return row == kTable.end() ? nullptr : row;
}

std::optional<DataElement> splitDataField(std::string_view field) {
    std::size_t digits = 0;
    while (digits < field.size() && digits < 4 && isDigit(field[digits])) ++digits;
    if (digits > 3 || digits >= field.size() || !isUpper(field[digits])) return std::nullopt;
    const auto value = trimmed(field.substr(digits + 1));
    if (value.empty() || !allPrintable(value)) return std::nullopt;
    const auto di = field.substr(0, digits + 1);
    return DataElement{std::string(di), std::string(value), findDataIdentifier(di)};
}

std::optional<std::string> fieldValueOf(const DataElement& element) {
    if (element.identifier == nullptr || !element.identifier->field) return std::nullopt;
    const auto value = payload(element.identifier->format, element.value);
    if (value.empty()) return std::nullopt;
    if (element.identifier->format == DataFormat::Yymmdd) return dateFromYymmdd(value);
    return normalized(*element.identifier->field, value);
}

}  // namespace tidewaiter::ocr
