// package.leads-differ: markings on bodies with other leads than theirs, and as many that fit or prove
// nothing.
#include <gtest/gtest.h>

#include "firmware/inspection/seen_leads.h"
#include "tests/inspection/rule_expectations.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;
using vision::LeadCounts;

constexpr auto kRule = "package.leads-differ";

/// One chip of 20 by 7 pixels times ten, with these lines and leads.
CaseBuilder chip(const std::vector<std::string>& lines, const LeadCounts& leads) {
    CaseBuilder item;
    item.chip(cv::Rect2f(100, 100, 400, 140), lines).leads(leads);
    return item;
}

CaseBuilder squareChip(const std::vector<std::string>& lines, const LeadCounts& leads) {
    CaseBuilder item;
    item.chip(cv::Rect2f(100, 100, 300, 300), lines).leads(leads);
    return item;
}

struct Row {
    const char* why;
    CaseBuilder item;
    std::vector<const char*> parts;
};

TEST(LeadsDiffer, WhereNoOutlineHasAsMany) {
    const std::vector<Row> rows = {
        {"a DIP of 16 for one of 14",
         chip({"SN74LS00N"}, {8, 0, 8, 0}),
         {"board.jpg", "\"SN74LS00N\"", "a DIP with 14 leads, 7 on each of two sides",
          "it has 16 leads, 8 on each of two sides"}},
        {"seen along the other sides",
         chip({"SN74LS00N"}, {0, 10, 0, 10}),
         {"it has 20 leads, 10 on each of two sides"}},
        {"a QFP of 64 for one of 48",
         squareChip({"STM32F103", "C8T6"}, {16, 16, 16, 16}),
         {"\"STM32F103 C8T6\"", "a QFP with 48 leads, 12 on each of four sides",
          "it has 64 leads, 16 on each of four sides"}},
        {"a QFP for a DIP",
         squareChip({"ATMEGA328P-PU"}, {8, 8, 8, 8}),
         {"a DIP with 28 leads", "it has 32 leads"}},
        {"leads for balls",
         squareChip({"XC7A35T", "CSG324ABX1601"}, {36, 36, 36, 36}),
         {"a BGA with 324 contacts underneath", "144 leads"}},
    };
    for (const auto& row : rows) {
        SCOPED_TRACE(row.why);
        expectTold(row.item, kRule, Severity::Inspect, 1, row.parts);
    }
}

TEST(LeadsDiffer, NotWhereTheyFit) {
    const std::vector<Row> rows = {
        {"as marked", chip({"SN74LS00N"}, {7, 0, 7, 0}), {}},
        {"turned", chip({"SN74LS00N"}, {0, 7, 0, 7}), {}},
        {"on four sides", squareChip({"STM32F103C8T6"}, {12, 12, 12, 12}), {}},
        {"one more in a long row", squareChip({"LPC1768FBD100"}, {24, 26, 24, 26}), {}},
        {"not counted", CaseBuilder().chip(cv::Rect2f(100, 100, 400, 140), {"SN74LS00N"}), {}},
    };
    for (const auto& row : rows) {
        SCOPED_TRACE(row.why);
        expectSilent(row.item, kRule);
    }
}

TEST(LeadsDiffer, NotWhereMarkingOrCountProveNothing) {
    CaseBuilder doubtful;
    doubtful.chip(cv::Rect2f(100, 100, 300, 300))
        .doubtfulLine("STM32F103C8T6", 9, "Z")
        .leads({16, 16, 16, 16});
    CaseBuilder faint;
    faint.chip(cv::Rect2f(100, 100, 300, 300)).line("STM32F103C8T6", 0.8).leads({16, 16, 16, 16});
    CaseBuilder hardly;
    hardly.chip(cv::Rect2f(100, 100, 300, 300), {"STM32F103C8T6"}, 0.5).leads({16, 16, 16, 16});
    CaseBuilder module;
    module.chip(cv::Rect2f(100, 100, 300, 300), {"STM32F103C8T6"}).leads({16, 16, 16, 16});
    module.chip(cv::Rect2f(300, 300, 60, 60));
    const std::vector<Row> rows = {
        {"a doubtful character", doubtful, {}},
        {"a faint line", faint, {}},
        {"hardly a package", hardly, {}},
        {"a module around it", module, {}},
        {"a part without a package code", chip({"SN74LS00"}, {8, 0, 8, 0}), {}},
        {"a part that nobody knows", chip({"QXW9931N"}, {8, 0, 8, 0}), {}},
        {"no marking", chip({}, {8, 0, 8, 0}), {}},
        {"so many leads has no package", chip({"SN74LS00N"}, {13, 0, 13, 0}), {}},
        {"nor on four sides", squareChip({"STM32F103C8T6"}, {15, 15, 15, 15}), {}},
    };
    for (const auto& row : rows) {
        SCOPED_TRACE(row.why);
        expectSilent(row.item, kRule);
    }
}

// A part number that comes in several packages is held against all of them.
TEST(LeadsDiffer, OneOfSeveralPackagesIsEnough) {
    expectSilent(chip({"LM358PWR"}, {4, 0, 4, 0}), kRule);
    expectSilent(chip({"LM358PWR"}, {7, 0, 7, 0}), kRule);
    expectTold(chip({"LM358PWR"}, {8, 0, 8, 0}), kRule, Severity::Inspect, 1,
               {"a TSSOP with 8 leads", "or in another package", "it has 16 leads"});
    expectSilent(squareChip({"ATMEGA328P-MU"}, {8, 8, 8, 8}), kRule);  // pads of a QFN with 32
}

TEST(SeenLeads, AreThoseThatSomeOutlineHas) {
    const auto& codes = tests::stagedRulebook().packages;
    vision::Region package;
    EXPECT_FALSE(seenLeads(package, codes));
    const auto seen = [&](const LeadCounts& leads) {
        package.leads = leads;
        return seenLeads(package, codes);
    };
    EXPECT_EQ(seen({7, 0, 7, 0}), (SeenLeads{14, 2}));
    EXPECT_EQ(seen({30, 20, 30, 20}), (SeenLeads{100, 4}));
    EXPECT_FALSE(seen({0, 0, 0, 0}));
    EXPECT_FALSE(seen({6, 0, 6, 0}));
    EXPECT_FALSE(seenLeads(package, models::PackageCodes::none()));
}

TEST(SeenLeads, DifferByMoreThanOneOfALongRow) {
    EXPECT_TRUE(differSurely({14, 2}, {16, 2}));
    EXPECT_TRUE(differSurely({48, 2}, {48, 4}));
    EXPECT_TRUE(differSurely({100, 4}, {144, 4}));
    EXPECT_FALSE(differSurely({14, 2}, {14, 2}));
    EXPECT_FALSE(differSurely({140, 4}, {144, 4}));
    EXPECT_FALSE(differSurely({100, 4}, {104, 4}));
}

TEST(SeenLeads, AreToldInPlainWords) {
    EXPECT_EQ(described({14, 2}), "14 leads, 7 on each of two sides");
    EXPECT_EQ(described({48, 4}), "48 leads, 12 on each of four sides");
    EXPECT_EQ(described({170, 4}), "170 leads on four sides");
}

}  // namespace
}  // namespace tidewaiter::inspection
