// CSV rows (RFC 4180) that a spreadsheet shows and never runs.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::evidence {

/// What csvCells gives back for a cell that csvRow wrote. Of such a text it is the text itself.
[[nodiscard]] std::string cellText(const std::string& untrusted);

/// One row with its CRLF, always one line: line breaks, other invisible characters and broken UTF-8 become
/// tokens in square brackets. A cell that a spreadsheet would take for a formula (it begins with = + - or @,
/// blanks aside) gets an apostrophe in front. Cells end in an ellipsis after 2000 characters.
[[nodiscard]] std::string csvRow(const std::vector<std::string>& cells);

/// The cells of one line, its line end aside; nothing when a quote is left open.
[[nodiscard]] std::optional<std::vector<std::string>> csvCells(std::string_view line);

}  // namespace tidewaiter::evidence
