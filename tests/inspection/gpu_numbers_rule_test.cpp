// Names and numbers of GPUs: those that cannot be of one thing, and as many that stay silent.
#include <gtest/gtest.h>

#include "firmware/inspection/gpu_mentions.h"
#include "tests/inspection/rule_expectations.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;
using tests::expectSilent;

constexpr auto kNumbers = "label.numbers-differ";
constexpr auto kTwice = "label.serial-twice";
constexpr auto kDeclared = "declaration.product-differs";
const cv::Rect2f kLeft{50, 50, 800, 700};
const cv::Rect2f kRight{1150, 750, 800, 700};
const cv::Rect2f kBoard{0, 0, 1900, 1400};
const cv::Rect2f kDie{700, 600, 500, 500};

CaseBuilder label(const std::vector<std::string>& lines) {
    CaseBuilder item;
    item.label(kLeft);
    for (const auto& line : lines) item.line(line);
    return item;
}

void speaks(const CaseBuilder& item, const char* rule, Severity severity,
            const std::vector<const char*>& parts) {
    const auto findings = item.findings(rule);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_EQ(findings[0].severity, severity) << findings[0].message;
    EXPECT_FALSE(findings[0].regions.empty());
    for (const auto* part : parts)
        EXPECT_NE(findings[0].message.find(part), std::string::npos) << findings[0].message;
}

// The China variant's name on a stronger part (E26).
TEST(GpuNumbersDiffer, ANameThatThePartNumberDenies) {
    speaks(label({"NVIDIA A800 80GB PCIe", "P/N: 900-21001-0020-100"}), kNumbers, Severity::Inspect,
           {"A800 80GB PCIe", "900-21001-0020-100", "A100 PCIe 80 GB"});
    speaks(label({"NVIDIA H20 96GB", "P/N: 692-2G520-0200-000"}), kNumbers, Severity::Inspect, {"H100"});
    speaks(label({"NVIDIA T4", "900-2G133-0080-000"}), kNumbers, Severity::Inspect, {"L40S"});
}

TEST(GpuNumbersDiffer, ByFirmwareNumberAndDie) {
    speaks(label({"NVIDIA A800 80GB PCIe", "20B5-893-A1"}), kNumbers, Severity::Inspect,
           {"firmware number \"20B5-893-A1\""});
    // A SKU that nobody lists, of a device that is listed.
    speaks(label({"NVIDIA A100 SXM4 80GB", "20BD-777-A1"}), kNumbers, Severity::Inspect, {"A800 SXM4"});
    CaseBuilder card;
    card.board(kBoard).line("NVIDIA H100 PCIe 80GB").chip(kDie, {"NVIDIA", "GA100-999-A1"});
    speaks(card, kNumbers, Severity::Inspect, {"GA100-999-A1", "the GPU GA100", "H100 PCIe"});
}

// What stands twice is told once.
TEST(GpuNumbersDiffer, OnceForPrintAndCode) {
    auto item = label({"NVIDIA A800", "A800 80GB PCIe", "P/N: 900-21001-0020-100"});
    item.code("Code128", "900-21001-0020-100");
    speaks(item, kNumbers, Severity::Inspect, {"A800", "900-21001-0020-100"});
}

// The board in the middle of a part number is a rule that no maker states: it only informs.
TEST(GpuNumbersDiffer, AMiddleGroupAloneOnlyInforms) {
    speaks(label({"NVIDIA A100 SXM4 80GB", "699-2G520-0999-000"}), kNumbers, Severity::Info, {"GH100"});
}

TEST(GpuNumbersDiffer, SilentWhereTheyFit) {
    expectSilent(label({"NVIDIA A100 80GB PCIe", "P/N: 900-21001-0020-100", "20B5-893-A1"}), kNumbers);
    expectSilent(label({"NVIDIA H100", "P/N: 900-21010-0020-000", "GH100-886-A1"}), kNumbers);
    expectSilent(label({"NVIDIA H200 NVL", "900-21010-0040-000"}), kNumbers);
    expectSilent(label({"NVIDIA L40S", "900-2G133-0080-000", "AD102-895-A1"}), kNumbers);
    expectSilent(label({"NVIDIA HGX H100 8-GPU", "935-24287-0301-000"}), kNumbers);
    expectSilent(label({"NVIDIA GH200", "GH100-888K-A1"}), kNumbers);
}

// Names that a reader makes of one another.
TEST(GpuNumbersDiffer, SilentForSlipsOfTheReader) {
    expectSilent(label({"NVIDIA L40", "900-2G133-0080-000"}), kNumbers);
    expectSilent(label({"NVIDIA A10", "900-21001-0020-100"}), kNumbers);
    CaseBuilder doubtful;
    doubtful.label(kLeft).doubtfulLine("NVIDIA A800 80GB PCIe", 8, "1").line("P/N: 900-21001-0020-100");
    expectSilent(doubtful, kNumbers);
}

TEST(GpuNumbersDiffer, SilentForListsAndUnlistedNumbers) {
    expectSilent(label({"900-21010-0000-000", "900-2G183-0000-000"}), kNumbers);
    expectSilent(label({"NVIDIA A100", "NVIDIA H100", "NVIDIA L40S"}), kNumbers);
    expectSilent(label({"NVIDIA H100 A100 BRIDGE", "900-53651-2500-000"}), kNumbers);
    expectSilent(label({"NVIDIA H100", "NVIDIA T4", "900-2G183-0000-000"}), kNumbers);
    expectSilent(label({"NVIDIA H100", "900-21010-0000-000", "900-2G133-0020-100"}), kNumbers);
    expectSilent(label({"TEA", "P/N: 900-21001-0020-100"}), kNumbers);
}

// Two articles in one photo, and several photos of one item.
TEST(GpuNumbersDiffer, SilentAcrossLabelsBoardsAndPhotos) {
    CaseBuilder labels;
    labels.label(kLeft).line("NVIDIA A800 80GB PCIe").label(kRight).line("P/N: 900-21001-0020-100");
    expectSilent(labels, kNumbers);
    CaseBuilder boards;
    boards.board({0, 0, 600, 1400}).line("NVIDIA H100 PCIe").board({700, 0, 1200, 1400});
    boards.chip(kDie, {"NVIDIA", "GA100-999-A1"});
    expectSilent(boards, kNumbers);
    CaseBuilder photos;
    photos.label(kLeft).line("NVIDIA A800 80GB PCIe").photo("b.jpg").label(kLeft).line("900-21001-0020-100");
    expectSilent(photos, kNumbers);
}

TEST(SerialTwice, OnLabelsOfTwoProducts) {
    CaseBuilder item;
    item.label(kLeft).line("P/N: 900-21010-0000-000").line("S/N: 1654123038646");
    item.label(kRight).line("P/N: 900-2G133-0020-100").line("S/N: 1654123038646");
    speaks(item, kTwice, Severity::Inspect, {"1654123038646", "900-21010-0000-000", "900-2G133-0020-100"});
}

// Box and board have part numbers of their own, and a label is seen in several photos.
TEST(SerialTwice, SilentForOneUnit) {
    CaseBuilder box;
    box.label(kLeft).line("P/N: 900-21010-0000-000").line("S/N: 1654123038646");
    box.label(kRight).line("P/N: 699-21010-0200-000").line("S/N: 1654123038646");
    expectSilent(box, kTwice);
    CaseBuilder photos;
    photos.label(kLeft).line("P/N: 900-21010-0000-000").line("S/N: 1654123038646").photo("b.jpg");
    photos.label(kLeft).line("P/N: 900-2G183-0000-000").line("S/N: 1654123038646");
    expectSilent(photos, kTwice);
    CaseBuilder carriers;
    carriers.label(kLeft).line("P/N: 900-21010-0000-000").line("S/N: 1654123038646");
    carriers.label(kRight).line("S/N: 1654123038646");
    expectSilent(carriers, kTwice);
    CaseBuilder other;
    other.label(kLeft).line("P/N: 900-21010-0000-000").line("S/N: 1654123038646");
    other.label(kRight).line("P/N: 900-2G183-0000-000").line("S/N: 1654123038647");
    expectSilent(other, kTwice);
}

CaseBuilder declared(const std::string& goods, const std::vector<std::string>& lines) {
    auto item = label(lines);
    item.declaredAs(Declaration{goods, "847330", ""});
    return item;
}

TEST(DeclaredProduct, AnotherOneThanTheNumbersSay) {
    speaks(declared("NVIDIA A800 80GB PCIe cards", {"P/N: 900-21001-0020-100"}), kDeclared, Severity::Inspect,
           {"A800", "900-21001-0020-100", "A100"});
    speaks(declared("NVIDIA A800 SXM4", {"NVIDIA A100 SXM4 80GB"}), kDeclared, Severity::Inspect, {"A100"});
    speaks(declared("NVIDIA RTX 4090", {"NVIDIA", "GA102-300-A1"}), kDeclared, Severity::Inspect,
           {"GA102-300-A1"});
}

TEST(DeclaredProduct, SilentWhereOneFitsOrNoneIsNamed) {
    expectSilent(declared("NVIDIA A100 80GB PCIe", {"P/N: 900-21001-0020-100"}), kDeclared);
    expectSilent(declared("NVIDIA A800 80GB PCIe", {"NVIDIA A800 80GB PCIe", "P/N: 900-21001-0020-100"}),
                 kDeclared);
    expectSilent(declared("graphics cards", {"P/N: 900-21001-0020-100"}), kDeclared);
    expectSilent(declared("NVIDIA A800 80GB PCIe", {"TEA", "S/N: 1654123038646"}), kDeclared);
    expectSilent(declared("NVIDIA L40S", {"NVIDIA L40"}), kDeclared);
    CaseBuilder doubtful;
    doubtful.declaredAs(Declaration{"NVIDIA A800 SXM4", "847330", ""});
    doubtful.label(kLeft).doubtfulLine("NVIDIA A100 SXM4 80GB", 8, "8");
    expectSilent(doubtful, kDeclared);
}

}  // namespace
}  // namespace tidewaiter::inspection
