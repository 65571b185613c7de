#include "firmware/station/decision_check.h"

#include <gtest/gtest.h>

#include "tests/station/made_inspection.h"

namespace tidewaiter::station {
namespace {

using inspection::Verdict;
using records::Choice;

const records::Signatory kOfficer{"1", "Olu", "officer"};
const records::Signatory kSupervisor{"2", "Sam", "supervisor"};

/// Held for a listed number, which was typed.
Case judgedCase() {
    Case one;
    one.id = "01KAMZ00000000000000000001";
    one.state = CaseState::Judged;
    one.result = std::make_shared<const inspection::Inspection>(tests::listedInspection());
    one.typed = {{0, "1320022018877", true}};
    return one;
}

DecisionOrder overruling() {
    return {Choice::Overruled, Verdict::Clear, "authorized", "licence 12", kSupervisor};
}

std::string codeOf(const Outcome<records::Decision>& outcome) {
    return outcome ? "done" : outcome.error().code;
}

TEST(DecisionCheck, ConfirmsTheMachinesVerdict) {
    const auto decision = checkedDecision(judgedCase(), {.verdict = Verdict::Clear}, kOfficer, {});
    ASSERT_TRUE(decision) << decision.error().sentence;
    EXPECT_EQ(decision->verdict, Verdict::Hold) << "what is confirmed is the machine's verdict";
    ASSERT_EQ(decision->confirmations.size(), 1U);
    EXPECT_EQ(decision->confirmations[0].listed, "1320O22018877");
    EXPECT_EQ(decision->confirmations[0].typed, "1320022018877");
    EXPECT_TRUE(decision->confirmations[0].agrees);
}

TEST(DecisionCheck, OverrulesWithAReasonAndASecondOfficer) {
    const auto decision = checkedDecision(judgedCase(), overruling(), kOfficer, {});
    ASSERT_TRUE(decision) << decision.error().sentence;
    EXPECT_EQ(decision->verdict, Verdict::Clear);
    EXPECT_EQ(decision->reason, "authorized");
    EXPECT_EQ(decision->second, kSupervisor);
}

using Change = void (*)(Case&, DecisionOrder&);

std::string refusalOf(Change change) {
    auto one = judgedCase();
    auto order = overruling();
    change(one, order);
    return codeOf(checkedDecision(one, order, kOfficer, {}));
}

TEST(DecisionCheck, RefusesWhatThePolicyDoesNotAllow) {
    const std::vector<std::pair<std::string, Change>> rows = {
        {"decision.blind", [](Case& one, DecisionOrder&) { one.typed.clear(); }},
        {"decision.verdict", [](Case&, DecisionOrder& order) { order.verdict = Verdict::Hold; }},
        {"decision.verdict", [](Case&, DecisionOrder& order) { order.verdict.reset(); }},
        {"decision.reason", [](Case&, DecisionOrder& order) { order.reason = "because"; }},
        {"decision.reason", [](Case&, DecisionOrder& order) { order.reason.clear(); }},
        {"decision.note",
         [](Case&, DecisionOrder& order) {
             order.reason = "other";
             order.note.clear();
         }},
        {"decision.note", [](Case&, DecisionOrder& order) { order.note.assign(5000, 'x'); }},
        {"decision.second-needed", [](Case&, DecisionOrder& order) { order.second.reset(); }},
        {"decision.same-officer", [](Case&, DecisionOrder& order) { order.second = kOfficer; }},
        {"inspection.state", [](Case& one, DecisionOrder&) { one.state = CaseState::Decided; }},
        {"inspection.state", [](Case& one, DecisionOrder&) { one.state = CaseState::Open; }},
    };
    for (const auto& [code, change] : rows) EXPECT_EQ(refusalOf(change), code);
}

// Where the policy asks for one officer alone, one is enough, whatever the verdict.
TEST(DecisionCheck, AsksForASecondOfficerWhereThePolicySaysSo) {
    auto order = overruling();
    order.second.reset();
    inspection::DecisionPolicy alone;
    alone.secondOfficerFor = {};
    EXPECT_EQ(codeOf(checkedDecision(judgedCase(), order, kOfficer, alone)), "done");
    EXPECT_EQ(codeOf(checkedDecision(judgedCase(), order, kOfficer, {})), "decision.second-needed");
}

}  // namespace
}  // namespace tidewaiter::station
