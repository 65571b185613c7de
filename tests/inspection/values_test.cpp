// Every value of an inspection prints to JSON and reads back the same; what is broken is refused.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "firmware/inspection/inspection.h"

namespace tidewaiter::inspection {
namespace {

using nlohmann::json;

Inspection fullInspection() {
    Inspection item;
    item.id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    item.time = "2026-11-21T18:00:00.000Z";
    item.declaration = {"绿茶 \"green\" tea", "0902", "B17"};
    vision::Frame frame;
    frame.id = "f1";
    frame.source = "a.jpg";
    frame.width = 640;
    frame.height = 480;
    item.frames = {frame};
    vision::Region region;
    region.id = "r1";
    region.frame = "f1";
    region.kind = vision::RegionKind::Board;
    region.score = 0.5;
    item.regions = {region};
    ocr::Reading reading;
    reading.id = "t1";
    reading.region = "r1";
    reading.text = "TDA1517P";
    reading.confidence = 0.875;
    reading.reader = "ppocr";
    item.readings = {reading};
    ocr::Field field;
    field.id = "d1";
    field.value = "TDA1517P";
    field.confidence = 0.875;
    field.readings = {"t1"};
    item.fields = {field};
    item.findings = {{"catalog.controlled", Severity::Hold, 0.75, "Look.", {"r1"}, {"d1"}, "a source"}};
    item.verdict = Verdict::Hold;
    item.versions = {"0.1.0", {{"policy.toml", std::string(64, 'a')}}};
    item.timings = {1, 2, 3, 4, 5, 15};
    return item;
}

TEST(Values, DeclarationsComeBackFromJson) {
    for (const auto& declaration : {Declaration{}, Declaration{"tea", "", ""}, Declaration{"", "0902", ""},
                                    Declaration{"茶", "09", "B17"},
                                    Declaration{"tea", "0902", "A1", "LK", "Ceylon Leaf, Colombo",
                                                "Port Traders, Penang", 12.5, 3, 480.0, "USD"}}) {
        EXPECT_EQ(json(declaration).get<Declaration>(), declaration);
    }
}

TEST(Values, WhatIsNotDeclaredIsLeftOutOfJson) {
    EXPECT_EQ(json(Declaration{"tea", "", ""}), (json{{"goods", "tea"}, {"hs", ""}}));
}

TEST(Values, FindingsComeBackFromJson) {
    for (const auto& [severity, name] : kSeverities.rows) {
        const Finding finding{"rule", severity, 0.25, "A sentence.", {"r1", "r2"}, {"d1"}, "source"};
        EXPECT_EQ(json(finding).at("severity"), name);
        EXPECT_EQ(json(finding).get<Finding>(), finding);
    }
}

TEST(Values, InspectionsComeBackFromJson) {
    const auto written = json(fullInspection());
    const auto read = written.get<Inspection>();
    EXPECT_EQ(json(read), written);
    EXPECT_EQ(read.findings, fullInspection().findings);
    EXPECT_EQ(read.versions, fullInspection().versions);
    EXPECT_EQ(read.timings, fullInspection().timings);
}

TEST(Values, AnInspectionHasTheKeysOfTheContract) {
    const auto written = json(fullInspection());
    for (const auto* key : {"schema", "inspection", "time", "declaration", "frames", "regions", "readings",
                            "fields", "findings", "verdict", "timings_ms", "versions"}) {
        EXPECT_TRUE(written.contains(key)) << key;
    }
    for (const auto* key : {"decode", "find", "read", "understand", "judge", "total"}) {
        EXPECT_TRUE(written.at("timings_ms").contains(key)) << key;
    }
    EXPECT_EQ(written.at("schema"), 1);
    EXPECT_EQ(written.at("verdict"), "hold");
}

TEST(Values, ACodesContentIsToldAndNeverReadBack) {
    Inspection item;
    item.readings.resize(2);
    item.readings[0].kind = ocr::ReadingKind::Barcode;
    item.readings[0].symbology = "EAN-13";
    item.readings[0].bytes = item.readings[0].text = "4006381333931";
    auto made = nlohmann::json(item);
    EXPECT_EQ(made.at("readings").at(0).at("content").at("form"), "retail");
    EXPECT_FALSE(made.at("readings").at(1).contains("content"));
    made["readings"][0]["content"] = "anything";
    EXPECT_EQ(made.get<Inspection>().readings, item.readings);
}

TEST(Values, EveryVerdictHasItsName) {
    for (const auto& [verdict, name] : kVerdicts.rows) {
        auto item = fullInspection();
        item.verdict = verdict;
        EXPECT_EQ(json(item).at("verdict"), name);
        EXPECT_EQ(json(item).get<Inspection>().verdict, verdict);
    }
}

TEST(Values, BrokenInspectionsAreRefused) {
    const auto good = json(fullInspection());
    for (const auto& [key, value] : good.items()) {
        auto without = good;
        without.erase(key);
        EXPECT_ANY_THROW((void)without.get<Inspection>()) << "without " << key;
        auto wrong = good;
        wrong[key] = nullptr;
        EXPECT_ANY_THROW((void)wrong.get<Inspection>()) << "null for " << key;
    }
    auto future = good;
    future["schema"] = 2;
    EXPECT_THROW((void)future.get<Inspection>(), std::invalid_argument);
    auto guilty = good;
    guilty["verdict"] = "guilty";
    EXPECT_THROW((void)guilty.get<Inspection>(), std::invalid_argument);
    auto severe = good;
    severe["findings"][0]["severity"] = "fatal";
    EXPECT_THROW((void)severe.get<Inspection>(), std::invalid_argument);
}

}  // namespace
}  // namespace tidewaiter::inspection
