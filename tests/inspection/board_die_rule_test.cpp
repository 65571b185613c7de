// board.die-differs: dies on boards that are not made for them, and as many that stay silent.
#include <gtest/gtest.h>

#include "tests/inspection/rule_expectations.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;

constexpr auto kRule = "board.die-differs";
const cv::Rect2f kBoard{0, 0, 1900, 1400};
const cv::Rect2f kDie{700, 600, 500, 500};

CaseBuilder card(const std::string& code, const std::string& die) {
    CaseBuilder item;
    item.board(kBoard).line(code).chip(kDie, {"NVIDIA", die, "TAIWAN 2045"});
    return item;
}

void speaks(const CaseBuilder& item, const std::vector<const char*>& parts) {
    expectTold(item, kRule, Severity::Inspect, 2, parts);
}

void isSilent(const CaseBuilder& item) {
    expectSilent(item, kRule);
}

TEST(BoardDieDiffers, ADieMarkedAsAnother) {
    speaks(card("PG132-A02", "AD102-300-A1"), {"board.jpg", "\"PG132-A02\"", "GA102", "\"AD102-300-A1\""});
    speaks(card("PG520", "GA102-895-A1"), {"\"PG520\"", "GH100"});
}

TEST(BoardDieDiffers, ByTheBoardsPartNumber) {
    speaks(card("699-2G520-0200-500", "GA100-895-A1"), {"\"699-2G520-0200-500\"", "GH100"});
    speaks(card("900-21010-0000-000", "GA102-300-A1"), {"GH100"});
}

TEST(BoardDieDiffers, InAPhotoWithoutABoard) {
    CaseBuilder item;
    item.line("PG193").chip(kDie, {"GA102-300-A1"});
    speaks(item, {"AD104"});
}

TEST(BoardDieDiffers, NotWhereItFits) {
    isSilent(card("PG520", "GH100-885-A1"));
    isSilent(card("PG132-A02", "GA102-300-A1"));
    isSilent(card("699-2G506-0210-300", "GA100-895-A1"));
}

TEST(BoardDieDiffers, NotOnABoardThatCarriesBoth) {
    isSilent(card("PG136", "AD102-300-A1"));
    isSilent(card("PG136", "GA102-300-A1"));
    isSilent(card("PG133", "AD102-895-A1"));
}

TEST(BoardDieDiffers, NotByAConnectorsDesignator) {
    isSilent(card("P1001", "GA102-300-A1"));
}

TEST(BoardDieDiffers, NotByDoubtfulCharacters) {
    CaseBuilder code;
    code.board(kBoard).doubtfulLine("PG132", 4, "3").chip(kDie, {"AD102-300-A1"});
    isSilent(code);
    CaseBuilder die;
    die.board(kBoard).line("PG132").chip(kDie).doubtfulLine("AD102-300-A1", 0, "G");
    isSilent(die);
    isSilent(card("PG132", "AD102"));
}

TEST(BoardDieDiffers, NotAcrossBoardsOrPhotos) {
    CaseBuilder boards;
    boards.board({0, 0, 600, 1400}).line("PG132").board({700, 0, 1200, 1400}).chip(kDie, {"AD102-300-A1"});
    isSilent(boards);
    CaseBuilder photos;
    photos.board(kBoard).line("PG132").photo("other.jpg").board(kBoard).chip(kDie, {"AD102-300-A1"});
    isSilent(photos);
}

TEST(BoardDieDiffers, NotWhereAnotherCodeOfTheBoardFits) {
    CaseBuilder item;
    item.board(kBoard).line("PG132").line("699-2G520-0200-500").chip(kDie, {"GH100-885-A1"});
    isSilent(item);
}

TEST(BoardDieDiffers, NotByTextBesideAPackage) {
    CaseBuilder item;
    item.board(kBoard).line("PG132").line("AD102-300-A1");
    isSilent(item);
}

}  // namespace
}  // namespace tidewaiter::inspection
