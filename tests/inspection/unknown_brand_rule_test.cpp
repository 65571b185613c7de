// label.unknown-brand: invented brands on numbers of data-centre GPUs, and as many labels that are honest.
#include <gtest/gtest.h>

#include "tests/inspection/rule_expectations.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;

constexpr auto kRule = "label.unknown-brand";

/// A label whose first line is the largest.
CaseBuilder label(const std::string& brand, const std::vector<std::string>& lines) {
    CaseBuilder item;
    item.label({50, 50, 800, 1000}).line(brand).label({50, 250, 800, 600});
    for (const auto& line : lines) item.line(line);
    return item;
}

const std::vector<std::string> kLines = {"MODEL: SK-762", "P/N: 900-21010-0000-000", "QTY: 1 PCS",
                                         "MADE IN CHINA"};

TEST(UnknownBrand, OnTheNumberOfAnAccelerator) {
    const auto item = label("SANDKYAN", kLines);
    const auto findings = item.findings(kRule);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_EQ(findings[0].severity, Severity::Inspect);
    for (const auto* part : {"SANDKYAN", "900-21010-0000-000", "NVIDIA"})
        EXPECT_NE(findings[0].message.find(part), std::string::npos) << findings[0].message;
}

TEST(UnknownBrand, NotForKnownBrandsAndWords) {
    for (const auto* brand : {"NVIDIA", "DELL", "PNY", "SUPERMICRO", "FRAGILE", "ACCELERATOR CARD"})
        tests::expectSilent(label(brand, kLines), kRule);
    auto reseller = kLines;
    reseller.emplace_back("NVIDIA H100 PCIe");
    tests::expectSilent(label("SANDKYAN", reseller), kRule);
}

TEST(UnknownBrand, NotForOtherGoods) {
    tests::expectSilent(label("SANDKYAN", {"MODEL: SK-762", "P/N: NG-SW24-1234", "QTY: 1 PCS"}), kRule);
    // A card for gamers, a serial number alone.
    tests::expectSilent(label("SANDKYAN", {"GA102-300-A1", "QTY: 1 PCS", "MADE IN CHINA"}), kRule);
    tests::expectSilent(label("SANDKYAN", {"S/N: 1654123038646", "QTY: 1 PCS", "MADE IN CHINA"}), kRule);
}

TEST(UnknownBrand, NotForSmallOrDoubtfulPrintOrAnotherLabel) {
    CaseBuilder small;
    small.label({50, 50, 800, 1000}).line("P/N: 900-21010-0000-000").line("SANDKYAN").line("QTY: 1 PCS");
    tests::expectSilent(small, kRule);
    CaseBuilder doubtful;
    doubtful.label({50, 50, 800, 1000}).doubtfulLine("SANDKYAN", 3, "O").label({50, 250, 800, 600});
    for (const auto& line : kLines) doubtful.line(line);
    tests::expectSilent(doubtful, kRule);
    CaseBuilder other;
    other.label({1200, 50, 700, 1000}).line("SANDKYAN").label({50, 250, 800, 600});
    for (const auto& line : kLines) other.line(line);
    tests::expectSilent(other, kRule);
}

}  // namespace
}  // namespace tidewaiter::inspection
