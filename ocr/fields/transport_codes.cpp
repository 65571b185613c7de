#include "ocr/fields/transport_codes.h"

#include <algorithm>
#include <array>

#include "ocr/fields/ascii.h"
#include "ocr/fields/check_digit.h"
#include "ocr/fields/country_codes.h"

namespace tidewaiter::ocr {

namespace {

using Number = std::optional<std::string>;

constexpr std::size_t kLongestText = 64;
constexpr std::size_t kUpsLength = 18;
constexpr std::size_t kPostalLength = 13;
constexpr std::size_t kContainerLength = 11;
constexpr std::size_t kImoLength = 7;
constexpr std::size_t kImeiLength = 15;
constexpr std::size_t kShortestPlate = 5;
constexpr std::size_t kLongestPlate = 35;

int digitOf(char c) {
    return c - '0';
}

/// Capitals and digits of `text` without blanks, or empty when anything else stands there.
std::string code(std::string_view text) {
    if (text.size() > kLongestText) return {};
    std::string joined;
    for (const auto word : words(text)) joined += upperCased(word);
    const bool clean =
        std::all_of(joined.begin(), joined.end(), [](char c) { return isDigit(c) || isUpper(c); });
    return clean ? joined : std::string();
}

std::string withoutDashes(std::string_view text) {
    std::string plain(text);
    plain.erase(std::remove(plain.begin(), plain.end(), '-'), plain.end());
    return plain;
}

bool areLetters(std::string_view text) {
    return std::all_of(text.begin(), text.end(), isUpper);
}

/// ISO 6346, table A.1: A is 10, and no letter has a multiple of eleven.
int containerValue(char c) {
    if (isDigit(c)) return digitOf(c);
    int value = 10 + (c - 'A');
    for (int skipped = 11; skipped <= value; skipped += 11) ++value;
    return value;
}

bool isOneDigitOver(std::string_view digits) {
    return digits.find_first_not_of(digits[0]) == std::string_view::npos;
}

}  // namespace

Number upsNumber(std::string_view text) {
    auto number = code(text);
    if (number.size() != kUpsLength || number.compare(0, 2, "1Z") != 0 || !isDigit(number.back()))
        return std::nullopt;
    int sum = 0;
    for (std::size_t i = 2; i + 1 < number.size(); ++i) {
        const int value = isDigit(number[i]) ? digitOf(number[i]) : (number[i] - 'A' + 2) % 10;
        sum += i % 2 == 1 ? 2 * value : value;
    }
    if ((10 - sum % 10) % 10 != digitOf(number.back())) return std::nullopt;
    return number;
}

Number postalNumber(std::string_view text) {
    constexpr std::array<int, 8> kWeights = {8, 6, 4, 2, 3, 5, 9, 7};
    auto number = code(text);
    if (number.size() != kPostalLength || !areLetters(number.substr(0, 2)) ||
        !allDigits(number.substr(2, 9)) || countryOf(number.substr(11)).empty()) {
        return std::nullopt;
    }
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * digitOf(number[2 + i]);
    const int rest = 11 - sum % 11;
    const int check = rest == 10 ? 0 : rest == 11 ? 5 : rest;
    if (check != digitOf(number[10])) return std::nullopt;
    return number;
}

Number containerNumber(std::string_view text) {
    auto number = code(withoutDashes(text));
    if (number.size() != kContainerLength || !areLetters(number.substr(0, 4)) ||
        !allDigits(number.substr(4)) || std::string_view("UJZ").find(number[3]) == std::string_view::npos) {
        return std::nullopt;
    }
    int sum = 0;
    for (std::size_t i = 0; i + 1 < number.size(); ++i) sum += containerValue(number[i]) << i;
    if (sum % 11 % 10 != digitOf(number.back())) return std::nullopt;
    return number;
}

Number imoNumber(std::string_view text) {
    auto number = code(text);
    if (number.compare(0, 3, "IMO") == 0) number.erase(0, 3);
    if (number.size() != kImoLength || !allDigits(number) || number[0] == '0') return std::nullopt;
    int sum = 0;
    for (std::size_t i = 0; i + 1 < number.size(); ++i) sum += digitOf(number[i]) * static_cast<int>(7 - i);
    if (sum % 10 != digitOf(number.back())) return std::nullopt;
    return number;
}

Number imei(std::string_view text) {
    auto number = code(withoutDashes(text));
    if (number.size() != kImeiLength || !luhnCheckDigitHolds(number) || isOneDigitOver(number)) {
        return std::nullopt;
    }
    return number;
}

Number licensePlate(std::string_view text) {
    auto plate = code(text);
    if (plate.size() < kShortestPlate || plate.size() > kLongestPlate || !hasDigit(plate))
        return std::nullopt;
    return plate;
}

std::optional<CarrierNumber> carrierNumber(std::string_view text) {
    if (auto number = upsNumber(text)) return CarrierNumber{std::move(*number), "UPS"};
    if (auto number = postalNumber(text)) {
        auto carrier = "post (" + number->substr(11) + ")";
        return CarrierNumber{std::move(*number), std::move(carrier)};
    }
    return std::nullopt;
}

}  // namespace tidewaiter::ocr
