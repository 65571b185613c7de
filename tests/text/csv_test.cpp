// Tables as spreadsheets write them are read; broken ones are refused with line and column.
#include "firmware/text/csv.h"

#include <gtest/gtest.h>

namespace tidewaiter::text {
namespace {

using Table = std::vector<std::vector<std::string>>;

Table textsOf(const std::vector<CsvRow>& rows) {
    Table texts;
    for (const auto& row : rows) {
        texts.emplace_back();
        for (const auto& value : row.values) texts.back().push_back(value.text);
    }
    return texts;
}

struct GoodCsv {
    std::string text;
    Table rows;
};

TEST(Csv, ReadsTablesAsSpreadsheetsWriteThem) {
    const std::vector<GoodCsv> tables = {
        {"", {}},
        {"\n\r\n", {}},
        {"a,b\n1,2\n", {{"a", "b"}, {"1", "2"}}},
        {"a,b\r\n1,2", {{"a", "b"}, {"1", "2"}}},
        {"\xEF\xBB\xBF"
         "a;b\n1;2,5\n",
         {{"a", "b"}, {"1", "2,5"}}},
        {"a\tb\n1\t2\n", {{"a", "b"}, {"1", "2"}}},
        {"a,b\n\"x,y\",\"say \"\"tea\"\"\"\n", {{"a", "b"}, {"x,y", "say \"tea\""}}},
        {"a,b\n\"two\nlines\",2\n", {{"a", "b"}, {"two\nlines", "2"}}},
        {"a,b\n,\n", {{"a", "b"}, {"", ""}}},
        {"a,b\n1,\"\"", {{"a", "b"}, {"1", ""}}},
        {"a\n茶\n", {{"a"}, {"茶"}}},
        {"\"a;b\",c\n", {{"a;b", "c"}}},
        {"a,b\n1,x\ry\n", {{"a", "b"}, {"1", "x\ry"}}},
        {std::string("a,b\n1,\0\n", 8), {{"a", "b"}, {"1", std::string(1, '\0')}}},
    };
    for (const auto& [text, rows] : tables) {
        const auto parsed = parseCsv(text);
        EXPECT_EQ(textsOf(parsed), rows) << text;
        for (const auto& row : parsed) EXPECT_FALSE(row.mistake) << text;
    }
}

TEST(Csv, KnowsWhereEveryValueBegins) {
    const auto rows = parseCsv("a,b\n\"x\ny\",\"z\"\nlast,1\n");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1].values[1].place.line, 3U);
    EXPECT_EQ(rows[1].values[1].place.column, 4U);
    EXPECT_EQ(rows[2].values[0].place.line, 4U);
    EXPECT_EQ(rows[2].values[0].place.column, 1U);
}

struct BrokenCsv {
    std::string text;
    std::string sentence;
    std::size_t goodRows;  // beside the broken one, the header among them
};

TEST(Csv, BrokenQuotesAreNamedWithLineAndColumnAndStopNoOtherRow) {
    const std::vector<BrokenCsv> tables = {
        {"a,b\n1,\"tea\n", "f, line 2, column 3: a quote that is opened here is never closed", 1},
        {"a,b\n1,\"tea\n2,3\n", "f, line 2, column 3: a quote that is opened here is never closed", 2},
        {"\"", "f, line 1, column 1: a quote that is opened here is never closed", 0},
        {"a,b\n1,\"tea\"s\n2,3\r\n4,5\n", "f, line 2, column 8: text after the closing quote", 3},
        {"a,b\n1,te\"a\n2,3\n", "f, line 2, column 5: a quote inside a value that does not begin with one",
         2},
    };
    for (const auto& [text, sentence, goodRows] : tables) {
        std::vector<std::string> sentences;
        std::size_t good = 0;
        for (const auto& row : parseCsv(text)) {
            if (row.mistake) sentences.push_back(placeIn("f", row.mistake->place) + row.mistake->what);
            good += row.mistake ? 0 : 1;
        }
        EXPECT_EQ(sentences, std::vector<std::string>{sentence}) << text;
        EXPECT_EQ(good, goodRows) << text;
    }
}

TEST(Csv, ManyOpenQuotesDoNotTakeForever) {
    std::string text = "a\n";
    for (int i = 0; i < 100'000; ++i) text += "\"\"\"x\n";
    EXPECT_FALSE(parseCsv(text).empty());
}

}  // namespace
}  // namespace tidewaiter::text
