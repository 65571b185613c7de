// CSV: tables as spreadsheets write them (RFC 4180), with the place of every value for messages.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/text/place.h"

namespace tidewaiter::text {

/// One value and where it begins.
struct CsvValue {
    std::string text;
    Place place;
};

struct CsvRow {
    std::vector<CsvValue> values;    ///< at least one; up to the mistake when there is one
    std::optional<Mistake> mistake;  ///< a broken quote; the next row begins on the line after it
};

/// Comma, semicolon or tab, whichever the first row of `text` holds most of outside quotes.
[[nodiscard]] char csvSeparator(std::string_view text);

/// Rows of `text`, whose values `separator` separates; empty lines are left out, line ends are LF or CRLF. A
/// quote that is never closed ends its row with its line.
[[nodiscard]] std::vector<CsvRow> parseCsv(std::string_view text, char separator);

/// The same of a whole file: its first row says what separates, a byte-order mark is dropped.
[[nodiscard]] std::vector<CsvRow> parseCsv(std::string_view text);

/// `text` without a byte-order mark.
[[nodiscard]] std::string_view withoutByteOrderMark(std::string_view text);

}  // namespace tidewaiter::text
