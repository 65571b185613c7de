// Dates in serial numbers and on dies: what is too old for its product, and as many that stay silent.
#include <gtest/gtest.h>

#include "tests/inspection/rule_expectations.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;
using tests::expectSilent;

constexpr auto kDocumented = "label.serial-before-launch";
constexpr auto kDerived = "label.serial-before-launch-derived";
constexpr auto kAgreed = "label.dates-before-launch";
constexpr auto kAfter = "label.serial-after-date";
constexpr auto kDie = "package.die-before-launch";
const cv::Rect2f kLeft{50, 50, 800, 700};
const cv::Rect2f kRight{1150, 750, 800, 700};

/// A label of an NVIDIA board.
CaseBuilder board(const std::string& product, const std::string& serial) {
    CaseBuilder item;
    item.label(kLeft).line("NVIDIA " + product).line("S/N: " + serial);
    return item;
}

/// `rule` tells once, with this severity, and its sentence holds each of `parts`.
void speaks(const CaseBuilder& item, const char* rule, Severity severity,
            const std::vector<const char*>& parts) {
    const auto findings = item.findings(rule);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_EQ(findings[0].severity, severity);
    EXPECT_FALSE(findings[0].regions.empty());
    for (const auto* part : parts)
        EXPECT_NE(findings[0].message.find(part), std::string::npos) << findings[0].message;
}

// A form that was derived never decides alone.
TEST(SerialBeforeLaunch, ADerivedFormOnlyInforms) {
    const auto item = board("H100 PCIe 80GB", "0325117155632");
    speaks(item, kDerived, Severity::Info, {"0325117155632", "week 51 of 2017", "H100 PCIe", "2022-03-22"});
    expectSilent(item, kDocumented);
    expectSilent(item, kAgreed);
}

// With a printed date that agrees there are two signs.
TEST(SerialBeforeLaunch, APrintedDateThatAgreesIsTheSecondSign) {
    auto item = board("H100 PCIe 80GB", "0325117155632");
    item.line("MFG DATE: 2017-12-22");
    speaks(item, kAgreed, Severity::Inspect, {"0325117155632", "week 51 of 2017", "H100 PCIe"});
    auto other = board("H100 PCIe 80GB", "0325117155632");
    other.line("MFG DATE: 2023-05-02");
    expectSilent(other, kAgreed);
}

TEST(SerialBeforeLaunch, ADocumentedFormAsksForInspection) {
    CaseBuilder item;
    item.label(kLeft).line("HUAWEI Ascend 910").line("S/N: 2102312CDE10H9000123");
    speaks(item, kDocumented, Severity::Inspect, {"2017-09", "Ascend 910", "2018-10-10"});
    CaseBuilder later;
    later.label(kLeft).line("HUAWEI Ascend 910").line("S/N: 2102312CDE10H9000123").line("Ascend 310");
    speaks(later, kDocumented, Severity::Inspect, {"2017-09"});
}

TEST(SerialBeforeLaunch, SilentWhereTheDatesFit) {
    expectSilent(board("H100 PCIe 80GB", "1654123038646"), kDerived);
    expectSilent(board("A10 24GB", "1324722021038"), kDerived);
    // Made four months before the announcement: the first ones are.
    expectSilent(board("H100 PCIe 80GB", "1654721038646"), kDerived);
    // A product whose launch nobody knows.
    expectSilent(board("A10G", "0325117155632"), kDerived);
}

TEST(SerialBeforeLaunch, SilentWhereTheNumberMayBeAnother) {
    CaseBuilder doubtful;
    doubtful.label(kLeft).line("NVIDIA H100 PCIe 80GB").doubtfulLine("S/N: 1320117155632", 9, "2");
    expectSilent(doubtful, kDerived);
    // A site that nobody has seen, a week that does not exist, and another maker's serial.
    expectSilent(board("H100 PCIe 80GB", "5555117155632"), kDerived);
    expectSilent(board("H100 PCIe 80GB", "0327717155632"), kDerived);
    CaseBuilder server;
    server.label(kLeft).line("HUAWEI").line("NVIDIA H100 PCIe 80GB").line("S/N: 2102312CDE10H9000123");
    expectSilent(server, kDocumented);
}

// An old board beside the box of a new one, each with its own label.
TEST(SerialBeforeLaunch, SilentAcrossTwoArticles) {
    CaseBuilder item;
    item.label(kLeft).line("NVIDIA H100 PCIe 80GB").line("S/N: 1654123038646");
    item.label(kRight).line("P/N: 900-2H400-0010-000").line("S/N: 0325117155632");
    expectSilent(item, kDerived);
    CaseBuilder unnamed;
    unnamed.label(kLeft).line("NVIDIA H100 PCIe 80GB");
    unnamed.label(kRight).line("S/N: 0325117155632");
    expectSilent(unnamed, kDerived);
    CaseBuilder photos;
    photos.label(kLeft).line("NVIDIA H100 PCIe 80GB").photo("other.jpg").label(kLeft);
    photos.line("S/N: 0325117155632");
    expectSilent(photos, kDerived);
}

TEST(SerialAfterDate, ADateThatIsTooEarly) {
    CaseBuilder item;
    item.label(kLeft).line("MFG DATE: 2015-03-01").line("S/N: 2102312CDE10H9000123");
    speaks(item, kAfter, Severity::Inspect, {"2017-09", "2015-03-01"});
}

TEST(SerialAfterDate, SilentForLaterDatesAndOtherLabels) {
    for (const auto* date : {"2017-09-20", "2017-07-01", "2019-01-01"}) {
        CaseBuilder item;
        item.label(kLeft).line(std::string("MFG DATE: ") + date).line("S/N: 2102312CDE10H9000123");
        expectSilent(item, kAfter);
    }
    CaseBuilder two;
    two.label(kLeft).line("MFG DATE: 2015-03-01").label(kRight).line("S/N: 2102312CDE10H9000123");
    expectSilent(two, kAfter);
    CaseBuilder derived;
    derived.label(kLeft).line("MFG DATE: 2015-03-01").line("S/N: 1654123038646");
    expectSilent(derived, kAfter);
}

TEST(DieBeforeLaunch, ADateCodeThatIsTooOldForTheDie) {
    CaseBuilder item;
    item.board({0, 0, 1900, 1400}).chip({700, 600, 500, 500}, {"NVIDIA", "AD102-300-A1", "TAIWAN 2045"});
    speaks(item, kDie, Severity::Inspect, {"AD102-300-A1", "RTX 4090", "week 45 of 2020"});
}

TEST(DieBeforeLaunch, SilentForOtherChipsAndLaterDates) {
    CaseBuilder fits;
    fits.chip({700, 600, 500, 500}, {"NVIDIA", "AD102-300-A1", "TAIWAN 2209"});
    expectSilent(fits, kDie);
    CaseBuilder older;
    older.chip({700, 600, 500, 500}, {"NVIDIA", "GA102-300-A1", "TAIWAN 2045"});
    expectSilent(older, kDie);
    // A die that was sorted into a later product: H200 was announced 20 months after the first GH100.
    CaseBuilder sorted;
    sorted.chip({700, 600, 500, 500}, {"NVIDIA", "GH100-895-A1", "TAIWAN 2226"});
    expectSilent(sorted, kDie);
    // A memory chip of an older lot on the same board.
    CaseBuilder memory;
    memory.board({0, 0, 1900, 1400}).chip({700, 600, 500, 500}, {"NVIDIA", "AD102-300-A1", "TAIWAN 2245"});
    memory.chip({100, 600, 300, 300}, {"MICRON", "D8BGX", "1945"});
    expectSilent(memory, kDie);
    CaseBuilder doubtful;
    doubtful.chip({700, 600, 500, 500}, {"NVIDIA", "AD102-300-A1"}).doubtfulLine("TAIWAN 2045", 8, "2");
    expectSilent(doubtful, kDie);
}

}  // namespace
}  // namespace tidewaiter::inspection
