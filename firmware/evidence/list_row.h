// List row: one line of `inspections.csv`: what a forwarder wants to know first, then what ties it to its
// report. firmware/batch/FORMAT.md describes the list. Thread rule: values and pure functions, safe to use
// from any thread.
#pragma once

#include <string>
#include <vector>

#include "firmware/inspection/inspection.h"
#include "models/name_table.h"

namespace tidewaiter::evidence {

/// Columns in the order of the file. Never change one that was released; new ones go before the fingerprint.
enum class ListColumn {
    Item,
    Goods,
    Hs,
    Verdict,
    Reasons,
    Report,
    Time,
    Rules,
    Files,
    Inspection,
    Serials,
    SameSerial,
    Fingerprint
};

inline constexpr auto kListColumns = makeNameTable<ListColumn>({{ListColumn::Item, "item"},
                                                                {ListColumn::Goods, "goods"},
                                                                {ListColumn::Hs, "hs"},
                                                                {ListColumn::Verdict, "verdict"},
                                                                {ListColumn::Reasons, "reasons"},
                                                                {ListColumn::Report, "report"},
                                                                {ListColumn::Time, "time"},
                                                                {ListColumn::Rules, "rules"},
                                                                {ListColumn::Files, "files"},
                                                                {ListColumn::Inspection, "inspection"},
                                                                {ListColumn::Serials, "serials"},
                                                                {ListColumn::SameSerial, "same_serial"},
                                                                {ListColumn::Fingerprint, "fingerprint"}});

/// The verdict of an item that could not be inspected.
inline constexpr const char* kNotInspected = "not inspected";
/// The fingerprint of what is never taken for inspected.
inline constexpr const char* kNoFingerprint = "none";
/// Between two reasons.
inline constexpr const char* kBetweenReasons = " | ";
/// Between two serial numbers, rules or photos.
inline constexpr const char* kBetweenWords = "; ";

/// A row as it was read or is to be written. A line that somebody changed may have other numbers of cells.
struct ListRow {
    std::vector<std::string> cells;

    /// The text of a cell, empty when there is none.
    [[nodiscard]] const std::string& at(ListColumn column) const;
    /// Whether all cells are there, the last one whole: nothing was torn off.
    [[nodiscard]] bool isWhole() const;

    bool operator==(const ListRow&) const = default;
};

/// The row of an inspection. Its serial numbers are those that are sure; whether other items carry them is
/// not known yet. `fingerprint`: 64 lower-case hexadecimal digits, or kNoFingerprint.
[[nodiscard]] ListRow rowOf(const inspection::Inspection& inspection, const std::string& report,
                            const std::string& fingerprint);

/// The row of an item that could not be inspected, and why.
[[nodiscard]] ListRow rowOf(const inspection::Declaration& declaration, const std::string& reason);

/// The first line of the list, with its line end.
[[nodiscard]] std::string listHeader();

}  // namespace tidewaiter::evidence
