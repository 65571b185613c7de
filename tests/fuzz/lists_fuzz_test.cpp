#include <gtest/gtest.h>

#include "tests/fuzz/lists_entry.h"
#include "tests/fuzz/mutation.h"

namespace tidewaiter::fuzz {
namespace {

// Every file, as it is and cut anywhere.
TEST(ListsFuzz, SeedsKeepTheBounds) {
    for (const auto& seed : listSeeds()) {
        ASSERT_EQ(problemWithLists(seed), "") << seed;
        for (std::size_t length = 0; length < seed.size(); length += 3) {
            const auto cut = seed.substr(0, length);
            ASSERT_EQ(problemWithLists(cut), "") << testing::PrintToString(cut);
        }
    }
}

TEST(ListsFuzz, MutationsKeepTheBounds) {
    std::mt19937 random(20261122);
    constexpr int kRounds = 6000;
    const auto& seeds = listSeeds();
    for (int round = 0; round < kRounds; ++round) {
        const auto input = mutated(seeds[random() % seeds.size()], seeds, random);
        ASSERT_EQ(problemWithLists(input), "") << testing::PrintToString(input);
    }
}

}  // namespace
}  // namespace tidewaiter::fuzz
