#include "firmware/evidence/csv.h"

#include <gtest/gtest.h>

namespace tidewaiter::evidence {

using namespace std::string_literals;

struct CellCase {
    std::string cell, row;
};

TEST(Csv, quotes_as_rfc_4180_wants) {
    const CellCase cases[] = {
        {"", "\r\n"},
        {"plain", "plain\r\n"},
        {"a,b", "\"a,b\"\r\n"},
        {"say \"tea\"", "\"say \"\"tea\"\"\"\r\n"},
        {"two\r\nlines", "two[CR][LF]lines\r\n"},
        {"nul\0"s, "nul[NUL]\r\n"},
        {"\xFF", "[byte FF]\r\n"},
    };
    for (const auto& [cell, row] : cases) EXPECT_EQ(csvRow({cell}), row);
    EXPECT_EQ(csvRow({"a", "", "c"}), "a,,c\r\n");
}

TEST(Csv, never_lets_a_spreadsheet_run_a_cell) {
    const CellCase cases[] = {
        {"=1+1", "'=1+1\r\n"},   {"+49", "'+49\r\n"},
        {"-5", "'-5\r\n"},       {"@SUM(A1)", "'@SUM(A1)\r\n"},
        {"  =1", "'  =1\r\n"},   {"\uFF1D1", "'\uFF1D1\r\n"},
        {"\t=1", "[TAB]=1\r\n"}, {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n"},
        {"0902", "0902\r\n"},    {"a=b", "a=b\r\n"},
    };
    for (const auto& [cell, row] : cases) EXPECT_EQ(csvRow({cell}), row);
}

TEST(Csv, cuts_endless_cells) {
    const std::string row = csvRow({std::string(100'000, 'x')});
    EXPECT_LT(row.size(), 2100U);
    EXPECT_NE(row.find("\u2026"), std::string::npos);
}

TEST(Csv, reads_back_what_it_wrote) {
    const std::vector<std::string> cells = {"a", "b,c", "say \"tea\"", "", "\u7eff\u8336"};
    EXPECT_EQ(csvCells(csvRow(cells)), cells);
    EXPECT_EQ(csvCells("a,\"torn"), std::nullopt);
    EXPECT_EQ(csvCells(""), std::vector<std::string>{""});
}

}  // namespace tidewaiter::evidence
