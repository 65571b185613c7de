#include <gtest/gtest.h>

#include "firmware/manifest/manifest.h"
#include "tests/fuzz/manifest_entry.h"
#include "tests/fuzz/mutation.h"

namespace tidewaiter::fuzz {
namespace {

TEST(ManifestFuzz, SeedsAreManifests) {
    for (const auto& seed : manifestSeeds()) {
        const auto read = manifest::parseManifest(seed, "it");
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_FALSE(read->items.empty() && read->problems.empty()) << seed;
    }
}

// Every form, as it is and cut anywhere.
TEST(ManifestFuzz, SeedsKeepTheBounds) {
    for (const auto& seed : manifestSeeds()) {
        ASSERT_EQ(problemWithManifest(seed), "") << seed;
        for (std::size_t length = 0; length < seed.size(); ++length) {
            const auto cut = seed.substr(0, length);
            ASSERT_EQ(problemWithManifest(cut), "") << testing::PrintToString(cut);
        }
    }
}

TEST(ManifestFuzz, MutationsKeepTheBounds) {
    std::mt19937 random(20261122);
    constexpr int kRounds = 60000;
    const auto& seeds = manifestSeeds();
    for (int round = 0; round < kRounds; ++round) {
        const auto input = mutated(seeds[random() % seeds.size()], seeds, random);
        ASSERT_EQ(problemWithManifest(input), "") << testing::PrintToString(input);
    }
}

}  // namespace
}  // namespace tidewaiter::fuzz
