#include "firmware/manifest/manifest_csv.h"

#include <algorithm>

#include "firmware/inspection/plain_text.h"
#include "firmware/manifest/manifest_row.h"
#include "firmware/text/csv.h"

namespace tidewaiter::manifest {

using text::CsvRow;
using text::parseCsv;

namespace {

using Columns = std::vector<const ManifestColumn*>;

/// For each column of the file the one of the table.
Expected<Columns> readHeader(const CsvRow& header, const std::string& name, const ColumnNames& names) {
    if (header.mistake) return failure(placeIn(name, header.mistake->place) + header.mistake->what);
    Columns columns;
    for (const auto& value : header.values) {
        const auto column = findColumn(value.text, names);
        if (!column) return failure(placeIn(name, value.place) + column.error().message);
        if (std::find(columns.begin(), columns.end(), *column) != columns.end()) {
            return failure(placeIn(name, value.place) + "column " + inspection::inQuotes((*column)->name) +
                           " stands there twice");
        }
        columns.push_back(*column);
    }
    const auto* item = &manifestColumns().front();
    if (std::find(columns.begin(), columns.end(), item) == columns.end()) {
        return failure(placeIn(name, header.values.front().place) +
                       "the column 'item' is missing; the first row names the columns, as in " +
                       columnNames());
    }
    return columns;
}

ManifestRow readRow(const CsvRow& row, const Columns& columns) {
    const auto& values = row.values;
    ManifestRow read{values.front().place};
    read.mistake = row.mistake;
    for (std::size_t i = 0; i < std::min(values.size(), columns.size()); ++i)
        read.cells.push_back({columns[i], values[i].text, values[i].place});
    if (!read.mistake && values.size() != columns.size()) {
        const auto& odd = values.size() > columns.size() ? values[columns.size()] : values.back();
        read.mistake = Mistake{odd.place, "the row has " + std::to_string(values.size()) +
                                              " values, the first row names " +
                                              std::to_string(columns.size()) + " columns"};
    }
    return read;
}

}  // namespace

Expected<Manifest> parseCsvManifest(const std::string& text, const std::string& name,
                                    const ColumnNames& columns) {
    const auto rows = parseCsv(text);
    if (rows.empty())
        return failure(name + " is empty; its first row names the columns, as in " + columnNames());
    const auto header = readHeader(rows.front(), name, columns);
    if (!header) return tl::unexpected(header.error());
    ManifestBuilder builder(name);
    for (std::size_t i = 1; i < rows.size(); ++i) builder.add(readRow(rows[i], *header));
    return std::move(builder).finish();
}

}  // namespace tidewaiter::manifest
