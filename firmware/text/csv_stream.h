// CsvStream: the rows of a table that may be larger than memory, one after the other.
// Thread rule: one thread at a time. Reads from a stream that it borrows.
#pragma once

#include <istream>
#include <optional>
#include <string>

#include "firmware/text/csv.h"

namespace tidewaiter::text {

class CsvStream {
  public:
    /// A row longer than this is a mistake, and the last one: a quote was never closed, or it is no table.
    static constexpr std::size_t kMostBytes = std::size_t{1} << 20;

    explicit CsvStream(std::istream& in) : in_(in) {}

    /// The next row, its places counted from the beginning of the stream; nothing at the end. The first row
    /// says what separates. Empty lines are left out. A row that is too long, or whose quote is never closed,
    /// has a mistake.
    [[nodiscard]] std::optional<CsvRow> next();

  private:
    [[nodiscard]] bool takeRecord();

    std::istream& in_;
    std::string record_;
    std::size_t linesBefore_ = 0;  // of the record that was taken
    std::size_t lines_ = 0;
    std::optional<char> separator_;
    bool tooLong_ = false;  // the record that was taken
};

}  // namespace tidewaiter::text
