// Unreadable where readable was expected, and honest photos that stay silent or get the advice to repeat
// them.
#include <gtest/gtest.h>

#include "tests/inspection/case_builder.h"

namespace tidewaiter::inspection {
namespace {

constexpr auto kLabel = "label.unreadable";
constexpr auto kNothing = "item.nothing-read";

/// One photo with a label, and one line on it unless its confidence is 0.
struct Photo {
    double label = 0.9;
    double line = 0;
    bool readable = true;
    const char* goods = "servers";
    const char* hs = "847150";
};

std::vector<Finding> findingsOf(const Photo& photo, const std::string& rule) {
    const auto& book = tests::stagedRulebook();
    Inspection item;
    item.declaration = {photo.goods, photo.hs, ""};
    vision::Frame frame;
    frame.id = "f1";
    frame.quality.readable = photo.readable;
    item.frames.push_back(frame);
    vision::Region label{"r1", "f1", vision::RegionKind::Label, vision::quadOf({0, 0, 400, 300}), photo.label,
                         {},   {}};
    item.regions = {label, label};
    item.regions[1].id = "r2";
    item.regions[1].kind = vision::RegionKind::Text;
    if (photo.line > 0) {
        ocr::Reading reading;
        reading.id = "t1";
        reading.region = "r2";
        reading.text = "KEEP DRY";
        reading.confidence = photo.line;
        reading.quad = vision::quadOf({50, 50, 200, 40});
        item.readings = {reading};
    }
    std::vector<Finding> found;
    for (auto& outcome : outcomesOf(caseOf(item, book), book.policy)) {
        if (outcome.rule == rule) found = std::move(outcome.findings);
    }
    return found;
}

TEST(Unreadable, ALabelWithoutALine) {
    const auto found = findingsOf({}, kLabel);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].severity, Severity::Info);
    EXPECT_EQ(found[0].regions, std::vector<std::string>{"r1"});
    EXPECT_EQ(findingsOf({.line = 0.3}, kLabel).size(), 1U) << "texture read as text";
}

TEST(Unreadable, NotWhereALineIsLegibleOrThePhotoIsBad) {
    EXPECT_TRUE(findingsOf({.line = 0.6}, kLabel).empty());
    EXPECT_TRUE(findingsOf({.readable = false}, kLabel).empty());
    EXPECT_EQ(findingsOf({.readable = false}, "quality.unreadable").size(), 1U)
        << "it asks for another photo";
    EXPECT_TRUE(findingsOf({.label = 0.5}, kLabel).empty()) << "hardly a label";
}

TEST(Unreadable, ElectronicsWithoutAnyPrint) {
    const auto found = findingsOf({}, kNothing);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].severity, Severity::Info);
    EXPECT_NE(found[0].message.find("servers"), std::string::npos);
}

TEST(Unreadable, NotForOtherGoodsOrBadPhotos) {
    EXPECT_TRUE(findingsOf({.line = 0.6}, kNothing).empty());
    EXPECT_TRUE(findingsOf({.readable = false}, kNothing).empty());
    EXPECT_TRUE(findingsOf({.goods = "tea", .hs = "0902"}, kNothing).empty());
    EXPECT_TRUE(findingsOf({.goods = "", .hs = ""}, kNothing).empty());
}

}  // namespace
}  // namespace tidewaiter::inspection
