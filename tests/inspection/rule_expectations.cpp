#include "tests/inspection/rule_expectations.h"

#include <gtest/gtest.h>

namespace tidewaiter::inspection::tests {

void expectTold(const CaseBuilder& item, const char* rule, Severity severity, std::size_t regions,
                const std::vector<const char*>& parts) {
    const auto findings = item.findings(rule);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_EQ(findings[0].severity, severity);
    EXPECT_EQ(findings[0].regions.size(), regions);
    EXPECT_FALSE(findings[0].source.empty());
    for (const auto* part : parts)
        EXPECT_NE(findings[0].message.find(part), std::string::npos) << findings[0].message;
}

void expectSilent(const CaseBuilder& item, const char* rule) {
    EXPECT_TRUE(item.findings(rule).empty()) << item.told();
}

}  // namespace tidewaiter::inspection::tests
