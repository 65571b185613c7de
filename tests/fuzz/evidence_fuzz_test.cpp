#include <gtest/gtest.h>

#include "tests/fuzz/evidence_entry.h"
#include "tests/fuzz/mutation.h"

namespace tidewaiter::fuzz {
namespace {

// Every file, as it is and cut anywhere.
TEST(EvidenceFuzz, SeedsKeepTheBounds) {
    for (const auto& seed : evidenceSeeds()) {
        ASSERT_EQ(problemWithEvidence(seed), "") << seed;
        for (std::size_t length = 0; length < seed.size(); ++length) {
            const auto cut = seed.substr(0, length);
            ASSERT_EQ(problemWithEvidence(cut), "") << testing::PrintToString(cut);
        }
    }
}

TEST(EvidenceFuzz, MutationsKeepTheBounds) {
    std::mt19937 random(20261122);
    constexpr int kRounds = 6000;
    const auto& seeds = evidenceSeeds();
    for (int round = 0; round < kRounds; ++round) {
        const auto input = mutated(seeds[random() % seeds.size()], seeds, random);
        ASSERT_EQ(problemWithEvidence(input), "") << testing::PrintToString(input);
    }
}

}  // namespace
}  // namespace tidewaiter::fuzz
