// As many inspections side by side as cores and memory allow.
#include "firmware/command/workers.h"

#include <gtest/gtest.h>

namespace tidewaiter::command {
namespace {

constexpr std::uint64_t kGiB = 1ULL << 30;

struct Row {
    Machine machine;
    std::size_t items;
    std::optional<std::size_t> asked;
    std::size_t count;
    int threads;
};

TEST(Workers, FitTheMachine) {
    const std::vector<Row> rows = {
        {{2, 16 * kGiB}, 1000, std::nullopt, 2, 1},  // a thread for each core
        {{2, 16 * kGiB}, 1, std::nullopt, 1, 2},     // one item takes all cores
        {{8, 3 * kGiB}, 1000, std::nullopt, 2, 4},   // memory is short
        {{8, 100}, 1000, std::nullopt, 1, 8},        // very short
        {{8, 0}, 1000, std::nullopt, 1, 8},          // not known
        {{8, 100 * kGiB}, 3, std::nullopt, 3, 2},    // few items
        {{8, 100 * kGiB}, 0, std::nullopt, 1, 8},    //
        {{2, 16 * kGiB}, 1000, 5, 5, 1},             // what was asked for counts
        {{8, 100}, 1000, 2, 2, 4},                   //
    };
    for (const auto& [machine, items, asked, count, threads] : rows) {
        const auto workers = planWorkers(machine, items, asked);
        EXPECT_EQ(workers.count, count) << items;
        EXPECT_EQ(workers.threadsOfEach, threads) << items;
    }
}

TEST(Workers, KnowThisMachine) {
    EXPECT_GE(thisMachine().cores, 1U);
    EXPECT_GT(thisMachine().freeBytes, 1U << 20);
}

}  // namespace
}  // namespace tidewaiter::command
