#include "ocr/fields/dates.h"

#include <array>
#include <chrono>
#include <vector>

#include "ocr/fields/ascii.h"

namespace tidewaiter::ocr {

namespace {

constexpr std::size_t kLongestDate = 32;

std::string twoDigits(int number) {
    return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

bool isLeap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int daysIn(int month, int year) {
    constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

/// The year of two digits.
int yearOf(int year) {
    return year + (year > 50 ? 1900 : 2000);
}

bool isYear(int year) {
    return year >= 1951 && year <= 2099;
}

/// The ISO form, `day` 0 standing for the whole month.
std::optional<std::string> isoDate(int year, int month, int day) {
    if (!isYear(year) || month < 1 || month > 12 || day < 0 || day > daysIn(month, year)) return std::nullopt;
    auto iso = std::to_string(year) + '-' + twoDigits(month);
    if (day > 0) iso += '-' + twoDigits(day);
    return iso;
}

/// Month 1 to 12 of an English name or its first three letters, 0 for anything else.
int monthOf(std::string_view name) {
    constexpr std::array<std::string_view, 12> kMonths = {"JANUARY",   "FEBRUARY", "MARCH",    "APRIL",
                                                          "MAY",       "JUNE",     "JULY",     "AUGUST",
                                                          "SEPTEMBER", "OCTOBER",  "NOVEMBER", "DECEMBER"};
    const auto upper = upperCased(name);
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        if (upper == kMonths[i] || upper == kMonths[i].substr(0, 3)) return static_cast<int>(i) + 1;
    }
    return 0;
}

/// A date's number or month name.
struct Part {
    int number = 0;
    std::size_t digits = 0;  ///< 0 for a month's name

    [[nodiscard]] bool isName() const { return digits == 0; }
    [[nodiscard]] bool isLongYear() const { return digits == 4; }
    [[nodiscard]] bool isShort() const { return digits == 1 || digits == 2; }
};

bool separates(char c) {
    return c == '-' || c == '/' || c == '.' || c == ' ' || c == ',' || isBeyondAscii(c);
}

std::optional<Part> partOf(std::string_view run) {
    if (isDigit(run[0])) {
        if (run.size() > 8) return std::nullopt;
        return Part{numberOf(run), run.size()};
    }
    const int month = monthOf(run);
    if (month == 0) return std::nullopt;
    return Part{month, 0};
}

/// The runs of digits and of letters in `text`; empty when anything else stands there.
std::vector<Part> partsOf(std::string_view text) {
    std::vector<Part> parts;
    while (!text.empty()) {
        if (separates(text[0])) {
            text.remove_prefix(1);
            continue;
        }
        std::size_t length = 0;
        const bool digits = isDigit(text[0]);
        while (length < text.size() && (digits ? isDigit(text[length]) : isLetter(text[length]))) ++length;
        const auto part = length == 0 ? std::nullopt : partOf(text.substr(0, length));
        if (!part) return {};
        parts.push_back(*part);
        text.remove_prefix(length);
    }
    return parts;
}

std::optional<std::string> fromOne(std::string_view digits) {
    if (!allDigits(digits)) return std::nullopt;
    if (digits.size() == 4 && isYearWeek(digits)) return std::string(digits);
    if (digits.size() == 6 && isYear(numberOf(digits.substr(0, 4))) && isYearWeek(digits.substr(2))) {
        return std::string(digits.substr(2));
    }
    if (digits.size() == 8 && digits.substr(6) != "00") {
        return isoDate(numberOf(digits.substr(0, 4)), numberOf(digits.substr(4, 2)),
                       numberOf(digits.substr(6)));
    }
    return std::nullopt;
}

std::optional<std::string> fromTwo(const Part& first, const Part& second) {
    if (first.isLongYear() && second.isShort()) return isoDate(first.number, second.number, 0);
    if (second.isLongYear() && (first.isShort() || first.isName())) {
        return isoDate(second.number, first.number, 0);
    }
    return std::nullopt;
}

std::optional<std::string> fromThree(const Part& first, const Part& second, const Part& third) {
    if (second.number == 0 || first.number == 0 || third.number == 0) return std::nullopt;
    if (first.isLongYear() && second.isShort() && third.isShort()) {
        return isoDate(first.number, second.number, third.number);
    }
    if (!third.isLongYear()) return std::nullopt;
    if (first.isShort() && second.isName()) return isoDate(third.number, second.number, first.number);
    if (first.isName() && second.isShort()) return isoDate(third.number, first.number, second.number);
    if (!first.isShort() || !second.isShort()) return std::nullopt;
    if (first.number > 12) return isoDate(third.number, second.number, first.number);
    if (second.number > 12) return isoDate(third.number, first.number, second.number);
    return std::nullopt;
}

}  // namespace

bool isYearWeek(std::string_view text) {
    if (text.size() != 4 || !allDigits(text)) return false;
    const int week = numberOf(text.substr(2));
    return week >= 1 && week <= 53;
}

std::optional<std::string> dateFromYymmdd(std::string_view text) {
    if (text.size() != 6 || !allDigits(text)) return std::nullopt;
    return isoDate(yearOf(numberOf(text.substr(0, 2))), numberOf(text.substr(2, 2)),
                   numberOf(text.substr(4)));
}

std::optional<std::string> dateFromDdmmyy(std::string_view text) {
    if (text.size() != 6) return std::nullopt;
    return dateFromYymmdd(std::string(text.substr(4)) + std::string(text.substr(2, 2)) +
                          std::string(text.substr(0, 2)));
}

std::optional<std::string> normalizedDate(std::string_view text) {
    text = trimmed(text);
    if (text.size() > kLongestDate) return std::nullopt;
    const auto parts = partsOf(text);
    if (parts.size() == 1) return fromOne(text);
    if (parts.size() == 2) return fromTwo(parts[0], parts[1]);
    if (parts.size() == 3) return fromThree(parts[0], parts[1], parts[2]);
    return std::nullopt;
}

std::optional<DaySpan> daysOf(std::string_view date) {
    using namespace std::chrono;
    const auto count = [](sys_days day) { return static_cast<int>(day.time_since_epoch().count()); };
    if (isYearWeek(date)) {
        // The first week of a year holds its fourth of January.
        const sys_days fourth{year{yearOf(numberOf(date.substr(0, 2)))} / January / 4};
        const auto monday = fourth - (weekday{fourth} - Monday) + weeks{numberOf(date.substr(2)) - 1};
        return DaySpan{count(monday), count(monday + days{6})};
    }
    const bool whole = date.size() == std::string_view("2022-11-07").size();
    if (!whole && date.size() != std::string_view("2022-11").size()) return std::nullopt;
    if (normalizedDate(date) != date) return std::nullopt;
    const auto month = year{numberOf(date.substr(0, 4))} / numberOf(date.substr(5, 2));
    if (!whole) return DaySpan{count(sys_days{month / 1}), count(sys_days{month / last})};
    const auto day = count(sys_days{month / numberOf(date.substr(8))});
    return DaySpan{day, day};
}

std::string spokenDate(std::string_view date) {
    if (!isYearWeek(date)) return std::string(date);
    return "week " + std::to_string(numberOf(date.substr(2))) + " of " +
           std::to_string(yearOf(numberOf(date.substr(0, 2))));
}

}  // namespace tidewaiter::ocr
