#include "ocr/fields/normalize.h"

#include <algorithm>

#include "ocr/fields/ascii.h"
#include "ocr/fields/check_digit.h"
#include "ocr/fields/country_codes.h"
#include "ocr/fields/dates.h"
#include "ocr/fields/mac_address.h"
#include "ocr/fields/measures.h"
#include "ocr/fields/transport_codes.h"
#include "ocr/fields/urls.h"

namespace tidewaiter::ocr {

namespace {

using Value = std::optional<std::string>;

/// What characters and how many of them a code may have.
struct Shape {
    std::size_t shortest;
    std::size_t longest;
    std::string_view punctuation;  ///< allowed beside letters and digits
    bool needsDigit;
};

// The upper bounds leave room for the longest that EIGP 114.2018 allows (40 and 25) and for vendor labels.
constexpr Shape kPartNumber = {3, 40, "-/.+#_() ", true};
constexpr Shape kSerialNumber = {4, 40, "-/.:_", true};
constexpr Shape kLot = {2, 40, "-/._ ", true};
constexpr Shape kSeal = {4, 30, "-/", true};
constexpr std::size_t kLongestName = 80;

bool fits(std::string_view text, const Shape& shape) {
    if (text.size() < shape.shortest || text.size() > shape.longest) return false;
    if (shape.needsDigit && !hasDigit(text)) return false;
    if (!isAlnum(text.front())) return false;
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return isAlnum(c) || shape.punctuation.find(c) != std::string_view::npos;
    });
}

std::string joined(std::string_view text, std::string_view separator) {
    std::string all;
    for (const auto word : words(text)) {
        if (!all.empty()) all += separator;
        all += word;
    }
    return all;
}

/// Without the blanks that readers put around dashes and slashes.
std::string withoutBlanksAroundDashes(const std::string& text) {
    std::string tight;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool beforeDash =
            text[i] == ' ' && i + 1 < text.size() && (text[i + 1] == '-' || text[i + 1] == '/');
        const bool afterDash = text[i] == ' ' && i > 0 && (text[i - 1] == '-' || text[i - 1] == '/');
        if (!beforeDash && !afterDash) tight += text[i];
    }
    return tight;
}

Value code(const std::string& text, const Shape& shape) {
    auto upper = upperCased(text);
    if (!fits(upper, shape)) return std::nullopt;
    return upper;
}

Value name(std::string_view raw) {
    auto text = joined(raw, " ");
    if (text.size() < 2 || text.size() > kLongestName || !isCleanUtf8(text)) return std::nullopt;
    if (std::none_of(text.begin(), text.end(), [](char c) { return isAlnum(c) || isBeyondAscii(c); })) {
        return std::nullopt;
    }
    return text;
}

Value quantity(std::string_view raw) {
    raw = trimmed(raw);
    std::string digits;
    std::size_t i = 0;
    for (; i < raw.size() && (isDigit(raw[i]) || (raw[i] == ',' && !digits.empty())); ++i) {
        if (isDigit(raw[i])) digits += raw[i];
    }
    const auto unit = trimmed(raw.substr(i));
    if (digits.size() > 9 || unit.size() > 12 ||
        (!unit.empty() && !isLetter(unit[0]) && !isBeyondAscii(unit[0])) || isPhysicalUnit(unit)) {
        return std::nullopt;
    }
    digits.erase(0, digits.find_first_not_of('0'));
    if (digits.empty()) return std::nullopt;
    return digits;
}

/// Chapters run from 01 to 97, of which 77 is reserved (HS nomenclature of the WCO); 98 and 99 are national.
Value hsCode(std::string_view raw) {
    std::string digits;
    for (const char c : trimmed(raw)) {
        if (isDigit(c)) digits += c;
        if (!isDigit(c) && c != '.' && c != ' ') return std::nullopt;
    }
    if (digits.size() < 4 || digits.size() > 12 || digits.size() % 2 != 0) return std::nullopt;
    const int chapter = numberOf(digits.substr(0, 2));
    if (chapter == 0 || chapter == 77) return std::nullopt;
    return digits;
}

Value gtin(std::string_view raw) {
    const auto digits = joined(raw, "");
    const bool length = digits.size() == 8 || (digits.size() >= 12 && digits.size() <= 14);
    if (!length || !gs1CheckDigitHolds(digits) || digits.find_first_not_of('0') == std::string::npos) {
        return std::nullopt;
    }
    return std::string(14 - digits.size(), '0') + digits;
}

Value sscc(std::string_view raw) {
    const auto digits = joined(raw, "");
    if (digits.size() != 18 || !gs1CheckDigitHolds(digits)) return std::nullopt;
    if (digits.find_first_not_of('0') == std::string::npos) return std::nullopt;
    return digits;
}

Value country(std::string_view raw) {
    auto found = countryOf(trimmed(raw));
    if (found.empty()) return std::nullopt;
    return found;
}

/// MH10.8.2 49P: ISO 3166-1 alpha-2 code of the country whose law controls, then its control number.
Value exportControl(std::string_view raw) {
    const auto text = upperCased(joined(raw, ""));
    if (text.size() < 3 || text.size() > 12 || countryOf(text.substr(0, 2)).empty()) return std::nullopt;
    if (!fits(text, {3, 12, ".", true})) return std::nullopt;
    return text;
}

Value transportCode(FieldType type, std::string_view raw) {
    if (type == FieldType::Container) return containerNumber(raw);
    if (type == FieldType::Vessel) return imoNumber(raw);
    if (type == FieldType::Imei) return imei(raw);
    if (type == FieldType::LicensePlate) return licensePlate(raw);
    const auto found = carrierNumber(raw);
    return found ? Value(found->number) : std::nullopt;
}

}  // namespace

Value normalized(FieldType type, std::string_view raw) {
    switch (type) {
        case FieldType::PartNumber:
            return code(withoutBlanksAroundDashes(joined(raw, " ")), kPartNumber);
        case FieldType::SerialNumber:
            return code(joined(raw, ""), kSerialNumber);
        case FieldType::Lot:
            return code(joined(raw, " "), kLot);
        case FieldType::Seal:
            return code(joined(raw, ""), kSeal);
        case FieldType::Model:
        case FieldType::Party:
        case FieldType::Shipper:
        case FieldType::Consignee:
            return name(raw);
        case FieldType::Quantity:
            return quantity(raw);
        case FieldType::DateCode:
            return normalizedDate(raw);
        case FieldType::CountryOfOrigin:
            return country(raw);
        case FieldType::HsCode:
            return hsCode(raw);
        case FieldType::Gtin:
            return gtin(raw);
        case FieldType::Sscc:
            return sscc(raw);
        case FieldType::MacAddress:
            return macAddress(raw);
        case FieldType::Url:
            return wholeUrl(raw);
        case FieldType::ExportControl:
            return exportControl(raw);
        case FieldType::GrossWeight:
        case FieldType::NetWeight:
        case FieldType::Power:
            return decimalNumber(raw);
        case FieldType::Voltage:
            return decimalRange(raw);
        case FieldType::PackageCount:
            return packageCount(raw);
        case FieldType::Tracking:
        case FieldType::Container:
        case FieldType::Vessel:
        case FieldType::Imei:
        case FieldType::LicensePlate:
            return transportCode(type, raw);
        case FieldType::Goods:
        case FieldType::Brand:
        case FieldType::Compliance:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace tidewaiter::ocr
