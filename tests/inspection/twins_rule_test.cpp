// package.twins-differ: chips of one lot that cannot be, and as many that honestly look so.
#include <gtest/gtest.h>

#include <vector>

#include "tests/inspection/rule_expectations.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;
using Lines = std::vector<std::string>;

constexpr auto kRule = "package.twins-differ";
const cv::Rect2f kPlaces[] = {
    {100, 100, 300, 300}, {600, 100, 300, 300}, {1100, 100, 300, 300}, {1600, 100, 300, 300}};

CaseBuilder tray(const std::vector<Lines>& chips) {
    CaseBuilder item;
    for (std::size_t i = 0; i < chips.size(); ++i) item.chip(kPlaces[i], chips[i]);
    return item;
}

void speaks(const CaseBuilder& item, const std::vector<const char*>& parts) {
    expectTold(item, kRule, Severity::Inspect, 2, parts);
}

void isSilent(const CaseBuilder& item) {
    expectSilent(item, kRule);
}

TEST(TwinsDiffer, OneLotWithTwoDates) {
    speaks(tray({{"RTL8111H", "N7A345.00", "2231"}, {"RTL8111H", "N7A345.00", "1814"}}),
           {"board.jpg", "\"N7A345.00\"", "2231", "1814"});
}

// A word that changes from chip to chip of one part is a lot, whatever its shape.
TEST(TwinsDiffer, OneLotThatShowsBesideAnother) {
    speaks(tray({{"RTL8111H", "3L8043B2", "2231"},
                 {"RTL8111H", "3L8043B2", "1814"},
                 {"RTL8111H", "7K5512C4", "2118"}}),
           {"\"3L8043B2\"", "2231", "1814"});
}

TEST(TwinsDiffer, OneLotOfOneWeekWithTwoOrigins) {
    speaks(tray({{"RTL8111H", "N7A345.00", "2231", "TAIWAN"}, {"RTL8111H", "N7A345.00", "2231", "MALAYSIA"}}),
           {"TW", "MY"});
}

TEST(TwinsDiffer, OneLotWithTwoMakers) {
    speaks(tray({{"WINBOND", "25Q128JVSQ", "N7A345.00"}, {"MACRONIX", "25Q128JVSQ", "N7A345.00"}}),
           {"Winbond", "Macronix"});
}

TEST(TwinsDiffer, OnePartNumberWithItsPackageOnTwoBodies) {
    CaseBuilder item;
    item.chip({100, 100, 300, 300}, {"LPC1768FBD100"}).chip({600, 100, 900, 200}, {"LPC1768FBD100"});
    speaks(item, {"\"LPC1768FBD100\"", "shape or size"});
    CaseBuilder size;
    size.chip({100, 100, 300, 300}, {"LPC1768FBD100"}).chip({600, 100, 600, 600}, {"LPC1768FBD100"});
    speaks(size, {"\"LPC1768FBD100\"", "shape or size"});
}

TEST(TwinsDiffer, OnePartNumberWithItsPackageOnOtherLeads) {
    const auto twins = [](const vision::LeadCounts& other) {
        CaseBuilder item;
        item.chip(cv::Rect2f(100, 100, 500, 170), {"SN74LS00N"}).leads({7, 0, 7, 0});
        item.chip(cv::Rect2f(100, 500, 500, 170), {"SN74LS00N"}).leads(other);
        return item;
    };
    speaks(twins({8, 0, 8, 0}),
           {"\"SN74LS00N\"", "one has 14 leads, 7 on each of two sides, the other has 16 leads"});
    isSilent(twins({7, 0, 7, 0}));
    isSilent(twins({0, 7, 0, 7}));
    isSilent(twins({13, 0, 13, 0}));  // no package has as many
}

TEST(TwinsDiffer, TwinsAreTwins) {
    const Lines lines = {"RTL8111H", "N7A345.00", "2231", "TAIWAN"};
    isSilent(tray({lines, lines, lines, lines}));
}

TEST(TwinsDiffer, AnotherLotMayHaveAnotherDate) {
    isSilent(
        tray({{"RTL8111H", "N7A345.00", "2231", "TAIWAN"}, {"RTL8111H", "N6K112.00", "1814", "MALAYSIA"}}));
}

// Endings of part numbers stand in a line of their own and are the same at every date.
TEST(TwinsDiffer, ASharedSecondLineIsNoLotByItself) {
    isSilent(tray({{"MX25L6406E", "M2I-12G", "2231"}, {"MX25L6406E", "M2I-12G", "1814"}}));
    isSilent(tray({{"MT61K256M32", "D9BGX773", "2231"}, {"MT61K256M32", "D9BGX773", "1814"}}));
    isSilent(tray({{"PIC16F877A", "1234567", "2231"}, {"PIC16F877A", "1234567", "1814"}}));
}

TEST(TwinsDiffer, ALotOfWafersIsMoldedInParts) {
    isSilent(tray({{"RTL8111H", "N7A345.00", "2231"}, {"RTL8111H", "N7A345.00", "2240"}}));
    isSilent(tray({{"RTL8111H", "N7A345.00", "2150"}, {"RTL8111H", "N7A345.00", "2203"}}));
    isSilent(
        tray({{"RTL8111H", "N7A345.00", "2231", "TAIWAN"}, {"RTL8111H", "N7A345.00", "2240", "MALAYSIA"}}));
}

TEST(TwinsDiffer, NotByOneCharacter) {
    isSilent(tray({{"RTL8111H", "N7A345.00", "2231"}, {"RTL8111H", "N7A345.00", "2731"}}));
}

TEST(TwinsDiffer, NotByADoubtfulCharacter) {
    CaseBuilder item;
    item.chip(kPlaces[0], {"RTL8111H", "N7A345.00", "2231"});
    item.chip(kPlaces[1], {"RTL8111H", "N7A345.00"}).doubtfulLine("1814", 2, "7");
    isSilent(item);
    CaseBuilder lot;
    lot.chip(kPlaces[0], {"RTL8111H", "2231"}).doubtfulLine("N7A345.00", 7, "8");
    lot.chip(kPlaces[1], {"RTL8111H", "1814", "N7A345.00"});
    isSilent(lot);
}

TEST(TwinsDiffer, ChipsOfTwoPartsMayShareALot) {
    isSilent(tray({{"RTL8111H", "N7A345.00", "2231"}, {"RTL8125BG", "N7A345.00", "1814"}}));
}

TEST(TwinsDiffer, NotAcrossPhotos) {
    CaseBuilder item;
    item.chip(kPlaces[0], {"RTL8111H", "N7A345.00", "2231"});
    item.photo("again.jpg").chip(kPlaces[0], {"RTL8111H", "N7A345.00", "1814"});
    isSilent(item);
}

// A part number without its package stands on bodies of any shape; corners can be wrong, things lie deeper.
TEST(TwinsDiffer, BodiesOfOneTypeLookDifferent) {
    CaseBuilder base;
    base.chip({100, 100, 300, 300}, {"NE555", "2231"}).chip({600, 100, 900, 200}, {"NE555", "2231"});
    isSilent(base);
    CaseBuilder corners;
    corners.chip({100, 100, 300, 300}, {"LPC1768FBD100"}).chip({600, 100, 420, 300}, {"LPC1768FBD100"});
    isSilent(corners);
}

}  // namespace
}  // namespace tidewaiter::inspection
