// label.covered and label.removed: which conditions of labels become a finding, and with what sentence.
#include <gtest/gtest.h>

#include "tests/inspection/case_builder.h"

namespace tidewaiter::inspection {
namespace {

using vision::LabelState;

constexpr auto kCovered = "label.covered";
constexpr auto kRemoved = "label.removed";

std::vector<Finding> findingsOf(const std::optional<vision::LabelCondition>& condition,
                                const std::string& rule, double seen = 0,
                                vision::RegionKind kind = vision::RegionKind::Board) {
    const auto& book = tests::stagedRulebook();
    Inspection item;
    item.declaration = {"tea", "0902", ""};
    vision::Frame frame;
    frame.id = "f1";
    frame.source = "carton.jpg";
    item.frames.push_back(frame);
    vision::Region region;
    region.id = "r1";
    region.frame = "f1";
    region.kind = vision::RegionKind::Label;
    region.quad = vision::quadOf({0, 0, 400, 300});
    region.score = 0.9;
    region.label = condition;
    item.regions.push_back(region);
    region.id = "r2";
    region.kind = kind;
    region.score = seen;
    region.label.reset();
    if (seen > 0) item.regions.push_back(region);
    std::vector<Finding> found;
    for (auto& outcome : outcomesOf(caseOf(item, book), book.policy)) {
        if (outcome.rule == rule) found = std::move(outcome.findings);
    }
    return found;
}

vision::LabelCondition conditionOf(LabelState state, double score) {
    return {state, score, "the edge of another label shows beside 2 of its sides"};
}

TEST(LabelConditionRule, EachStateHasItsRule) {
    struct Row {
        LabelState state;
        bool covered;
        bool removed;
    };
    for (const auto& row : {Row{LabelState::Covered, true, false}, Row{LabelState::Torn, false, true},
                            Row{LabelState::Residue, false, true}, Row{LabelState::Intact, false, false},
                            Row{LabelState::Unknown, false, false}}) {
        const auto condition = conditionOf(row.state, 0.9);
        const auto name = vision::kLabelStates.nameOf(row.state);
        EXPECT_EQ(findingsOf(condition, kCovered).size(), row.covered ? 1U : 0U) << name;
        EXPECT_EQ(findingsOf(condition, kRemoved).size(), row.removed ? 1U : 0U) << name;
    }
    EXPECT_TRUE(findingsOf(std::nullopt, kCovered).empty());
    EXPECT_TRUE(findingsOf(std::nullopt, kRemoved).empty());
}

TEST(LabelConditionRule, SaysWhereAndWhyAndAsksForALookOnly) {
    const auto found = findingsOf(conditionOf(LabelState::Covered, 0.9), kCovered);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].severity, Severity::Info) << "honest labels on white cartons look like it";
    EXPECT_EQ(found[0].score, 0.9);
    EXPECT_EQ(found[0].regions, std::vector<std::string>{"r1"});
    EXPECT_NE(found[0].message.find("A label lies over another one on photo"), std::string::npos);
    EXPECT_NE(found[0].message.find("beside 2 of its sides."), std::string::npos) << found[0].message;
    EXPECT_FALSE(found[0].source.empty());
}

TEST(LabelConditionRule, SilentWhereUnsureOrBesideElectronics) {
    EXPECT_TRUE(findingsOf(conditionOf(LabelState::Covered, 0.6), kCovered).empty());
    EXPECT_TRUE(findingsOf(conditionOf(LabelState::Torn, 0.3), kRemoved).empty());
    EXPECT_TRUE(findingsOf(conditionOf(LabelState::Covered, 0.95), kCovered, 0.8).empty());
    EXPECT_EQ(findingsOf(conditionOf(LabelState::Covered, 0.95), kCovered, 0.3).size(), 1U);
    // The metal lids of a tray look like labels.
    const auto lids = conditionOf(LabelState::Covered, 0.95);
    EXPECT_TRUE(findingsOf(lids, kCovered, 0.7, vision::RegionKind::Package).empty());
    EXPECT_EQ(findingsOf(lids, kCovered, 0.7, vision::RegionKind::Label).size(), 1U);
}

}  // namespace
}  // namespace tidewaiter::inspection
