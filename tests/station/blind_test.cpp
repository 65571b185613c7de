// What officers are to see for themselves is told them nowhere before.
#include "firmware/station/blind.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/station/made_inspection.h"

namespace tidewaiter::station {
namespace {

using tests::listedInspection;

TEST(Blind, AsksForNumbersOfTheRulesThatThePolicyNames) {
    EXPECT_EQ(blindFindings(listedInspection(), {}), (std::vector<std::size_t>{0}));
    inspection::DecisionPolicy none;
    none.blindRules = {};
    EXPECT_TRUE(blindFindings(listedInspection(), none).empty());
    inspection::DecisionPolicy other;
    other.blindRules = {"watchlist.seen-before"};
    EXPECT_EQ(blindFindings(listedInspection(), other), (std::vector<std::size_t>{1}));
}

// A finding without a place or a number cannot be confirmed by eye.
TEST(Blind, AsksNothingWhereThereIsNoPlaceOrNoNumber) {
    auto item = listedInspection();
    item.findings[0].regions = {};
    item.readings[0].region = "r9";
    EXPECT_TRUE(blindFindings(item, {}).empty());
    item = listedInspection();
    item.findings[0].fields = {"d9"};
    EXPECT_TRUE(blindFindings(item, {}).empty());
}

// Nobody reads bars by eye: the printed line is shown where there is one.
TEST(Blind, ShowsThePrintedLineBeforeTheCode) {
    auto item = listedInspection();
    item.regions[1].kind = vision::RegionKind::Barcode;
    item.regions[1].quad = vision::quadOf({50, 60, 20, 10});
    item.readings[1].kind = ocr::ReadingKind::Barcode;
    item.fields[0].readings = {"t2", "t1"};
    item.findings[0].regions = {"r2", "r1"};
    ASSERT_TRUE(blindPlace(item, 0));
    EXPECT_EQ(blindPlace(item, 0)->quad, item.regions[0].quad);
    EXPECT_EQ(blindPlace(item, 0)->frame, "f2");
    item.fields[0].readings = {"t2"};
    item.findings[0].regions = {"r2"};
    EXPECT_EQ(blindPlace(item, 0)->quad, item.regions[1].quad) << "a code alone is better than nothing";
}

TEST(Blind, WithholdsTheNumberWhereverItStands) {
    const auto text = withheld(listedInspection(), {0}).dump();
    for (const auto* number : {"1320O22018877", "1320022018877", "132 0022 018 877"})
        EXPECT_EQ(text.find(number), std::string::npos) << number << " in " << text;
    const auto json = withheld(listedInspection(), {0});
    EXPECT_EQ(json["findings"].size(), 3U);
    EXPECT_EQ(json["findings"][1]["withheld"], true);  // another rule's sentence holds it too
    EXPECT_EQ(json["findings"][2]["message"], "900-21001 is an accelerator.");
    EXPECT_EQ(json["readings"][0]["withheld"], true);
    EXPECT_EQ(json["readings"][0]["region"], "r1");  // the place is to be shown
    EXPECT_EQ(json["readings"][1]["text"], "P/N 900-21001");
    EXPECT_EQ(json["fields"][0]["withheld"], true);
    EXPECT_EQ(json["fields"][1]["value"], "900-21001");
}

// Not only the number: a rule, a severity or the verdict would tell that it is listed.
TEST(Blind, WithholdsThatThereIsAHit) {
    const auto json = withheld(listedInspection(), {0});
    EXPECT_TRUE(json["verdict"].is_null());
    for (const int i : {0, 1}) {
        EXPECT_EQ(json["findings"][i]["rule"], "") << i;
        EXPECT_EQ(json["findings"][i]["severity"], "inspect") << i;
        EXPECT_EQ(json["findings"][i]["source"], "") << i;
    }
    EXPECT_EQ(json.dump().find("watchlist"), std::string::npos) << json["findings"];
}

TEST(Blind, WithholdsNothingOnceAllIsTyped) {
    EXPECT_EQ(withheld(listedInspection(), {}), nlohmann::json(listedInspection()));
}

// Codes hold the number in their bytes, and readers offer it among other texts.
TEST(Blind, WithholdsItInCodesAndAlternativesToo) {
    auto item = listedInspection();
    item.readings[1].bytes = "[)>S1320O22018877";
    item.readings[2].text = "illegible";
    item.readings[2].alternatives = {{"1320O22018877", 0.2}};
    const auto json = withheld(item, {0});
    EXPECT_EQ(json["readings"][1]["withheld"], true);
    EXPECT_EQ(json["readings"][2]["withheld"], true);
    EXPECT_FALSE(json["readings"][2].contains("alternatives"));
}

TEST(Blind, TakesLookAlikesForOneAndNothingElse) {
    const auto item = listedInspection();
    for (const auto* same : {"1320O22018877", "1320022018877", " 1320-022-018 877", "l32OO22Ol8877"})
        EXPECT_TRUE(agrees(item, 0, same)) << same;
    for (const auto* other : {"", "132002201887", "1320022018878", "S/N 1320022018877", "900-21001"})
        EXPECT_FALSE(agrees(item, 0, other)) << other;
}

}  // namespace
}  // namespace tidewaiter::station
