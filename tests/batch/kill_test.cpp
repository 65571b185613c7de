// A 1,000-item manifest is killed in the middle three times and still ends with each item exactly once in the
// CSV (issue 4, "What it must show").
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "firmware/evidence/list_row.h"
#include "tests/batch/stand_in.h"

namespace tidewaiter::batch::tests {
namespace {

namespace fs = std::filesystem;
using evidence::ListColumn;

constexpr std::size_t kItems = 1000;

std::vector<std::string> linesOf(const fs::path& file) {
    std::vector<std::string> lines;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

class Killed : public testing::Test {
  protected:
    void SetUp() override { ASSERT_EQ(makeJobs(photos_, kItems).size(), kItems); }

    [[nodiscard]] pid_t start() const {
        const auto count = std::to_string(kItems);
        const pid_t child = ::fork();
        if (child == 0) {
            ::execl(TIDEWAITER_BATCH_PROGRAM, TIDEWAITER_BATCH_PROGRAM, photos_.c_str(), count.c_str(),
                    report_.c_str(), log_.c_str(), nullptr);
            ::_exit(127);
        }
        return child;
    }

    /// Ends the program at some moment after `items` more have been finished.
    void killAfter(std::size_t items, std::chrono::microseconds later) const {
        const auto before = linesOf(log_).size();
        const pid_t child = start();
        ASSERT_GT(child, 0);
        while (linesOf(log_).size() < before + items && ::waitpid(child, nullptr, WNOHANG) == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        std::this_thread::sleep_for(later);
        ASSERT_EQ(::kill(child, SIGKILL), 0) << "it was still running";
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status)) << "it was killed, not finished";
    }

    Folder folder_;
    const fs::path photos_ = folder_ / "photos";
    const fs::path report_ = folder_ / "report";
    const fs::path log_ = folder_ / "log";
};

TEST_F(Killed, ThreeTimesAndEveryItemIsInTheListOnce) {
    const auto seed = std::random_device()();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::uniform_int_distribution<std::size_t> items(50, 250);
    std::uniform_int_distribution<int> microseconds(0, 20'000);
    for (int time = 0; time < 3; ++time) {
        killAfter(items(random), std::chrono::microseconds(microseconds(random)));
        if (HasFatalFailure()) return;
        EXPECT_FALSE(fs::exists(report_ / "index.html"));
    }
    int status = 0;
    const pid_t last = start();
    ASSERT_EQ(::waitpid(last, &status, 0), last);
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);

    const auto rows = rowsIn(report_);
    ASSERT_EQ(rows.size(), kItems);
    for (std::size_t i = 0; i < kItems; ++i) {
        EXPECT_EQ(rows[i].at(ListColumn::Item), "item " + std::to_string(i))
            << "in the order of the manifest";
        EXPECT_EQ(rows[i].at(ListColumn::Verdict), i % 10 == 7 ? "hold" : "inspect");
        EXPECT_TRUE(fs::exists(report_ / rows[i].at(ListColumn::Report)));
    }
    const auto finished = linesOf(log_);
    EXPECT_EQ(std::set<std::string>(finished.begin(), finished.end()).size(), finished.size())
        << "nothing that was finished is inspected again";
    const auto overview = linesOf(report_ / "index.html");
    const auto linked = std::count_if(overview.begin(), overview.end(), [](const std::string& line) {
        return line.find("<a href=") != std::string::npos;
    });
    EXPECT_EQ(linked, static_cast<std::ptrdiff_t>(kItems));
    EXPECT_FALSE(fs::exists(report_ / ".report.partial"));
}

}  // namespace
}  // namespace tidewaiter::batch::tests
