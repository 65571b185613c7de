// Results come in order, whatever the threads do, and only so many wait.
#include "firmware/batch/turns.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace tidewaiter::batch {
namespace {

Outcome saying(const std::string& text) {
    Outcome outcome;
    outcome.text = text;
    return outcome;
}

std::vector<std::string> collect(Turns& turns) {
    std::vector<std::string> texts;
    while (!turns.done()) {
        if (auto outcome = turns.next()) texts.push_back(outcome->text);
    }
    return texts;
}

TEST(Turns, ComeInOrder) {
    constexpr std::size_t kCount = 500;
    constexpr std::size_t kWindow = 8;
    Turns turns(kCount, kWindow);
    std::atomic<std::size_t> ahead{0};
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            while (const auto number = turns.take()) {
                if (*number % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
                turns.give(*number, saying(std::to_string(*number)));
                ++ahead;
            }
        });
    }
    const auto texts = collect(turns);
    ASSERT_EQ(texts.size(), kCount);
    for (std::size_t i = 0; i < kCount; ++i) EXPECT_EQ(texts[i], std::to_string(i));
    EXPECT_EQ(turns.finished(), kCount);
}

TEST(Turns, DoNotRunFarAheadOfASlowOne) {
    Turns turns(100, 3);
    ASSERT_EQ(turns.take(), 0U);
    std::atomic<std::size_t> taken{0};
    std::jthread quick([&] {
        while (const auto number = turns.take()) {
            ++taken;
            turns.give(*number, saying("quick"));
        }
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(taken, 2U) << "numbers 1 and 2 are within the window of 0";
    turns.give(0, saying("slow"));
    EXPECT_EQ(collect(turns).front(), "slow");
}

TEST(Turns, StopWhenAsked) {
    Turns turns(100, 10);
    ASSERT_EQ(turns.take(), 0U);
    ASSERT_EQ(turns.take(), 1U);
    turns.give(1, saying("b"));
    turns.stop();
    EXPECT_EQ(turns.take(), std::nullopt);
    EXPECT_FALSE(turns.done()) << "what is in hand is waited for";
    turns.give(0, saying("a"));
    EXPECT_EQ(collect(turns), (std::vector<std::string>{"a", "b"}));
}

TEST(Turns, OfNothingAreDone) {
    Turns turns(0, 10);
    EXPECT_TRUE(turns.done());
    EXPECT_EQ(turns.take(), std::nullopt);
}

}  // namespace
}  // namespace tidewaiter::batch
