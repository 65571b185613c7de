// EntryReader: lists as files, read entry by entry: our own CSV and JSON Lines, and the United States'
// Consolidated Screening List as published, CSV or JSON.
// Thread rule: pure functions over a stream, safe to call from any thread.
//
// Sources: FORMAT.md for our own; for the Consolidated Screening List the columns and keys of
// data.trade.gov/consolidated_screening_list (consolidated.csv, consolidated.json).
#pragma once

#include <functional>
#include <istream>
#include <string>

#include "firmware/watchlist/entry.h"

namespace tidewaiter::watchlist {

/// What becomes of each entry, in the file's order. Its failure ends the reading.
using TakeEntry = std::function<Expected<void>(Entry entry)>;

/// Reads entries until the end or the first mistake, which is named with its line ("list.csv, line 7: ...");
/// of JSON that is one value, with its number. What is not streamed, a line or one party, stays below 1 MiB.
/// `name` stands for the file in messages.
[[nodiscard]] Expected<void> readEntries(std::istream& in, const std::string& name, const TakeEntry& take);

// The parts of the above.
[[nodiscard]] Expected<void> readCsvEntries(std::istream& in, const std::string& name, const TakeEntry& take);
[[nodiscard]] Expected<void> readJsonLines(std::istream& in, const std::string& name, const TakeEntry& take);
[[nodiscard]] Expected<void> readScreeningJson(std::istream& in, const std::string& name,
                                               const TakeEntry& take);

}  // namespace tidewaiter::watchlist
