// Tables that are read row by row, as files too large for memory are.
#include "firmware/text/csv_stream.h"

#include <gtest/gtest.h>

#include <sstream>

namespace tidewaiter::text {
namespace {

std::vector<CsvRow> rowsOf(const std::string& text) {
    std::istringstream in(text);
    CsvStream stream(in);
    std::vector<CsvRow> rows;
    while (auto row = stream.next()) rows.push_back(std::move(*row));
    return rows;
}

// What a stream gives is what the whole text gives, places included.
TEST(CsvStream, GivesWhatTheWholeTextGives) {
    for (const std::string text : {"a,b\n1,2\n",
                                   "\xEF\xBB\xBF"
                                   "a;b\r\n1;\"x\r\ny\"\r\n\r\n3;4",
                                   "a\tb\n\"q \"\"w\"\"\"\tz\n", "a,b\n1,x\"y\n2,3\n", ""}) {
        const auto streamed = rowsOf(text);
        const auto whole = parseCsv(text);
        ASSERT_EQ(streamed.size(), whole.size()) << text;
        for (std::size_t i = 0; i < whole.size(); ++i) {
            ASSERT_EQ(streamed[i].values.size(), whole[i].values.size()) << text;
            EXPECT_EQ(streamed[i].mistake.has_value(), whole[i].mistake.has_value()) << text;
            for (std::size_t k = 0; k < whole[i].values.size(); ++k) {
                EXPECT_EQ(streamed[i].values[k].place.line, whole[i].values[k].place.line) << text;
            }
        }
    }
}

TEST(CsvStream, AQuoteThatIsNeverClosedEndsSomewhere) {
    std::string text = "a,b\n1,\"x\n";
    while (text.size() < 3 * CsvStream::kMostBytes) text += "and so on, line after line\n";
    const auto rows = rowsOf(text);
    ASSERT_GE(rows.size(), 2U);
    ASSERT_TRUE(rows[1].mistake);
    EXPECT_EQ(rows[1].mistake->place.line, 2U);
    EXPECT_EQ(rows[1].mistake->what, "a quote that is opened here is never closed");
}

// A disk image given as a table must not fill the memory: hardly more of it is read than a row may have.
TEST(CsvStream, ARowWithoutAnEndIsRefusedUnread) {
    std::istringstream in("a,b\n1,2\n" + std::string(8 * CsvStream::kMostBytes, 'x'));
    CsvStream rows(in);
    EXPECT_FALSE(rows.next()->mistake);
    EXPECT_FALSE(rows.next()->mistake);
    const auto last = rows.next();
    ASSERT_TRUE(last && last->mistake);
    EXPECT_EQ(last->mistake->place.line, 3U);
    EXPECT_EQ(last->mistake->what, "the row is longer than 1 MiB; close its quotes, or save it as CSV");
    EXPECT_LT(in.tellg(), 2 * static_cast<std::streamoff>(CsvStream::kMostBytes));
    EXPECT_FALSE(rows.next());
}

}  // namespace
}  // namespace tidewaiter::text
