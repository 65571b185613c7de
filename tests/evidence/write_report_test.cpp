#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "firmware/evidence/csv.h"
#include "firmware/evidence/report.h"
#include "firmware/files/durable_file.h"
#include "tests/evidence/sample.h"

namespace tidewaiter::evidence {

using files::Descriptor;
using files::writeError;
using files::writeThrough;

namespace fs = std::filesystem;

static const std::string kHeader =
    "item,goods,hs,verdict,reasons,report,time,rules,files,inspection,serials,same_serial,fingerprint\r\n";
static const std::string kRow = ",rice,,clear,,OLD.html,2026-01-01T00:00:00Z,,a.jpg,OLD,,,none\r\n";

static std::string contentOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

static void put(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

static std::set<std::string> namesIn(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
}

static std::vector<std::string> linesOf(const fs::path& file) {
    std::vector<std::string> lines;
    std::istringstream in(contentOf(file));
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

class WriteReport : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "tidewaiter-report-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }

    static inspection::Inspection small(const std::string& id = "A1") {
        auto made = emptyInspection({});
        made.id = id;
        return made;
    }

    void expectRefused(const inspection::Inspection& made, const fs::path& folder,
                       const std::string& reason) {
        const auto written = writeReport(made, folder);
        ASSERT_FALSE(written.has_value());
        EXPECT_NE(written.error().message.find(reason), std::string::npos) << written.error().message;
    }

    fs::path folder_;
};

TEST_F(WriteReport, writes_report_and_row_into_a_new_folder) {
    const auto made = soundCardAsTea(testPicture());
    const auto written = writeReport(made, folder_ / "new" / "deep");
    ASSERT_TRUE(written.has_value()) << written.error().message;
    EXPECT_EQ(*written, folder_ / "new" / "deep" / (made.id + ".html"));
    EXPECT_EQ(contentOf(*written), htmlReport(made));
    EXPECT_EQ(namesIn(folder_ / "new" / "deep"),
              (std::set<std::string>{"inspections.csv", made.id + ".html"}));
    const auto lines = linesOf(folder_ / "new" / "deep" / "inspections.csv");
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0] + "\n", kHeader);
    const auto cells = csvCells(lines[1]);
    ASSERT_TRUE(cells && ListRow{*cells}.isWhole());
    const ListRow row{*cells};
    EXPECT_EQ(row.at(ListColumn::Item), "7");
    EXPECT_EQ(row.at(ListColumn::Goods), "green tea");
    EXPECT_EQ(row.at(ListColumn::Verdict), "hold");
    EXPECT_EQ(row.at(ListColumn::Reasons).find(made.findings[0].message + " | "), 0U);
    EXPECT_EQ(row.at(ListColumn::Rules),
              "declaration.electronics-in-food; declaration.approval-mark; quality.small-print");
    EXPECT_EQ(row.at(ListColumn::Report), made.id + ".html");
    EXPECT_EQ(row.at(ListColumn::Fingerprint), "none");
}

TEST_F(WriteReport, writes_the_header_once_and_replaces_a_report_of_the_same_id) {
    ASSERT_TRUE(writeReport(small("A1"), folder_));
    ASSERT_TRUE(writeReport(small("A2"), folder_));
    auto again = small("A1");
    again.verdict = inspection::Verdict::Hold;
    ASSERT_TRUE(writeReport(again, folder_));
    EXPECT_EQ(linesOf(folder_ / "inspections.csv").size(), 4U);
    EXPECT_EQ(contentOf(folder_ / "A1.html"), htmlReport(again));
}

TEST_F(WriteReport, neutralises_formulas_in_the_list) {
    auto made = small();
    made.declaration.goods = "=HYPERLINK(\"x\")";
    made.declaration.item = "@A1";
    made.findings = {{"+rule", inspection::Severity::Info, 1, "-message\nsecond line", {}, {}, ""}};
    ASSERT_TRUE(writeReport(made, folder_));
    EXPECT_EQ(
        linesOf(folder_ / "inspections.csv").at(1),
        "'@A1,\"'=HYPERLINK(\"\"x\"\")\",,clear,'-message[LF]second line,A1.html,2026-03-01T10:11:12Z,'+rule,"
        "nothing.png,A1,,,none\r");
}

TEST_F(WriteReport, refuses_ids_that_are_no_file_names) {
    for (const std::string id :
         {"", "../x", "a/b", ".hidden", "-rf", "a b", "a\nb", "x.html", "\u7eff", "a\\b"}) {
        expectRefused(small(id), folder_, "cannot be a file name");
    }
    expectRefused(small(std::string(101, 'a')), folder_, "cannot be a file name");
    expectRefused(small(std::string("a\0b", 3)), folder_, "a[NUL]b");
    EXPECT_TRUE(namesIn(folder_).empty());
}

TEST_F(WriteReport, refuses_a_folder_that_is_a_file) {
    put(folder_ / "file", "x");
    expectRefused(small(), folder_ / "file", "it is a file; name a folder");
    expectRefused(small(), folder_ / "file" / "below", "part of the path is a file");
    EXPECT_EQ(contentOf(folder_ / "file"), "x");
}

// Root may write anywhere: step down to nobody for a while.
class AsNobody {
  public:
    AsNobody() : stepped_(::geteuid() == 0 && ::seteuid(65534) == 0) {}
    ~AsNobody() {
        if (stepped_) static_cast<void>(!::seteuid(0));
    }

  private:
    bool stepped_;
};

TEST_F(WriteReport, says_when_there_is_no_permission) {
    fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
                                 fs::perms::others_exec);
    {
        const AsNobody nobody;
        expectRefused(small(), folder_, "no permission; choose a folder that you may write to");
        expectRefused(small(), folder_ / "new", "no permission");
    }
    fs::permissions(folder_, fs::perms::owner_all);
    EXPECT_TRUE(namesIn(folder_).empty());
}

// Limits the size of files for a while: writing beyond it fails as it does on a full disk.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t bytes) : before_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &limit_);
        const rlimit lower{bytes, limit_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &lower);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &limit_);
        std::signal(SIGXFSZ, before_);
    }

  private:
    void (*before_)(int);
    rlimit limit_{};
};

TEST_F(WriteReport, leaves_nothing_behind_on_a_full_disk) {
    for (const rlim_t bytes : {0, 1, 50, 4096}) {
        const FileSizeLimit limit(bytes);
        expectRefused(small(), folder_, "the disk is full; free some space");
        EXPECT_TRUE(namesIn(folder_).empty()) << bytes;
    }
}

// The report fits, its row does not: neither stays, and what was there before does.
TEST_F(WriteReport, takes_everything_back_when_the_row_does_not_fit) {
    const auto made = small();
    std::string list = kHeader;
    while (list.size() < 2 * htmlReport(made).size()) list += kRow;
    put(folder_ / "inspections.csv", list);
    put(folder_ / "A1.html", "older report");
    {
        const FileSizeLimit limit(list.size() + 10);
        expectRefused(made, folder_, "inspections.csv': the disk is full");
    }
    EXPECT_EQ(contentOf(folder_ / "inspections.csv"), list);
    EXPECT_EQ(contentOf(folder_ / "A1.html"), "older report");
    EXPECT_EQ(namesIn(folder_).size(), 2U);
}

TEST_F(WriteReport, takes_the_row_back_when_the_report_cannot_get_its_name) {
    put(folder_ / "inspections.csv", kHeader + kRow);
    fs::create_directories(folder_ / "A1.html" / "occupied");
    expectRefused(small(), folder_, "A1.html'");
    EXPECT_EQ(contentOf(folder_ / "inspections.csv"), kHeader + kRow);
    EXPECT_EQ(namesIn(folder_), (std::set<std::string>{"A1.html", "inspections.csv"}));
}

TEST(DurableFile, reports_a_device_without_space) {
    const Descriptor full(::open("/dev/full", O_WRONLY));
    if (!full.isOpen()) GTEST_SKIP() << "there is no /dev/full here";
    const int error = writeThrough(full, "x");
    EXPECT_EQ(error, ENOSPC);
    EXPECT_EQ(writeError("d/r.html", error).message,
              "cannot write 'd/r.html': the disk is full; free some space there, then repeat what you did");
}

struct TornCase {
    std::string found;     ///< the list as a power cut left it
    std::string repaired;  ///< what must stand before the new row
};

TEST_F(WriteReport, repairs_a_torn_list) {
    const std::string whole = kRow.substr(0, kRow.size() - 2);
    const TornCase cases[] = {
        {"", kHeader},
        {"item,go", kHeader},
        {kHeader.substr(0, kHeader.size() - 1), kHeader},
        {kHeader, kHeader},
        {kHeader + "OL", kHeader},
        {kHeader + kRow + "NEW,\"a,b", kHeader + kRow},
        {kHeader + kRow + ",rice,,clear,,O.html,2026,,a.jpg,O,0123abcd", kHeader + kRow},
        {kHeader + kRow + whole.substr(0, whole.size() - 1), kHeader + kRow},
        {kHeader + whole, kHeader + kRow},
        {kHeader + whole + "\r", kHeader + kRow},
        {kHeader + kRow + std::string(200'000, 'x'), kHeader + kRow},
    };
    for (const auto& [found, repaired] : cases) {
        put(folder_ / "inspections.csv", found);
        const auto written = writeReport(small(), folder_);
        ASSERT_TRUE(written.has_value()) << written.error().message;
        EXPECT_EQ(contentOf(folder_ / "inspections.csv"),
                  repaired + ",,,clear,,A1.html,2026-03-01T10:11:12Z,,nothing.png,A1,,,none\r\n");
    }
}

TEST_F(WriteReport, leaves_lists_alone_that_are_not_ours) {
    for (const std::string foreign :
         {"name;price\r\n", "one line without end", "item,time\r\na,b\r\n", "\xEF\xBB\xBFx"}) {
        put(folder_ / "inspections.csv", foreign);
        expectRefused(small(), folder_, "has other columns than this program writes");
        EXPECT_EQ(contentOf(folder_ / "inspections.csv"), foreign);
        EXPECT_EQ(namesIn(folder_).size(), 1U);
    }
    fs::remove(folder_ / "inspections.csv");
    ASSERT_EQ(::mkfifo((folder_ / "inspections.csv").c_str(), 0600), 0);
    expectRefused(small(), folder_, "is not a file; move it away");
    fs::remove(folder_ / "inspections.csv");
    fs::create_directory(folder_ / "inspections.csv");
    expectRefused(small(), folder_, "cannot write");
}

// What a power cut left under the temporary name is gone after the next report; a trap laid there is not
// entered.
TEST_F(WriteReport, cleans_up_after_a_power_cut) {
    put(folder_ / "elsewhere", "precious");
    fs::create_symlink(folder_ / "elsewhere", folder_ / ".report.partial");
    ASSERT_TRUE(writeReport(small(), folder_));
    EXPECT_EQ(contentOf(folder_ / "elsewhere"), "precious");
    EXPECT_EQ(namesIn(folder_), (std::set<std::string>{"A1.html", "elsewhere", "inspections.csv"}));
}

TEST_F(WriteReport, lets_writers_take_turns) {
    constexpr int kWriters = 4;
    constexpr int kReports = 8;
    std::vector<std::thread> writers;
    writers.reserve(kWriters);
    for (int writer = 0; writer < kWriters; ++writer) {
        writers.emplace_back([this, writer] {
            for (int i = 0; i < kReports; ++i) {
                EXPECT_TRUE(
                    writeReport(small("W" + std::to_string(writer) + "-" + std::to_string(i)), folder_));
            }
        });
    }
    for (auto& writer : writers) writer.join();
    const auto lines = linesOf(folder_ / "inspections.csv");
    ASSERT_EQ(lines.size(), 1U + kWriters * kReports);
    std::set<std::string> reports;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto cells = csvCells(lines[i]);
        ASSERT_TRUE(cells && ListRow{*cells}.isWhole()) << lines[i];
        reports.insert(ListRow{*cells}.at(ListColumn::Report));
    }
    reports.insert("inspections.csv");
    EXPECT_EQ(namesIn(folder_), reports);
}

// A failing writer removes a list it made itself; one that waits for its lock must not write into the removed
// one.
TEST_F(WriteReport, does_not_lose_rows_to_a_failing_neighbor) {
    std::thread failing([this] {
        for (int i = 0; i < 50; ++i) {
            fs::create_directories(folder_ / "BAD.html" / "occupied");
            EXPECT_FALSE(writeReport(small("BAD"), folder_));
        }
    });
    EXPECT_TRUE(writeReport(small("GOOD"), folder_));
    failing.join();
    ASSERT_EQ(linesOf(folder_ / "inspections.csv").size(), 2U);
}

}  // namespace tidewaiter::evidence
