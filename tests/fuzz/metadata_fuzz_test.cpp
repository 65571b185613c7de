#include <gtest/gtest.h>

#include "tests/fuzz/metadata_entry.h"
#include "tests/fuzz/mutation.h"

namespace tidewaiter::fuzz {
namespace {

// Every file, as it is and cut anywhere.
TEST(MetadataFuzz, SeedsKeepTheBounds) {
    for (const auto& seed : metadataSeeds()) {
        ASSERT_EQ(problemWithMetadata(seed), "") << seed;
        for (std::size_t length = 0; length < seed.size(); length += 7) {
            const auto cut = seed.substr(0, length);
            ASSERT_EQ(problemWithMetadata(cut), "") << testing::PrintToString(cut);
        }
    }
}

TEST(MetadataFuzz, MutationsKeepTheBounds) {
    std::mt19937 random(20261122);
    constexpr int kRounds = 6000;
    const auto& seeds = metadataSeeds();
    for (int round = 0; round < kRounds; ++round) {
        const auto input = mutated(seeds[random() % seeds.size()], seeds, random);
        ASSERT_EQ(problemWithMetadata(input), "") << testing::PrintToString(input);
    }
}

}  // namespace
}  // namespace tidewaiter::fuzz
