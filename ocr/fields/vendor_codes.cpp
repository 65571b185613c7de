#include "ocr/fields/vendor_codes.h"

#include <algorithm>

#include "ocr/fields/ascii.h"

namespace tidewaiter::ocr {

namespace {

constexpr std::string_view kLenovo = "Lenovo";

bool isCode(std::string_view text) {
    return hasDigit(text) &&
           std::all_of(text.begin(), text.end(), [](char c) { return isDigit(c) || isUpper(c); });
}

std::vector<VendorElement> split(std::string_view body, std::size_t firstLength, FieldType first) {
    const auto head = body.substr(0, firstLength);
    const auto serial = body.substr(firstLength);
    if (!isCode(head) || !isCode(serial)) return {};
    return {{first, std::string(head), std::string(kLenovo)},
            {FieldType::SerialNumber, std::string(serial), std::string(kLenovo)}};
}

}  // namespace

std::vector<VendorElement> lenovoCode(std::string_view content) {
    if (content.substr(0, 3) == "11S" && content.size() == 22) {
        return split(content.substr(3), 7, FieldType::PartNumber);
    }
    // Machine types begin with a digit: "7X99", "20XW".
    if (content.substr(0, 2) == "1S" && content.size() == 20 && isDigit(content[2])) {
        return split(content.substr(2), 10, FieldType::Model);
    }
    return {};
}

}  // namespace tidewaiter::ocr
