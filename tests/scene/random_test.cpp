#include "tests/scene/random.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace tidewaiter::scene {
namespace {

// The same seed gives the same numbers on every machine; these were computed by a program of another
// language.
TEST(RandomTest, GivesTheRecordedNumbers) {
    Random random(42);
    const std::array<std::uint32_t, 4> drawn{random.next(), random.next(), random.next(), random.next()};
    EXPECT_EQ(drawn, (std::array<std::uint32_t, 4>{784068600U, 3015419514U, 3010714124U, 2587533094U}));
}

TEST(RandomTest, DiffersBetweenSeeds) {
    Random a(1);
    Random b(2);
    int same = 0;
    for (int i = 0; i < 100; ++i) same += a.next() == b.next() ? 1 : 0;
    EXPECT_LE(same, 1);
}

TEST(RandomTest, StaysWithinBoundsAndReachesThem) {
    Random random(3);
    std::array<int, 6> seen{};
    for (int i = 0; i < 600; ++i) {
        const int drawn = random.between(-2, 3);
        ASSERT_GE(drawn, -2);
        ASSERT_LE(drawn, 3);
        ++seen.at(static_cast<unsigned>(drawn) + 2U);
        const double real = random.real(0.5, 0.75);
        ASSERT_GE(real, 0.5);
        ASSERT_LT(real, 0.75);
    }
    for (const int count : seen) EXPECT_GT(count, 50);
}

// What one part of a scene draws never moves another part.
TEST(RandomTest, ForksDependOnSeedAndNameOnly) {
    Random used(7);
    for (int i = 0; i < 10; ++i) used.next();
    const Random fresh(7);
    EXPECT_EQ(used.fork("label").next(), fresh.fork("label").next());
    EXPECT_NE(fresh.fork("label").next(), fresh.fork("board").next());
    EXPECT_NE(fresh.fork("label").next(), Random(8).fork("label").next());
}

TEST(RandomTest, BellHasMeanZeroAndDeviationOne) {
    Random random(5);
    constexpr int kDraws = 50000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < kDraws; ++i) {
        const double drawn = random.bell();
        ASSERT_LT(std::abs(drawn), 3.5);
        sum += drawn;
        squares += drawn * drawn;
    }
    EXPECT_NEAR(sum / kDraws, 0, 0.02);
    EXPECT_NEAR(std::sqrt(squares / kDraws), 1, 0.02);
}

}  // namespace
}  // namespace tidewaiter::scene
