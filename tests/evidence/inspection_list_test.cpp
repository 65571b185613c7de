// The list's rows can be read back and put in order, and a writer that waits gets the new file.
#include "firmware/evidence/inspection_list.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "firmware/evidence/csv.h"

namespace tidewaiter::evidence {

namespace fs = std::filesystem;

class List : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "tidewaiter-list-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }

    static ListRow row(const std::string& item, const std::string& reason = "why") {
        inspection::Declaration declaration;
        declaration.item = item;
        return rowOf(declaration, reason);
    }
    void append(const ListRow& added) {
        auto list = InspectionList::open(folder_);
        ASSERT_TRUE(list) << list.error().message;
        ASSERT_TRUE(list->append(added));
        list->keep();
    }
    std::vector<ListRow> rows() {
        auto list = InspectionList::open(folder_);
        EXPECT_TRUE(list);
        auto rows = list->rows();
        EXPECT_TRUE(rows);
        list->keep();
        return rows.value_or(std::vector<ListRow>());
    }

    fs::path folder_;
};

TEST_F(List, gives_back_what_was_written) {
    const std::string odd = "=a, \"b\"\n\u202E\xFF;| " + std::string(3000, 'x');
    append(row("A", odd));
    append(row("B"));
    const auto read = rows();
    ASSERT_EQ(read.size(), 2U);
    EXPECT_EQ(read[0].at(ListColumn::Item), "A");
    EXPECT_TRUE(read[0].at(ListColumn::Reasons) == cellText(odd));
    EXPECT_TRUE(cellText(cellText(odd)) == cellText(odd)) << "writing it again changes nothing";
    EXPECT_TRUE(read[0].isWhole() && read[1].isWhole());
}

TEST_F(List, of_nothing_has_no_rows) {
    EXPECT_TRUE(rows().empty());
}

TEST_F(List, is_replaced_as_a_whole) {
    append(row("B"));
    append(row("A"));
    append(row("B"));
    {
        auto list = InspectionList::open(folder_);
        ASSERT_TRUE(list);
        ASSERT_TRUE(std::move(*list).replace({row("A"), row("B")}));
    }
    append(row("C"));
    EXPECT_EQ(rows(), (std::vector<ListRow>{row("A"), row("B"), row("C")}));
}

TEST_F(List, keeps_lines_that_somebody_changed) {
    append(row("A"));
    std::ofstream(folder_ / "inspections.csv", std::ios::app | std::ios::binary)
        << "only,three,cells\r\nan \"open quote\r\n";
    auto list = InspectionList::open(folder_);
    ASSERT_TRUE(list);
    const auto read = list->rows();
    ASSERT_TRUE(read && read->size() == 3U);
    EXPECT_EQ((*read)[1].cells, (std::vector<std::string>{"only", "three", "cells"}));
    EXPECT_FALSE((*read)[1].isWhole() || (*read)[2].isWhole());
    EXPECT_EQ((*read)[1].at(ListColumn::Fingerprint), "");
    ASSERT_TRUE(std::move(*list).replace(*read));
    EXPECT_EQ(rows().size(), 3U);
}

TEST_F(List, a_writer_that_waits_gets_the_new_file) {
    append(row("old"));
    auto list = InspectionList::open(folder_);
    ASSERT_TRUE(list);
    std::thread waiting([this] { append(row("waited")); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    ASSERT_TRUE(std::move(*list).replace({row("new")}));
    { const auto released = std::move(*list); }
    waiting.join();
    EXPECT_EQ(rows(), (std::vector<ListRow>{row("new"), row("waited")}));
}

}  // namespace tidewaiter::evidence
