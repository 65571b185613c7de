// The most severe finding decides; without one above "info" the item is clear.
#include "firmware/inspection/verdict.h"

#include <gtest/gtest.h>

namespace tidewaiter::inspection {
namespace {

struct Row {
    std::vector<Severity> severities;
    Verdict expected;
};

TEST(Verdict, IsThatOfTheMostSevereFinding) {
    const std::vector<Row> rows = {
        {{}, Verdict::Clear},
        {{Severity::Info}, Verdict::Clear},
        {{Severity::Info, Severity::Info}, Verdict::Clear},
        {{Severity::Inspect}, Verdict::Inspect},
        {{Severity::Info, Severity::Inspect}, Verdict::Inspect},
        {{Severity::Inspect, Severity::Inspect, Severity::Inspect}, Verdict::Inspect},
        {{Severity::Hold}, Verdict::Hold},
        {{Severity::Inspect, Severity::Hold, Severity::Info}, Verdict::Hold},
    };
    for (const auto& [severities, expected] : rows) {
        std::vector<Finding> findings;
        for (const auto severity : severities) {
            Finding finding;
            finding.severity = severity;
            findings.push_back(finding);
        }
        EXPECT_EQ(decide(findings), expected) << testing::PrintToString(severities.size());
    }
}

}  // namespace
}  // namespace tidewaiter::inspection
