// package.unknown-maker: invented brands on large packages, and as many large packages that are nobody's
// secret.
#include <gtest/gtest.h>

#include <vector>

#include "tests/inspection/rule_expectations.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;
using Lines = std::vector<std::string>;

constexpr auto kRule = "package.unknown-maker";
constexpr double kMmPerPixel = 0.05;
const cv::Rect2f kLarge{200, 200, 1100, 1080};  // 55 x 54 mm

CaseBuilder large(const Lines& lines) {
    CaseBuilder item;
    item.millimetersPerPixel(kMmPerPixel).chip(kLarge, lines);
    return item;
}

void speaks(const CaseBuilder& item, Severity severity, const std::vector<const char*>& parts) {
    expectTold(item, kRule, severity, 1, parts);
}

void isSilent(const CaseBuilder& item) {
    expectSilent(item, kRule);
}

TEST(UnknownMaker, AnInventedBrandOnALargePackage) {
    speaks(large({"SANDKYAN", "SK9000-01", "2412"}), Severity::Inspect,
           {"board.jpg", "55 x 54 mm", "\"SANDKYAN\""});
    speaks(large({"Q-CORELIX", "Velmaron", "TAIWAN"}), Severity::Inspect, {"\"Velmaron\""});
}

// The maker's name may be a drawing: a code alone is told, not accused.
TEST(UnknownMaker, ACodeAloneIsOnlyTold) {
    speaks(large({"ZQ7714RX", "2412"}), Severity::Info, {"\"ZQ7714RX\""});
}

TEST(UnknownMaker, BesideChipsThatTellTheScale) {
    CaseBuilder item;
    item.chip({100, 100, 280, 280}, {"LPC1768FBD100"}).chip({100, 500, 400, 400}, {"EPM570T144C5N"});
    item.chip({700, 100, 1100, 1100}, {"SANDKYAN", "SK9000-01"});
    speaks(item, Severity::Inspect, {"55 x 55 mm"});
}

TEST(UnknownMaker, KnownMakersAndParts) {
    isSilent(large({"NVIDIA", "GH100-885-A1", "TAIWAN 2312"}));
    isSilent(large({"GH100-885-A1", "VELMARON"}));
    isSilent(large({"INTEL CONFIDENTIAL", "QDF8", "L750B823"}));
    isSilent(large({"XILINX", "XCVU9P", "FLGA2104ABZ1849"}));
    isSilent(large({"AMD EPYC", "100-000000053"}));
    isSilent(large({"BROADCOM", "BCM88690"}));
}

// A brand read badly is a brand.
TEST(UnknownMaker, ABrandReadWithMoreAroundIt) {
    CaseBuilder item;
    item.millimetersPerPixel(kMmPerPixel).chip(kLarge, {"XZLOGOTH"}).line("MMOTOROLA", 0.43);
    isSilent(item);
}

TEST(UnknownMaker, LotsDatesAndCountriesAreNobodysName) {
    isSilent(large({"SR3JS 3.20GHZ", "L750B823", "MALAY"}));
    isSilent(large({"2045", "TAIWAN", "e4"}));
    isSilent(large({}));
}

TEST(UnknownMaker, WordsThatAreNotSureSayNothing) {
    CaseBuilder item;
    item.millimetersPerPixel(kMmPerPixel).chip(kLarge).line("SANDKYAN", 0.7).doubtfulLine("VELMARON", 2, "I");
    isSilent(item);
}

TEST(UnknownMaker, SmallPackagesAndThoseOfUnknownSize) {
    CaseBuilder small;
    small.millimetersPerPixel(kMmPerPixel).chip({200, 200, 340, 340}, {"SANDKYAN", "SK9000-01"});
    isSilent(small);
    CaseBuilder unknown;
    unknown.chip(kLarge, {"SANDKYAN", "SK9000-01"});
    isSilent(unknown);
}

TEST(UnknownMaker, LongThingsAndHugeOnesAreNoPackages) {
    CaseBuilder stick;
    stick.millimetersPerPixel(kMmPerPixel).chip({100, 100, 1900, 500}, {"VENGEANCE"});
    isSilent(stick);
    CaseBuilder sink;
    sink.millimetersPerPixel(0.2).chip(kLarge, {"VELMARON"});
    isSilent(sink);
}

}  // namespace
}  // namespace tidewaiter::inspection
