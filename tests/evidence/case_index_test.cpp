#include "firmware/evidence/case_index.h"

#include <gtest/gtest.h>

#include "tests/evidence/sample.h"

namespace tidewaiter::evidence {

using inspection::Severity;

TEST(CaseIndex, numbers_evidence_in_the_order_of_the_findings) {
    const auto made = soundCardAsTea(testPicture());
    const CaseIndex index(made);
    ASSERT_EQ(index.marks().size(), 7U);
    EXPECT_EQ(index.marks().front().region->id, "r1");
    for (std::size_t i = 0; i < index.marks().size(); ++i) {
        EXPECT_EQ(index.marks()[i].number, static_cast<int>(i) + 1);
        EXPECT_EQ(index.markOf(index.marks()[i].region->id), &index.marks()[i]);
    }
    EXPECT_EQ(index.markOf("r2"), nullptr) << "a package that no finding names";
}

TEST(CaseIndex, gives_shared_evidence_the_gravest_severity) {
    auto made = soundCardAsTea(testPicture());
    made.findings[2].regions = {"r1"};
    std::reverse(made.findings.begin(), made.findings.end());
    const CaseIndex index(made);
    EXPECT_EQ(index.markOf("r1")->number, 1);
    EXPECT_EQ(index.markOf("r1")->severity, Severity::Hold);
}

TEST(CaseIndex, follows_fields_to_the_places_where_they_were_read) {
    const auto made = soundCardAsTea(testPicture());
    const auto evidence = CaseIndex(made).evidenceOf(made.findings[1]);
    ASSERT_EQ(evidence.size(), 2U);
    EXPECT_EQ(evidence[0]->id, "r8");
    EXPECT_EQ(evidence[1]->id, "r7");
}

TEST(CaseIndex, passes_over_ids_that_lead_nowhere) {
    auto made = soundCardAsTea(testPicture());
    made.findings[0].regions = {"r99", "", "r1", "r1"};
    made.findings[0].fields = {"d99"};
    made.fields[0].readings = {"t99"};
    made.regions.push_back(made.regions.front());
    made.regions.back().score = 0;
    const CaseIndex index(made);
    ASSERT_EQ(index.evidenceOf(made.findings[0]).size(), 1U);
    EXPECT_EQ(index.region("r1"), &made.regions.front()) << "of parts with the same id the first one counts";
    EXPECT_EQ(index.region("r99"), nullptr);
    EXPECT_EQ(index.frame("f2"), nullptr);
    EXPECT_EQ(index.reading("t99"), nullptr);
    EXPECT_EQ(index.field("d99"), nullptr);
    EXPECT_TRUE(index.readingsIn("r1").empty());
    EXPECT_EQ(index.readingsIn("r5").size(), 1U);
}

}  // namespace tidewaiter::evidence
