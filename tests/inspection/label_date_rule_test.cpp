// label.date-differs: the date code of a label's 9D against the date on the chip itself.
#include <gtest/gtest.h>

#include "tests/inspection/rule_expectations.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;
using tests::expectSilent;
using tests::expectTold;

constexpr auto kRule = "label.date-differs";
const cv::Rect2f kChip{1200, 200, 300, 300};
const cv::Rect2f kReel{50, 50, 800, 700};
const cv::Rect2f kSecondReel{50, 900, 800, 500};

/// A reel's label with codes and a chip out of it.
CaseBuilder reelAndChip(const std::string& date, const std::vector<std::string>& marking,
                        const std::string& part = "STM32F103C8T6") {
    CaseBuilder item;
    item.label(kReel).line("P/N: " + part).code("Code128", "1P" + part);
    item.line("Date code: " + date).code("Code128", "9D" + date);
    item.chip(kChip, marking);
    return item;
}

TEST(LabelDate, AChipOfAnotherMaking) {
    expectTold(reelAndChip("2345", {"STM32F103C8T6", "1817"}), kRule, Severity::Inspect, 3,
               {"STM32F103C8T6", "week 45 of 2023", "week 17 of 2018"});
}

// What is ordered is longer than what is marked.
TEST(LabelDate, AMarkingThatBeginsTheOrderingCode) {
    expectTold(reelAndChip("2345", {"STM32F103C8T6", "1817"}, "STM32F103C8T6TR"), kRule, Severity::Inspect, 3,
               {"STM32F103C8T6"});
}

TEST(LabelDate, SilentWhereTheyFit) {
    expectSilent(reelAndChip("2345", {"STM32F103C8T6", "2345"}), kRule);
    expectSilent(reelAndChip("2345", {"STM32F103C8T6", "2330"}), kRule);  // cut and molded in parts
}

TEST(LabelDate, SilentForWhatMayBeMisread) {
    expectSilent(reelAndChip("2345", {"STM32F103C8T6", "2145"}), kRule);
    expectSilent(reelAndChip("2345", {"STM32F103C8T6"}), kRule);
    CaseBuilder item;
    item.label(kReel).code("Code128", "1PSTM32F103C8T6").line("D/C 2345").code("Code128", "9D2345");
    item.chip(kChip, {"STM32F103C8T6"}).doubtfulLine("1817", 0, "2");
    expectSilent(item, kRule);
}

TEST(LabelDate, SilentForAnotherPart) {
    expectSilent(reelAndChip("2345", {"STM32F407VGT6", "1817"}), kRule);
}

TEST(LabelDate, SilentWithoutACode) {
    CaseBuilder item;
    item.label(kReel).line("P/N: STM32F103C8T6").line("Date Code: 2345");
    item.chip(kChip, {"STM32F103C8T6", "1817"});
    expectSilent(item, kRule);
}

// Two reels of one part: one of them is the chip's.
TEST(LabelDate, SilentWhereAnotherLabelFits) {
    auto item = reelAndChip("2345", {"STM32F103C8T6", "1817"});
    item.label(kSecondReel)
        .code("Code128", "1PSTM32F103C8T6")
        .line("Date code: 1817")
        .code("Code128", "9D1817");
    expectSilent(item, kRule);
}

// Chips of two dates beside one another are the business of package.twins-differ.
TEST(LabelDate, SilentForChipsWithoutALabel) {
    CaseBuilder item;
    item.chip(kChip, {"STM32F103C8T6", "1817"}).chip({1200, 700, 300, 300}, {"STM32F103C8T6", "2345"});
    expectSilent(item, kRule);
}

}  // namespace
}  // namespace tidewaiter::inspection
