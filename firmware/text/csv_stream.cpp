#include "firmware/text/csv_stream.h"

#include "firmware/text/bounded_line.h"

namespace tidewaiter::text {

namespace {

/// Whether a quoted value that began in `line`, or before it where `open`, goes on behind it. A quote opens a
/// value only at its beginning; two stand for one inside.
bool staysOpen(std::string_view line, char separator, bool open) {
    bool atStart = !open;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (open) {
            if (line[i] != '"') continue;
            const bool doubled = i + 1 < line.size() && line[i + 1] == '"';
            if (doubled) ++i;
            open = doubled;
        } else {
            open = atStart && line[i] == '"';
            atStart = line[i] == separator;
        }
    }
    return open;
}

CsvRow tooLongRow(std::size_t line) {
    const Place place{line, 1};
    return {{{"", place}},
            Mistake{place, "the row is longer than 1 MiB; close its quotes, or save it as CSV"}};
}

}  // namespace

bool CsvStream::takeRecord() {
    record_.clear();
    linesBefore_ = lines_;
    bool open = false;
    do {
        const auto next = boundedLine(in_, kMostBytes);
        if (!next) return !record_.empty();
        ++lines_;
        const auto line = lines_ == 1 ? withoutByteOrderMark(*next) : std::string_view(*next);
        tooLong_ = line.size() > kMostBytes;
        if (tooLong_) return true;
        if (!separator_) separator_ = csvSeparator(line);
        open = staysOpen(line, *separator_, open);
        record_ += line;
        record_ += '\n';
    } while (open && record_.size() < kMostBytes);
    return true;
}

std::optional<CsvRow> CsvStream::next() {
    while (!tooLong_ && takeRecord()) {
        if (tooLong_) return tooLongRow(lines_);
        auto rows = parseCsv(record_, *separator_);
        if (rows.empty()) continue;
        auto row = std::move(rows.front());
        for (auto& value : row.values) value.place.line += linesBefore_;
        if (row.mistake) row.mistake->place.line += linesBefore_;
        return row;
    }
    return std::nullopt;
}

}  // namespace tidewaiter::text
