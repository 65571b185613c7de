// CSV: our own columns in any order, or those of the Consolidated Screening List.
#include <algorithm>
#include <map>

#include "firmware/text/csv_stream.h"
#include "firmware/text/visible_text.h"
#include "firmware/watchlist/entry_columns.h"
#include "firmware/watchlist/entry_reader.h"
#include "firmware/watchlist/screening_list.h"
#include "ocr/fields/ascii.h"

namespace tidewaiter::watchlist {

using text::CsvRow;
using text::CsvStream;
using text::placeIn;

namespace {

std::string placeOf(const std::string& name, const CsvRow& row) {
    return text::visibleText(name) + ", line " + std::to_string(row.values.front().place.line) + ": ";
}

/// Gives the rows behind the header to `each`, and puts the place before what it has to say.
template <class Each>
Expected<void> readRows(CsvStream& rows, std::size_t columns, const std::string& name, const Each& each) {
    while (auto row = rows.next()) {
        if (row->mistake)
            return failure(placeIn(text::visibleText(name), row->mistake->place) + row->mistake->what);
        if (row->values.size() > columns)
            return failure(placeOf(name, *row) + "there are " + std::to_string(row->values.size()) +
                           " values, but the header has " + std::to_string(columns) +
                           "; put values with separators into quotes");
        if (auto taken = each(*row); !taken) return failure(placeOf(name, *row) + taken.error().message);
    }
    return {};
}

Expected<std::vector<const EntryColumn*>> ownColumns(const CsvRow& header, const std::string& name) {
    std::vector<const EntryColumn*> columns;
    bool hasValue = false;
    for (const auto& title : header.values) {
        const auto column = columnNamed(ocr::trimmed(title.text));
        if (!column) return failure(placeIn(text::visibleText(name), title.place) + column.error().message);
        if (std::find(columns.begin(), columns.end(), *column) != columns.end())
            return failure(placeIn(text::visibleText(name), title.place) + "the column stands there twice");
        columns.push_back(*column);
        hasValue = hasValue || (*column)->name == "value";
    }
    if (!hasValue) return failure(placeOf(name, header) + "the column 'value' is missing");
    return columns;
}

Expected<void> readOwn(CsvStream& rows, const CsvRow& header, const std::string& name,
                       const TakeEntry& take) {
    const auto columns = ownColumns(header, name);
    if (!columns) return tl::unexpected(columns.error());
    return readRows(rows, columns->size(), name, [&](const CsvRow& row) -> Expected<void> {
        Entry entry;
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            const auto value = std::string(ocr::trimmed(row.values[i].text));
            if (value.empty()) continue;
            if (auto set = (*columns)[i]->set(entry, value); !set) return set;
        }
        return checked(std::move(entry)).and_then(take);
    });
}

Expected<void> readScreening(CsvStream& rows, const CsvRow& header, const std::string& name,
                             const TakeEntry& take) {
    std::map<std::string, std::size_t> columns;
    for (std::size_t i = 0; i < header.values.size(); ++i) columns[header.values[i].text] = i;
    return readRows(rows, header.values.size(), name, [&](const CsvRow& row) -> Expected<void> {
        const auto at = [&](const char* column) {
            const auto found = columns.find(column);
            return found == columns.end() || found->second >= row.values.size()
                       ? std::string()
                       : row.values[found->second].text;
        };
        const ScreenedParty party{at("_id"),
                                  at("source"),
                                  at("name"),
                                  partsOf(at("alt_names")),
                                  partsOf(at("addresses")),
                                  at("programs"),
                                  at("federal_register_notice"),
                                  at("license_policy"),
                                  at("start_date"),
                                  at("end_date"),
                                  at("source_list_url")};
        if (party.id.empty()) return failure("the party has no '_id'; publish or download the list again");
        for (auto& entry : entriesOf(party)) {
            if (auto taken = checked(std::move(entry)).and_then(take); !taken) return taken;
        }
        return {};
    });
}

}  // namespace

Expected<void> readCsvEntries(std::istream& in, const std::string& name, const TakeEntry& take) {
    CsvStream rows(in);
    const auto header = rows.next();
    if (!header)
        return failure(text::visibleText(name) + " is empty; it needs a first line that names its columns");
    if (header->mistake)
        return failure(placeIn(text::visibleText(name), header->mistake->place) + header->mistake->what);
    const bool screening = header->values.front().text == "_id" || header->values.front().text == "id_";
    return screening ? readScreening(rows, *header, name, take) : readOwn(rows, *header, name, take);
}

}  // namespace tidewaiter::watchlist
