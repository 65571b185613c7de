#include "firmware/evidence/csv.h"

#include <algorithm>
#include <array>

#include "firmware/text/visible_text.h"

namespace tidewaiter::evidence {

using text::shortened;
using text::visibleText;

namespace {

constexpr std::size_t kLongestCell = 2000;  // spreadsheets cut cells off at 32,767 characters

// The full-width forms count too: input methods and some spreadsheets treat them as the plain ones.
constexpr std::array<std::string_view, 8> kFormulaStarts = {"=",      "+",      "-",      "@",
                                                            "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

bool looksLikeFormula(std::string_view cell) {
    cell.remove_prefix(std::min(cell.find_first_not_of(" \u00A0"), cell.size()));
    return std::any_of(kFormulaStarts.begin(), kFormulaStarts.end(),
                       [cell](std::string_view start) { return cell.substr(0, start.size()) == start; });
}

std::string csvCell(const std::string& untrusted) {
    std::string plain = cellText(untrusted);
    if (plain.find_first_of(",\"") == std::string::npos) return plain;
    std::string quoted = "\"";
    for (const char c : plain) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

}  // namespace

std::string cellText(const std::string& untrusted) {
    std::string plain = visibleText(shortened(untrusted, kLongestCell));
    if (looksLikeFormula(plain)) plain.insert(0, 1, '\'');
    return shortened(plain, kLongestCell);  // so that a cell that was read stays as it is when written
}

std::string csvRow(const std::vector<std::string>& cells) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) row += (i == 0 ? "" : ",") + csvCell(cells[i]);
    return row + "\r\n";
}

std::optional<std::vector<std::string>> csvCells(std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') {
            const bool doubled = quoted && i + 1 < line.size() && line[i + 1] == '"';
            if (doubled) cells.back() += line[i++];
            if (!doubled) quoted = !quoted;
        } else if (line[i] == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += line[i];
        }
    }
    if (quoted) return std::nullopt;
    return cells;
}

}  // namespace tidewaiter::evidence
