// What looks like boards and chips speaks for electronics, whatever stands on it.
#include <gtest/gtest.h>

#include <vector>

#include "tests/inspection/rule_expectations.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;

constexpr auto kRule = "declaration.electronics-in-food";
const cv::Rect2f kPlace{500, 400, 400, 400};

CaseBuilder tea() {
    CaseBuilder item;
    item.declaredAs("green tea");
    return item;
}

TEST(MarkedChipClue, AChipOfAnyMakerIsNoTea) {
    tests::expectTold(tea().chip(kPlace, {"LATTICE", "LFE3-17EA", "8FTN256C"}, 0.99), kRule,
                      Severity::Inspect, 2, {"marked like one", "Lattice"});
    tests::expectTold(tea().chip(kPlace, {"QWERTZ", "ZX99K-17", "2231"}, 0.95), kRule, Severity::Inspect, 1,
                      {"a body that looks like a chip and is marked like one"});
}

TEST(MarkedChipClue, SeveralAreCounted) {
    const auto item = tea()
                          .chip(kPlace, {"QWERTZ", "ZX99K-17", "2231"}, 0.95)
                          .chip({1000, 400, 400, 400}, {"QWERTZ", "ZX99K-17", "2231"}, 0.95);
    tests::expectTold(item, kRule, Severity::Inspect, 2, {"2 bodies that look like chips"});
}

TEST(MarkedChipClue, WhatIsNotMarkedLikeAChip) {
    tests::expectSilent(tea().chip(kPlace, {"DARK 70", "CHOCOLATE"}, 0.99), kRule);
    tests::expectSilent(tea().chip(kPlace, {"ZX99K-17"}, 0.99), kRule);
    tests::expectSilent(tea().chip(kPlace, {}, 0.99), kRule);
    tests::expectSilent(tea().chip(kPlace, {"QWERTZ", "ZX99K-17", "2231"}, 0.8), kRule);
    tests::expectSilent(tea().chip(kPlace, {}, 0.99).line("QWERTZ", 0.6).line("ZX99K-17", 0.6), kRule);
}

TEST(AppearanceClue, ABoardWithChipsIsNoTea) {
    const auto item = tea().board({100, 100, 1500, 1000}, 0.56).chip(kPlace, {}, 0.7);
    tests::expectTold(item, kRule, Severity::Inspect, 1,
                      {"what looks like a populated circuit board, with a body that looks like a chip"});
    tests::expectTold(tea().chip(kPlace, {}, 0.9).chip({1000, 400, 400, 400}, {}, 0.9), kRule,
                      Severity::Inspect, 2, {"2 bodies that look like chips"});
}

TEST(AppearanceClue, OneDoubtfulThingIsNotEnough) {
    tests::expectSilent(tea().board({100, 100, 1500, 1000}, 0.56), kRule);
    tests::expectSilent(tea().chip(kPlace, {}, 0.99), kRule);
    tests::expectSilent(tea().board({100, 100, 1500, 1000}, 0.3).chip(kPlace, {}, 0.55), kRule);
}

}  // namespace
}  // namespace tidewaiter::inspection
