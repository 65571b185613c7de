#include "ocr/fields/retail_codes.h"

#include "ocr/fields/ascii.h"
#include "ocr/fields/normalize.h"

namespace tidewaiter::ocr {

namespace {

/// The twelve digits of UPC-A from the eight of UPC-E: number system, six digits, check digit.
std::string expandedUpcE(std::string_view code) {
    const auto system = code.substr(0, 1);
    const auto digits = code.substr(1, 6);
    const char rule = digits[5];
    std::string upcA(system);
    if (rule <= '2') {
        upcA.append(digits.substr(0, 2)).append(1, rule).append("0000").append(digits.substr(2, 3));
    } else if (rule == '3') {
        upcA.append(digits.substr(0, 3)).append("00000").append(digits.substr(3, 2));
    } else if (rule == '4') {
        upcA.append(digits.substr(0, 4)).append("00000").append(digits.substr(4, 1));
    } else {
        upcA.append(digits.substr(0, 5)).append("0000").append(1, rule);
    }
    return upcA.append(code.substr(7));
}

bool isRetail(std::string_view name, std::size_t length) {
    if (name == "EAN13" || name == "ISBN" || name == "ISBN13" || name == "DATABAR")
        return length == 13 || length == 14;
    if (name == "UPCA") return length == 12 || length == 13;
    if (name == "EAN8") return length == 8;
    return (name == "ITF" || name == "ITF14" || name == "I25") && length == 14;
}

}  // namespace

std::optional<std::string> retailGtin(std::string_view symbology, std::string_view content) {
    const auto name = joinedKey(symbology);
    if (!allDigits(content)) return std::nullopt;
    if (name == "UPCE" && content.size() == 8) return normalized(FieldType::Gtin, expandedUpcE(content));
    if (name == "UPCE" && content.size() >= 12) return normalized(FieldType::Gtin, content);
    if (!isRetail(name, content.size())) return std::nullopt;
    return normalized(FieldType::Gtin, content);
}

}  // namespace tidewaiter::ocr
