// Tables as spreadsheets write them are read; broken ones are refused with line and column.
#include "firmware/command/csv.h"

#include <gtest/gtest.h>

namespace tidewaiter::command {
namespace {

using Table = std::vector<std::vector<std::string>>;

Table textsOf(const std::vector<CsvRow>& rows) {
    Table texts;
    for (const auto& row : rows) {
        texts.emplace_back();
        for (const auto& value : row) texts.back().push_back(value.text);
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
        const auto parsed = parseCsv(text, "m.csv");
        ASSERT_TRUE(parsed) << parsed.error().message;
        EXPECT_EQ(textsOf(*parsed), rows) << text;
    }
}

TEST(Csv, KnowsWhereEveryValueBegins) {
    const auto rows = parseCsv("a,b\n\"x\ny\",\"z\"\nlast,1\n", "m.csv");
    ASSERT_TRUE(rows);
    EXPECT_EQ((*rows)[1][1].line, 3U);
    EXPECT_EQ((*rows)[1][1].column, 4U);
    EXPECT_EQ((*rows)[2][0].line, 4U);
    EXPECT_EQ((*rows)[2][0].column, 1U);
}

TEST(Csv, BrokenQuotesAreNamedWithLineAndColumn) {
    const std::vector<std::pair<std::string, std::string>> tables = {
        {"a,b\n1,\"tea\n", "m.csv, line 2, column 3: a quote that is opened here is never closed"},
        {"\"", "m.csv, line 1, column 1: a quote that is opened here is never closed"},
        {"a,b\n1,\"tea\"s\n", "m.csv, line 2, column 8: text after the closing quote"},
        {"a,b\n1,te\"a\n", "m.csv, line 2, column 5: a quote inside a value that does not begin with one"},
    };
    for (const auto& [text, sentence] : tables) {
        const auto parsed = parseCsv(text, "m.csv");
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().message, sentence);
    }
}

}  // namespace
}  // namespace tidewaiter::command
