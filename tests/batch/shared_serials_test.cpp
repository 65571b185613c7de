// Serial numbers on several items are told on each of them; on one item alone they are not.
#include "firmware/batch/shared_serials.h"

#include <gtest/gtest.h>

namespace tidewaiter::batch {
namespace {

using evidence::ListColumn;
using evidence::ListRow;

ListRow rowWith(const std::string& item, const std::string& serials) {
    auto row = evidence::rowOf(inspection::Declaration{"cards", "847330", item}, "");
    row.cells[static_cast<std::size_t>(ListColumn::Serials)] = serials;
    row.cells[static_cast<std::size_t>(ListColumn::SameSerial)] = "stale";
    return row;
}

TEST(SharedSerials, AreToldOnEachItem) {
    std::vector<ListRow> rows = {rowWith("A1", "S100001; S100002"), rowWith("B2", "S100002"),
                                 rowWith("C3", "S100003; S100002; S100001"), rowWith("D4", "")};
    tellSharedSerials(rows);
    EXPECT_EQ(rows[0].at(ListColumn::SameSerial), "S100001 on C3; S100002 on B2, C3");
    EXPECT_EQ(rows[1].at(ListColumn::SameSerial), "S100002 on A1, C3");
    EXPECT_EQ(rows[2].at(ListColumn::SameSerial), "S100002 on A1, B2; S100001 on A1");
    EXPECT_EQ(rows[3].at(ListColumn::SameSerial), "");
}

// One item inspected again, rows without an item, torn rows and parts of longer numbers.
TEST(SharedSerials, AreNotToldOfOneItem) {
    std::vector<ListRow> rows = {rowWith("A1", "S100001"), rowWith("A1", "S100001"), rowWith("", "S100001"),
                                 rowWith("B2", "S1000012"), ListRow{{"C3", "S100001"}}};
    tellSharedSerials(rows);
    for (const auto& row : rows) {
        if (!row.isWhole() || row.at(ListColumn::Item).empty()) continue;
        EXPECT_EQ(row.at(ListColumn::SameSerial), "") << row.at(ListColumn::Item);
    }
    EXPECT_EQ(rows[2].at(ListColumn::SameSerial), "S100001 on A1") << "an item without a name has another's";
    EXPECT_EQ(rows[4].cells.size(), 2U) << "a torn row stays as it is";
}

}  // namespace
}  // namespace tidewaiter::batch
