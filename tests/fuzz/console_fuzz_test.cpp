#include <gtest/gtest.h>

#include "tests/fuzz/console_entry.h"
#include "tests/fuzz/mutation.h"

namespace tidewaiter::fuzz {
namespace {

// Every request, as it is and cut anywhere.
TEST(ConsoleFuzz, SeedsKeepTheBounds) {
    for (const auto& seed : requestSeeds()) {
        ASSERT_EQ(problemWithRequest(seed), "") << seed;
        for (std::size_t length = 0; length < seed.size(); ++length) {
            const auto cut = seed.substr(0, length);
            ASSERT_EQ(problemWithRequest(cut), "") << testing::PrintToString(cut);
        }
    }
}

TEST(ConsoleFuzz, MutationsKeepTheBounds) {
    std::mt19937 random(20261122);
    constexpr int kRounds = 60000;
    const auto& seeds = requestSeeds();
    for (int round = 0; round < kRounds; ++round) {
        const auto input = mutated(seeds[random() % seeds.size()], seeds, random);
        ASSERT_EQ(problemWithRequest(input), "") << testing::PrintToString(input);
    }
}

}  // namespace
}  // namespace tidewaiter::fuzz
