#include <gtest/gtest.h>

#include <random>

#include "tests/fuzz/fields_entry.h"
#include "tests/fuzz/mutation.h"

namespace tidewaiter::fuzz {
namespace {

// Every seed, as it is, cut anywhere, and changed in ways that are the same in every run.
TEST(FieldsFuzz, SeedsKeepTheBounds) {
    for (const auto& seed : seeds()) {
        for (std::size_t length = 0; length <= seed.size(); ++length) {
            const auto cut = seed.substr(0, length);
            ASSERT_EQ(problemWith(cut), "") << testing::PrintToString(cut);
        }
    }
}

TEST(FieldsFuzz, MutationsKeepTheBounds) {
    std::mt19937 random(20261122);
    constexpr int kRounds = 6000;
    for (int round = 0; round < kRounds; ++round) {
        const auto input = mutated(seeds()[random() % seeds().size()], seeds(), random);
        ASSERT_EQ(problemWith(input), "") << testing::PrintToString(input);
    }
}

}  // namespace
}  // namespace tidewaiter::fuzz
