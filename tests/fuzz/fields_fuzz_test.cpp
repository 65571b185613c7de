#include <gtest/gtest.h>

#include <random>

#include "tests/fuzz/fields_entry.h"

namespace tidewaiter::fuzz {
namespace {

/// One to four changes: a byte, a piece of another seed, a piece left out or doubled.
std::string mutated(std::string text, std::mt19937& random) {
    const auto below = [&](std::size_t bound) { return bound == 0 ? 0 : random() % bound; };
    for (auto changes = 1 + below(4); changes > 0; --changes) {
        const auto at = below(text.size() + 1);
        const auto length = below(8);
        switch (below(4)) {
            case 0:
                text.insert(at, 1, static_cast<char>(below(256)));
                break;
            case 1:
                text.erase(at, length);
                break;
            case 2:
                text.insert(at, text.substr(below(text.size() + 1), length));
                break;
            default: {
                const auto& other = seeds()[below(seeds().size())];
                text.insert(at, other.substr(below(other.size()), length));
            }
        }
    }
    return text;
}

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
        const auto input = mutated(seeds()[random() % seeds().size()], random);
        ASSERT_EQ(problemWith(input), "") << testing::PrintToString(input);
    }
}

}  // namespace
}  // namespace tidewaiter::fuzz
