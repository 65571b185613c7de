// CSV: tables as spreadsheets write them (RFC 4180), with the place of every value for messages.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"

namespace tidewaiter::command {

/// One value and where it begins; lines and columns count from 1, columns in bytes.
struct CsvValue {
    std::string text;
    std::size_t line = 1;
    std::size_t column = 1;
};

using CsvRow = std::vector<CsvValue>;

/// Rows of `text`; empty lines are left out. Comma, semicolon or tab separates, whichever the first row holds
/// most of outside quotes; line ends are LF or CRLF; a byte-order mark is dropped. `name` stands for the file
/// in messages, which name line and column.
[[nodiscard]] Expected<std::vector<CsvRow>> parseCsv(std::string_view text, const std::string& name);

}  // namespace tidewaiter::command
