#include "vision/internal/exif_time.h"

#include <charconv>
#include <chrono>

namespace tidewaiter::vision {

namespace {

/// True when `text` has the digits and signs of `shape`, where '0' stands for any digit.
bool hasShape(std::string_view text, std::string_view shape) {
    if (text.size() != shape.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == '0' ? !digit : text[i] != shape[i]) return false;
    }
    return true;
}

unsigned number(std::string_view digits) {
    unsigned value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

bool isDate(std::string_view text) {
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(number(text.substr(0, 4)))},
                                           std::chrono::month{number(text.substr(5, 2))},
                                           std::chrono::day{number(text.substr(8, 2))}};
    return date.ok() && number(text.substr(0, 4)) > 0;
}

bool isTime(std::string_view text) {
    return number(text.substr(0, 2)) < 24 && number(text.substr(3, 2)) < 60 && number(text.substr(6, 2)) < 60;
}

bool isOffset(std::string_view text) {
    if (!hasShape(text, "+00:00") && !hasShape(text, "-00:00")) return false;
    return number(text.substr(1, 2)) <= 14 && number(text.substr(4, 2)) < 60;
}

}  // namespace

std::string rfc3339FromExif(std::string_view dateTime, std::string_view offset) {
    if (!hasShape(dateTime, "0000:00:00 00:00:00") || !isDate(dateTime) || !isTime(dateTime.substr(11))) {
        return {};
    }
    if (offset != "Z" && !isOffset(offset)) return {};
    std::string time(dateTime);
    time[4] = time[7] = '-';
    time[10] = 'T';
    return time.append(offset);
}

}  // namespace tidewaiter::vision
