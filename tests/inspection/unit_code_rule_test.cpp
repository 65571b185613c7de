// package.unit-code-twice: as many honest look-alikes that stay silent as copies that are told.
#include <gtest/gtest.h>

#include <vector>

#include "tests/inspection/rule_expectations.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;

constexpr auto kRule = "package.unit-code-twice";
const cv::Rect2f kLeft{100, 100, 300, 300};
const cv::Rect2f kRight{600, 100, 300, 300};
const cv::Rect2f kBelow{100, 700, 300, 300};
const std::vector<std::string> kDie = {"NVIDIA", "GH100-885-A1", "TAIWAN 2312"};

CaseBuilder twoDies(const std::string& first, const std::string& second) {
    CaseBuilder item;
    item.chip(kLeft, kDie).code("DataMatrix", first);
    item.chip(kRight, kDie).code("DataMatrix", second);
    return item;
}

void speaks(const CaseBuilder& item, const char* value) {
    expectTold(item, kRule, Severity::Inspect, 2, {"board.jpg", value});
}

void isSilent(const CaseBuilder& item) {
    expectSilent(item, kRule);
}

// A code that differs between chips of the very same marking is numbered piece by piece.
TEST(UnitCodeTwice, OnChipsWhoseCodesAreNumberedPieceByPiece) {
    auto item = twoDies("A7K20033198E04", "A7K20033198E04");
    item.chip(kBelow, kDie).code("DataMatrix", "A7K20033201B17");
    speaks(item, "A7K20033198E04");
}

TEST(UnitCodeTwice, OnChipsAsACodedSerialNumber) {
    const std::string envelope =
        "[)>\x1E"
        "06\x1D"
        "1PGH100-885-A1\x1D"
        "S1654023012345\x1E\x04";
    speaks(twoDies(envelope, envelope), "1654023012345");
}

TEST(UnitCodeTwice, OnChipsAsACaptionedSerialNumber) {
    CaseBuilder item;
    item.chip(kLeft, {"GH100-885-A1", "S/N: 1654023012345"});
    item.chip(kRight, {"GH100-885-A1", "S/N: 1654023012345"});
    speaks(item, "1654023012345");
}

TEST(UnitCodeTwice, OnTwoBoardsOfOneKind) {
    CaseBuilder item;
    item.board({0, 0, 900, 1400}).line("699-2G520-0200-500").line("S/N: 1654023012345");
    item.board({1000, 0, 900, 1400}).line("699-2G520-0200-500").line("S/N: 1654023012345");
    speaks(item, "1654023012345");
}

TEST(UnitCodeTwice, OneNetworkAddressOnTwoBoardsOfOneKind) {
    CaseBuilder item;
    item.board({0, 0, 900, 1400}).line("MCX75310AAS-NEAT").line("MAC: 10:70:FD:12:34:56");
    item.board({1000, 0, 900, 1400}).line("MCX75310AAS-NEAT").line("MAC: 10:70:FD:12:34:56");
    speaks(item, "10:70:FD:12:34:56");
}

TEST(UnitCodeTwice, OneLabelInTwoPhotosIsOneLabel) {
    CaseBuilder item;
    item.chip(kLeft, {"GH100-885-A1", "S/N: 1654023012345"});
    item.photo("again.jpg").chip(kRight, {"GH100-885-A1", "S/N: 1654023012345"});
    isSilent(item);
}

TEST(UnitCodeTwice, ACartonRepeatsTheNumberOfItsArticle) {
    CaseBuilder item;
    item.board({0, 0, 900, 1400}).line("699-2G520-0200-500").line("S/N: 1654023012345");
    item.photo("carton.jpg").line("699-2G520-0200-500").line("S/N: 1654023012345");
    isSilent(item);
    CaseBuilder oneView;  // article and carton in one photo; a second sticker looks the same
    oneView.line("699-2G520-0200-500").line("S/N: 1654023012345");
    oneView.board({0, 600, 900, 800}).line("699-2G520-0200-500").line("S/N: 1654023012345");
    isSilent(oneView);
}

TEST(UnitCodeTwice, AStickerOnAChipRepeatsTheNumberOfItsBoard) {
    CaseBuilder item;
    item.board({0, 0, 1900, 1400}).line("699-2G520-0200-500").line("S/N: 1654023012345");
    item.chip(kBelow, {"699-2G520-0200-500", "S/N: 1654023012345"});
    isSilent(item);
}

TEST(UnitCodeTwice, ACodeAndItsPrintedTwin) {
    CaseBuilder item;
    item.chip(kLeft, kDie).code("DataMatrix", "S1654023012345").line("S/N: 1654023012345");
    isSilent(item);
}

TEST(UnitCodeTwice, PartNumbersLotsAndDatesAreShared) {
    CaseBuilder item;
    item.chip(kLeft, {"MT61K256M32JE-21", "LOT: 7XB2290041", "2231"});
    item.chip(kRight, {"MT61K256M32JE-21", "LOT: 7XB2290041", "2231"});
    isSilent(item);
}

// Two equal codes alone may be codes of the lot or the part.
TEST(UnitCodeTwice, CodesOfALotAreShared) {
    isSilent(twoDies("LOT7XB2290041", "LOT7XB2290041"));
    auto twoLots = twoDies("LOT7XB2290041", "LOT7XB2290041");
    twoLots.chip(kBelow, {"NVIDIA", "GH100-885-A1", "TAIWAN 2330"}).code("DataMatrix", "LOT9AC3110007");
    isSilent(twoLots);
}

TEST(UnitCodeTwice, ASerialNumberThatIsNotSureAccusesNobody) {
    CaseBuilder item;
    item.chip(kLeft, {"GH100-885-A1"}).doubtfulLine("S/N: 1654023012845", 14, "3");
    item.chip(kRight, {"GH100-885-A1", "S/N: 1654023012845"});
    isSilent(item);
}

TEST(UnitCodeTwice, BoardsOfTwoKindsCanBelongToOneArticle) {
    CaseBuilder item;
    item.board({0, 0, 900, 1400}).line("699-2G520-0200-500").line("S/N: 1654023012345");
    item.board({1000, 0, 900, 1400}).line("699-14612-0000-000").line("S/N: 1654023012345");
    isSilent(item);
}

TEST(UnitCodeTwice, OnePackageFoundTwiceIsOnePackage) {
    CaseBuilder item;
    item.chip(kLeft, {"GH100-885-A1", "S/N: 1654023012345"});
    item.chip({110, 105, 300, 300}, {"GH100-885-A1", "S/N: 1654023012345"});
    isSilent(item);
}

}  // namespace
}  // namespace tidewaiter::inspection
