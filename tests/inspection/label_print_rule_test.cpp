// label.print-contradicts-code: a code and its print must say the same; what a reader may have misread
// accuses nobody.
#include <gtest/gtest.h>

#include "tests/inspection/case_builder.h"

namespace tidewaiter::inspection {
namespace {

/// A code that says `coded`, and a line that is held against it.
struct Label {
    std::string coded = "900-21010-0000-000";
    std::string printed;
    double confidence = 0.97;  ///< of the print
    double characterConfidence = 0.99;
    std::vector<ocr::Alternative> alternatives{};  ///< what the print's pixels allow, too
};

std::vector<Finding> findingsOf(const Label& label) {
    const auto& book = tests::stagedRulebook();
    Inspection item;
    ocr::Reading code;
    code.id = "t1";
    code.kind = ocr::ReadingKind::Barcode;
    code.text = "1P" + label.coded;
    code.confidence = 0.99;
    ocr::Reading print;
    print.id = "t2";
    print.text = label.printed;
    print.confidence = label.confidence;
    print.alternatives = label.alternatives;
    for (const char c : label.printed)
        print.characters.push_back({std::string(1, c), label.characterConfidence, {}});
    item.readings = {code, print};
    item.fields = {{"d1", ocr::FieldType::PartNumber, label.coded, 0.9, {"t1"}, {"t2"}, "", ""}};
    auto found = judge(caseOf(item, book), book.policy);
    std::erase_if(found, [](const Finding& one) { return one.rule != "label.print-contradicts-code"; });
    return found;
}

TEST(LabelPrintRule, AnotherNumberInPrintIsTold) {
    const auto found = findingsOf({.printed = "P/N: 900-21010-0000-444"});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].severity, Severity::Inspect);
    EXPECT_EQ(
        found[0].message,
        "The code on the label says part number \"900-21010-0000-000\", but the print beside it says \"P/N: "
        "900-21010-0000-444\".");
    EXPECT_EQ(found[0].fields, std::vector<std::string>{"d1"});
}

TEST(LabelPrintRule, OneCharacterCountsOnlyWhereAllAreSure) {
    EXPECT_EQ(findingsOf({.printed = "P/N: 900-21010-0000-004"}).size(), 1U);
    EXPECT_EQ(findingsOf({.printed = "P/N: 900-21010-0000-004", .characterConfidence = 0.7}).size(), 0U);
}

TEST(LabelPrintRule, WhatAReaderMisreadsAccusesNobody) {
    for (const Label& label : {Label{.printed = "P/N: 900-21010-0000-000"},
                               Label{.printed = "P/N: 9OO-2IOIO-OOOO-OOO"},  // look-alikes
                               Label{.printed = "P/N: 900-21010-0000-444", .confidence = 0.4}}) {  // unsure
        EXPECT_TRUE(findingsOf(label).empty()) << label.printed;
    }
}

// A doubtful blank before the number does not make the number doubtful; a doubtful number does.
TEST(LabelPrintRule, WhatAllTextsThatThePixelsAllowSayIsSure) {
    const auto told = findingsOf({.printed = "P/N:900-21010-0000-444",
                                  .confidence = 0.45,
                                  .alternatives = {{"P/N: 900-21010-0000-444", 0.4}}});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_NEAR(told[0].score, 0.85, 1e-6);
    EXPECT_TRUE(findingsOf({.printed = "P/N:900-21010-0000-444",
                            .confidence = 0.45,
                            .alternatives = {{"P/N: 900-21010-0000-000", 0.4}}})
                    .empty());
}

}  // namespace
}  // namespace tidewaiter::inspection
