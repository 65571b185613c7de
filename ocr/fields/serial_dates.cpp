#include "ocr/fields/serial_dates.h"

#include <algorithm>

#include "ocr/fields/ascii.h"
#include "ocr/fields/dates.h"
#include "ocr/fields/vendor_codes.h"

namespace tidewaiter::ocr {

namespace {

std::optional<SerialDate> nvidiaDate(std::string_view serial) {
    if (!hasNvidiaSerialForm(serial)) return std::nullopt;
    const auto weekYear = serial.substr(3, 4);
    const auto date = std::string(weekYear.substr(2)) + std::string(weekYear.substr(0, 2));
    if (!isYearWeek(date)) return std::nullopt;
    return SerialDate{date, "NVIDIA", false};
}

std::optional<SerialDate> huaweiDate(std::string_view serial) {
    const auto elements = huaweiCode(serial);
    const auto date = std::find_if(elements.begin(), elements.end(), [](const VendorElement& element) {
        return element.type == FieldType::DateCode;
    });
    // Twenty digits without a letter may be any number.
    if (date == elements.end() || allDigits(serial)) return std::nullopt;
    return SerialDate{date->value, "Huawei", true};
}

}  // namespace

std::optional<SerialDate> serialDate(std::string_view serial) {
    const auto date = nvidiaDate(serial);
    return date ? date : huaweiDate(serial);
}

}  // namespace tidewaiter::ocr
