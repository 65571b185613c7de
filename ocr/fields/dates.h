// Dates and date codes as labels, chips and barcodes write them.
// Thread rule: pure functions, safe to call from any thread.
//
// Two normal forms: "YYWW" for a date code (year and week), and the date of ISO 8601, "2024-05-17" or, where
// the day is not given, "2024-05".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::ocr {

/// Whether `text` is four digits whose last two are a week, 01 to 53. A shape, not a proof: the year 2014
/// passes as week 14 of 2020.
[[nodiscard]] bool isYearWeek(std::string_view text);

/// ISO date of `YYMMDD`; day 00 means the whole month (GS1 General Specifications, clause 3.4.2). Years 51 to
/// 99 are taken as 1951 to 1999: without a clock the sliding century of clause 7.12 stands still.
[[nodiscard]] std::optional<std::string> dateFromYymmdd(std::string_view text);

/// The same of `DDMMYY`.
[[nodiscard]] std::optional<std::string> dateFromDdmmyy(std::string_view text);

/// Normal form of a date in one of the unambiguous notations: YYWW, YYYYWW, YYYYMMDD, 2024-05-17, 2024/05,
/// 05/2024, 17MAY2024, May 17 2024, 17.05.2024, 2024年5月17日. Nothing for 05/06/2024, whose order nobody
/// knows, and for dates that do not exist.
[[nodiscard]] std::optional<std::string> normalizedDate(std::string_view text);

/// The days that a date stands for, both included, counted from 1970-01-01: of a week Monday to Sunday
/// (ISO 8601), of a month all of it.
struct DaySpan {
    int first = 0;
    int last = 0;

    bool operator==(const DaySpan&) const = default;
};

/// The days of a date in one of the two normal forms; nothing for anything else. Weeks of the years 51 to 99
/// are of the century before, as above.
[[nodiscard]] std::optional<DaySpan> daysOf(std::string_view date);

/// A date in normal form for a sentence: "week 18 of 2022", "2022-11"; other text as it is.
[[nodiscard]] std::string spokenDate(std::string_view date);

}  // namespace tidewaiter::ocr
