// The built program on manifests of many items: killed in the middle, taken up again, in bounded memory. With
// TIDEWAITER_BATCH_ITEMS=1000 the same on a thousand photos (issue 4, "What it must show").
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "firmware/evidence/csv.h"
#include "firmware/evidence/list_row.h"
#include "tests/command/program.h"

namespace tidewaiter::tests {
namespace {

namespace fs = std::filesystem;
using evidence::ListColumn;
using evidence::ListRow;

std::size_t itemCount() {
    const char* asked = std::getenv("TIDEWAITER_BATCH_ITEMS");
    return asked != nullptr ? std::stoul(asked) : 20;
}

class ManyItems : public ProgramTest {
  protected:
    void SetUp() override {
        ProgramTest::SetUp();
        fs::create_directory(path("photos"));
        std::string manifest = "item,goods,gross_weight_kg\n";
        for (std::size_t i = 0; i < itemCount(); ++i) {
            const auto id = "A" + std::to_string(i);
            photo("photos/" + id + ".png", {i == 3 ? "NVIDIA H100 80GB PCIe 900-21010" : "GREEN TEA " + id});
            manifest += id + ",green tea,0.5\n";
        }
        write("m.csv", manifest);
    }

    [[nodiscard]] std::vector<std::string> arguments() const {
        return {"inspect", "--manifest", path("m.csv"), "--report", path("out"), path("photos")};
    }

    std::vector<ListRow> rows() {
        std::vector<ListRow> rows;
        std::ifstream in(path("out") + "/inspections.csv", std::ios::binary);
        for (std::string line; std::getline(in, line);) {
            const auto cells = evidence::csvCells(line);
            EXPECT_TRUE(cells) << line;
            if (cells) rows.push_back({*cells});
        }
        if (!rows.empty()) rows.erase(rows.begin());
        return rows;
    }

    void killAfterSomeMore(std::size_t more, std::chrono::milliseconds later) {
        const auto wanted = rows().size() + more;
        const pid_t program = start(arguments());
        while (rows().size() < wanted && waitpid(program, nullptr, WNOHANG) == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        std::this_thread::sleep_for(later);
        ASSERT_EQ(kill(program, SIGKILL), 0);
        int status = 0;
        ASSERT_EQ(waitpid(program, &status, 0), program);
        ASSERT_TRUE(WIFSIGNALED(status)) << "it was killed, not finished";
    }

    void expectEachItemOnce() {
        const auto list = rows();
        ASSERT_EQ(list.size(), itemCount());
        for (std::size_t i = 0; i < list.size(); ++i) {
            EXPECT_EQ(list[i].at(ListColumn::Item), "A" + std::to_string(i));
            EXPECT_TRUE(fs::exists(path("out") + "/" + list[i].at(ListColumn::Report)));
        }
        EXPECT_EQ(list[3].at(ListColumn::Verdict), "hold");
    }
};

TEST_F(ManyItems, KilledThreeTimesAreInTheListOnce) {
    const auto seed = std::random_device()();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::uniform_int_distribution<std::size_t> more(itemCount() / 10, itemCount() / 5);
    std::uniform_int_distribution<int> milliseconds(0, 200);
    for (int time = 0; time < 3; ++time) {
        killAfterSomeMore(more(random), std::chrono::milliseconds(milliseconds(random)));
        if (HasFatalFailure()) return;
    }
    std::set<std::string> finished;
    for (const auto& row : rows()) finished.insert(row.at(ListColumn::Inspection));
    const auto outcome = run(arguments());
    EXPECT_EQ(outcome.exitCode, 20) << outcome.err;
    EXPECT_NE(outcome.err.find("were inspected by an earlier run"), std::string::npos) << outcome.err;
    expectEachItemOnce();
    std::size_t kept = 0;
    for (const auto& row : rows()) kept += finished.count(row.at(ListColumn::Inspection));
    EXPECT_GE(kept + 3, finished.size()) << "at most the item in hand of each run lost its report";
    EXPECT_TRUE(fs::exists(path("out") + "/index.html"));
}

TEST_F(ManyItems, FinishedSpeakForThemselvesWithoutNewInspections) {
    const auto first = run(arguments());
    EXPECT_EQ(first.exitCode, 20) << first.err;
    EXPECT_EQ(first.err, "") << "no progress where there is no terminal";
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    std::printf("%zu items: at most %ld MiB of memory\n", itemCount(), used.ru_maxrss / 1024);
    EXPECT_LT(used.ru_maxrss, 3L << 20) << "KiB, for two inspections side by side";
    expectEachItemOnce();
    auto words = arguments();
    const auto again = run(words);
    EXPECT_EQ(again.exitCode, 20) << "the verdict of then";
    EXPECT_NE(again.out.find("HOLD  item A3, inspected before\nReport: "), std::string::npos) << again.out;
    words.insert(words.begin() + 1, "--json");
    const auto json = run(words);
    EXPECT_EQ(json.exitCode, 20);
    EXPECT_EQ(json.out, "") << "no inspection, no line";
    const auto before = rows();
    write("m.csv", "item,goods\nA0,tea\nA1,green tea\nA9,\"rice\n");
    const auto changed = run(arguments());
    EXPECT_EQ(changed.exitCode, 1) << "a bad row, and photos that fit no item";
    EXPECT_EQ(rows().size(), before.size()) << "A9 is not inspected now, others stay";
}

}  // namespace
}  // namespace tidewaiter::tests
