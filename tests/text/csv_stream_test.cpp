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
    const auto rows = rowsOf("a,b\n\"" + std::string(3 * CsvStream::kMostBytes, 'x') + "\n");
    ASSERT_GE(rows.size(), 2U);
    ASSERT_TRUE(rows[1].mistake);
    EXPECT_EQ(rows[1].mistake->place.line, 2U);
}

}  // namespace
}  // namespace tidewaiter::text
