#include "ocr/fields/vendor_codes.h"

#include <algorithm>
#include <array>
#include <optional>

#include "ocr/fields/ascii.h"
#include "ocr/fields/check_digit.h"
#include "ocr/fields/dates.h"
#include "ocr/fields/element_format.h"
#include "ocr/fields/normalize.h"
#include "ocr/fields/transport_codes.h"

namespace tidewaiter::ocr {

namespace {

using Elements = std::vector<VendorElement>;
using View = std::string_view;

constexpr double kDocumented = 0.9;
constexpr double kFromMemory = 0.6;
constexpr double kDerived = 0.5;
constexpr double kCheckDigit = 0.9;
constexpr View kMonths = "123456789ABC";
constexpr View kDays = "123456789ABCDEFGHIJKLMNOPQRSTUV";

bool isCode(View text) {
    return hasDigit(text) &&
           std::all_of(text.begin(), text.end(), [](char c) { return isDigit(c) || isUpper(c); });
}

bool isOneOf(char c, View characters) {
    return characters.find(c) != View::npos;
}

Elements split(View body, std::size_t firstLength, FieldType first) {
    const auto head = body.substr(0, firstLength);
    const auto serial = body.substr(firstLength);
    if (!isCode(head) || !isCode(serial)) return {};
    return {{first, std::string(head), "Lenovo", kDocumented},
            {FieldType::SerialNumber, std::string(serial), "Lenovo", kDocumented}};
}

/// Year by the letters that both of Huawei's grammars give the same, or only one has.
std::optional<int> huaweiYear(char c) {
    if (isDigit(c)) return c == '0' ? std::nullopt : std::optional(2000 + (c - '0'));
    const bool same = c <= 'H';
    const bool onlyOld = isOneOf(c, "IOZ");
    if (!same && !onlyOld) return std::nullopt;
    return 2010 + (c - 'A');
}

std::string yearMonth(int year, char month) {
    const auto number = kMonths.find(month) + 1;
    return std::to_string(year) + (number < 10 ? "-0" : "-") + std::to_string(number);
}

std::string withoutDashes(View text) {
    std::string plain(text);
    plain.erase(std::remove(plain.begin(), plain.end(), '-'), plain.end());
    return plain;
}

Elements carrierCode(View content) {
    if (auto number = carrierNumber(content))
        return {{FieldType::Tracking, std::move(number->number), std::move(number->carrier), kCheckDigit}};
    if (auto number = containerNumber(content))
        return {{FieldType::Container, std::move(*number), {}, kCheckDigit}};
    return {};
}

}  // namespace

Elements lenovoCode(View content) {
    if (content.substr(0, 3) == "11S" && content.size() == 22) {
        return split(content.substr(3), 7, FieldType::PartNumber);
    }
    // Machine types begin with a digit: "7X99", "20XW".
    if (content.substr(0, 2) == "1S" && content.size() == 20 && isDigit(content[2])) {
        return split(content.substr(2), 10, FieldType::Model);
    }
    return {};
}

Elements huaweiCode(View content) {
    if (content.size() != 20 || content.substr(0, 2) != "21" || !isCode(content)) return {};
    const char year = content[12];
    const char month = content[13];
    if (year == '0' || !isOneOf(month, kMonths)) return {};
    const bool huawei = content.substr(10, 2) == "10";
    const std::string maker = huawei ? "Huawei" : "";
    // Twenty digits without a letter may be any number.
    const double strength = allDigits(content) ? kDerived : kDocumented;
    Elements found = {{FieldType::SerialNumber, std::string(content), maker, strength}};
    if (const auto made = huaweiYear(year))
        found.push_back({FieldType::DateCode, yearMonth(*made, month), maker, strength * kFromMemory});
    return found;
}

Elements dellCode(View content) {
    const auto plain = withoutDashes(content.substr(0, 32));
    const View code = plain;
    const bool dashes = content.size() == code.size() || content[2] == '-';
    if (content.size() > 32 || !dashes || (code.size() != 20 && code.size() != 23) || !isCode(code))
        return {};
    const auto country = normalized(FieldType::CountryOfOrigin, code.substr(0, 2));
    const bool grammar = country && isUpper(code[0]) && code[2] == '0' && isOneOf(code[14], kMonths) &&
                         isOneOf(code[15], kDays) &&
                         (code.size() == 20 || (isUpper(code[20]) && allDigits(code.substr(21))));
    if (!grammar) return {};
    return {{FieldType::PartNumber, std::string(code.substr(2, 6)), "Dell", kFromMemory},
            {FieldType::SerialNumber, plain, "Dell", kFromMemory},
            {FieldType::CountryOfOrigin, *country, "Dell", kDerived}};
}

Elements supermicroCode(View content) {
    const bool system = content.size() == 15 && hasFormat(content, "A1 N6 A1 N1 C1 N5") &&
                        content[7] == 'X' && isOneOf(content[9], kMonths);
    const bool board = content.size() == 12 && hasFormat(content, "A1 A1 N2 C1 A1 N6") && content[1] == 'M' &&
                       isOneOf(content[4], kMonths) && content[5] == 'S';
    if (!system && !board) return {};
    return {{FieldType::SerialNumber, std::string(content), "Supermicro", system ? kFromMemory : kDerived}};
}

bool hasNvidiaSerialForm(View content) {
    constexpr std::array<View, 5> kSites = {"032", "132", "165", "166", "175"};
    if (content.size() != 13 || !allDigits(content)) return false;
    const bool site = std::find(kSites.begin(), kSites.end(), content.substr(0, 3)) != kSites.end();
    const int week = numberOf(content.substr(3, 2));
    const int year = numberOf(content.substr(5, 2));
    return site && week >= 1 && week <= 53 && year >= 14;
}

Elements nvidiaSerial(View content) {
    if (!hasNvidiaSerialForm(content) || gs1CheckDigitHolds(content)) return {};
    return {{FieldType::SerialNumber, std::string(content), "NVIDIA", kDerived}};
}

Elements vendorCode(View content) {
    for (const auto grammar : {carrierCode, lenovoCode, huaweiCode, dellCode, supermicroCode, nvidiaSerial}) {
        if (auto found = grammar(content); !found.empty()) return found;
    }
    return {};
}

unsigned long long expressServiceCode(View tag) {
    if (tag.size() != 7 || !isCode(tag)) return 0;
    unsigned long long code = 0;
    for (const char c : tag)
        code = code * 36 + static_cast<unsigned long long>(isDigit(c) ? c - '0' : c - 'A' + 10);
    return code;
}

}  // namespace tidewaiter::ocr
