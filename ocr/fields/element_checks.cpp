#include "ocr/fields/element_checks.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "ocr/fields/ascii.h"
#include "ocr/fields/check_digit.h"
#include "ocr/fields/country_codes.h"
#include "ocr/fields/dates.h"
#include "ocr/fields/mac_address.h"
#include "ocr/fields/measures.h"
#include "ocr/fields/normalize.h"
#include "ocr/fields/transport_codes.h"

namespace tidewaiter::ocr {

namespace {

using View = std::string_view;

/// GS1 General Specifications, figure 7.11-1: the 82 characters of ISO/IEC 646 that values may have.
bool isCset82(View text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return isAlnum(c) || View("!\"%&'()*+,-./_:;<=>?").find(c) != View::npos;
    });
}

bool isCountry(View text) {
    return !countryOf(text).empty();
}

bool isCountryList(View text) {
    if (text.size() % 3 != 0) return false;
    for (std::size_t i = 0; i < text.size(); i += 3) {
        if (!isCountry(text.substr(i, 3))) return false;
    }
    return true;
}

bool isPieceOfTotal(View text) {
    return text.size() == 4 && numberOf(text.substr(0, 2)) > 0 &&
           numberOf(text.substr(0, 2)) <= numberOf(text.substr(2));
}

bool isYesNo(View text) {
    return text == "0" || text == "1";
}

/// EIGP 114.2018: YYWW, with an M where lots are mixed, "N/T" where it cannot be traced, or "MIXED".
bool isEiaDate(View text) {
    if (text == "N/T" || text == "MIXED") return true;
    if (text.size() == 5 && text.back() == 'M') text.remove_suffix(1);
    return normalizedDate(text).has_value();
}

bool isDdmmyy(View text) {
    return dateFromDdmmyy(text).has_value();
}

bool isLongDate(View text) {
    return text.size() == 8 && allDigits(text) && normalizedDate(text).has_value();
}

/// X12 element 374 qualifies the date with three characters, which may be left out.
bool isQualifiedDate(View text) {
    return isLongDate(text.substr(0, 8)) && (text.size() == 8 || text.size() == 11);
}

bool isLongYearWeek(View text) {
    return text.size() == 6 && (text.substr(0, 2) == "19" || text.substr(0, 2) == "20") &&
           isYearWeek(text.substr(2));
}

/// Digits, then the two characters of a unit (X12 element 355).
bool isQuantityUnit(View text) {
    return text.size() > 2 && allDigits(text.substr(0, text.size() - 2)) &&
           std::all_of(text.end() - 2, text.end(), [](char c) { return isDigit(c) || isUpper(c); });
}

/// IMDG class: "9", "4.2", "1.4S".
bool isDangerClass(View text) {
    if (!isDigit(text[0]) || text[0] == '0') return false;
    if (text.size() == 1) return true;
    return text.size() > 2 && text[1] == '.' && isDigit(text[2]) && (text.size() == 3 || isUpper(text[3]));
}

/// UN/LOCODE: country, three letters or digits 2 to 9; a role of up to three characters may follow.
bool isLocation(View text) {
    return isCountry(text.substr(0, 2)) && !isDigit(text[0]) &&
           std::none_of(text.begin() + 2, text.begin() + 5, [](char c) { return c == '0' || c == '1'; });
}

/// A name, or a name, '+' and a role of one to three letters.
bool isPartyWithRole(View text) {
    const auto plus = text.rfind('+');
    if (plus == View::npos) return true;
    const auto role = text.substr(plus + 1);
    return plus >= 2 && !role.empty() && role.size() <= 3 && std::all_of(role.begin(), role.end(), isUpper);
}

bool isOrderWithLine(View text) {
    const auto plus = text.find('+');
    return plus != View::npos && plus > 0 && plus + 1 < text.size() && text.find('+', plus + 1) == View::npos;
}

template <FieldType kType>
bool isNormal(View text) {
    return normalized(kType, text).has_value();
}

bool isPieceCount(View text) {
    return packageCount(text).has_value();
}

struct Named {
    View name;
    ElementCheck check;
};

// The first ones are called as in the syntax dictionary.
constexpr std::array kChecks = std::to_array<Named>({
    {"csum", gs1CheckDigitHolds},
    {"cset82", isCset82},
    {"yymmd0", [](View text) { return dateFromYymmdd(text).has_value(); }},
    {"iso3166", isCountry},
    {"iso3166alpha2", isCountry},
    {"iso3166list", isCountryList},
    {"pieceoftotal", isPieceOfTotal},
    {"yesno", isYesNo},
    {"luhn", luhnCheckDigitHolds},
    {"ddmmyy", isDdmmyy},
    {"eiadate", isEiaDate},
    {"yyww", isYearWeek},
    {"yyyyww", isLongYearWeek},
    {"yyyymmdd", isLongDate},
    {"qualifieddate", isQualifiedDate},
    {"quantityunit", isQuantityUnit},
    {"piece", isPieceCount},
    {"dangerclass", isDangerClass},
    {"location", isLocation},
    {"partyrole", isPartyWithRole},
    {"orderline", isOrderWithLine},
    {"hs", isNormal<FieldType::HsCode>},
    {"exportcontrol", isNormal<FieldType::ExportControl>},
    {"mac", isNormal<FieldType::MacAddress>},
    {"container", isNormal<FieldType::Container>},
    {"vessel", isNormal<FieldType::Vessel>},
});

}  // namespace

ElementCheck findCheck(std::string_view name) {
    const auto* const row =
        std::find_if(kChecks.begin(), kChecks.end(), [&](const Named& known) { return known.name == name; });
    return row == kChecks.end() ? nullptr : row->check;
}

bool passesCheck(std::string_view name, std::string_view value) {
    if (name.empty()) return true;
    const auto check = findCheck(name);
    assert(check != nullptr);
    return check(value);
}

}  // namespace tidewaiter::ocr
