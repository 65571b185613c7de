#include <gtest/gtest.h>

#include "ocr/barcode/merge.h"
#include "ocr/barcode/place.h"

namespace tidewaiter::ocr {
namespace {

/// A sighting of `text` in a band of 200 x 40 pixels at `x`, `y`.
struct Seen {
    Symbology symbology;
    std::string text;
    Engine engine;
    int lines;
    int tryNumber = 1;
    float x = 0;
    float y = 0;
};

std::vector<Sighting> sightingsOf(const std::vector<Seen>& seen) {
    std::vector<Sighting> sightings;
    for (const auto& s : seen) {
        Symbol symbol;
        symbol.engine = s.engine;
        symbol.symbology = s.symbology;
        symbol.quality = static_cast<std::uint16_t>(s.lines);
        symbol.quad = vision::quadOf({s.x, s.y, 200, 40});
        symbol.text = s.text;
        symbol.bytes = s.text;
        sightings.push_back({symbol, s.tryNumber});
    }
    return sightings;
}

constexpr auto kX = Engine::Zxing;
constexpr auto kZ = Engine::Zbar;

TEST(BarcodeMerge, nothingComesOfNothing) {
    EXPECT_TRUE(mergeSightings({}).empty());
}

TEST(BarcodeMerge, severalSightingsOfOneSymbolAreOneReading) {
    const auto readings = mergeSightings(sightingsOf({{Symbology::Code128, "SN-4711", kX, 20, 1, 10, 10},
                                                      {Symbology::Code128, "SN-4711", kZ, 30, 1, 12, 18},
                                                      {Symbology::Code128, "SN-4711", kX, 5, 2, 8, 50}}));
    ASSERT_EQ(readings.size(), 1U);
    EXPECT_EQ(readings[0].text, "SN-4711");
    EXPECT_EQ(readings[0].bytes, "SN-4711");
    EXPECT_EQ(readings[0].symbology, "Code128");
    EXPECT_EQ(readings[0].kind, ReadingKind::Barcode);
    EXPECT_EQ(readings[0].reader, "zxing+zbar");
    EXPECT_GT(readings[0].confidence, 0.98);
    EXPECT_TRUE(readings[0].alternatives.empty());
    EXPECT_EQ(readings[0].quad, vision::quadOf({8, 10, 204, 80})) << "all bands together";
}

TEST(BarcodeMerge, twoLabelsWithTheSameContentStayTwo) {
    const auto readings = mergeSightings(sightingsOf({{Symbology::Code128, "BOX", kX, 20, 1, 0, 300},
                                                      {Symbology::Code128, "BOX", kX, 20, 1, 0, 0},
                                                      {Symbology::Code128, "BOX", kX, 20, 1, 300, 0}}));
    ASSERT_EQ(readings.size(), 3U);
    EXPECT_EQ(centerOf(readings[0].quad), cv::Point2f(100, 20)) << "in reading order";
    EXPECT_EQ(centerOf(readings[1].quad), cv::Point2f(400, 20));
    EXPECT_EQ(centerOf(readings[2].quad), cv::Point2f(100, 320));
}

TEST(BarcodeMerge, codesPrintedCloseTogetherStayApart) {
    const auto readings = mergeSightings(sightingsOf(
        {{Symbology::Code128, "PART", kX, 20, 1, 0, 0}, {Symbology::Code128, "SERIAL", kX, 20, 1, 0, 50}}));
    ASSERT_EQ(readings.size(), 2U);
    EXPECT_EQ(readings[0].text, "PART");
    EXPECT_EQ(readings[1].text, "SERIAL");
}

TEST(BarcodeMerge, theBetterProtectedContentWinsAContradiction) {
    const auto readings = mergeSightings(sightingsOf({{Symbology::Itf, "123456", kZ, 90, 1},
                                                      {Symbology::Itf, "123456", kZ, 90, 2},
                                                      {Symbology::Ean13, "4006381333931", kX, 4, 1},
                                                      {Symbology::Ean13, "4006381333931", kZ, 4, 1}}));
    ASSERT_EQ(readings.size(), 1U);
    EXPECT_EQ(readings[0].text, "4006381333931");
    ASSERT_EQ(readings[0].alternatives.size(), 1U);
    EXPECT_EQ(readings[0].alternatives[0].text, "123456");
    EXPECT_LT(readings[0].alternatives[0].confidence, readings[0].confidence);
}

TEST(BarcodeMerge, moreEvidenceWinsAndAContradictionCostsConfidence) {
    const std::vector<Seen> alone = {{Symbology::Ean13, "4006381333931", kX, 60, 1},
                                     {Symbology::Ean13, "4006381333931", kZ, 60, 1}};
    auto disputed = alone;
    disputed.push_back({Symbology::Ean13, "4006381333948", kZ, 60, 2});
    const auto before = mergeSightings(sightingsOf(alone));
    const auto after = mergeSightings(sightingsOf(disputed));
    ASSERT_EQ(before.size(), 1U);
    ASSERT_EQ(after.size(), 1U);
    EXPECT_EQ(after[0].text, "4006381333931");
    EXPECT_LT(after[0].confidence, before[0].confidence);
    ASSERT_EQ(after[0].alternatives.size(), 1U);
    EXPECT_EQ(after[0].alternatives[0].text, "4006381333948");
}

TEST(BarcodeMerge, oneSymbolInsideAnotherIsNoContradiction) {
    EXPECT_EQ(mergeSightings(sightingsOf({{Symbology::QrCode, "outer", kX, 1},
                                          {Symbology::QrCode, "inner", kX, 1, 1, 20, 5}}))
                  .size(),
              2U);
}

TEST(BarcodeMerge, aMatrixReadingKeepsZxingsCorners) {
    const auto readings = mergeSightings(
        sightingsOf({{Symbology::QrCode, "x", kZ, 1, 1, 3, 3}, {Symbology::QrCode, "x", kX, 1, 1, 0, 0}}));
    ASSERT_EQ(readings.size(), 1U);
    EXPECT_EQ(readings[0].quad, vision::quadOf({0, 0, 200, 40}));
}

/// Requirement: what has too little evidence for its symbology is dropped.
TEST(BarcodeMerge, evidenceDecidesWhatIsReported) {
    struct Case {
        const char* what;
        std::vector<Seen> seen;
        bool reported;
    };
    const Case cases[] = {
        {"matrix, first try", {{Symbology::DataMatrix, "1", kX, 1}}, true},
        {"Code128, two lines", {{Symbology::Code128, "ABC", kX, 2}}, true},
        {"Code128, one line", {{Symbology::Code128, "ABC", kZ, 1}}, false},
        {"EAN-13 by one decoder, few lines", {{Symbology::Ean13, "4006381333931", kZ, 37}}, false},
        {"EAN-13 by one decoder, many lines", {{Symbology::Ean13, "4006381333931", kZ, 40}}, true},
        {"EAN-13 by both, too few lines",
         {{Symbology::Ean13, "4006381333931", kX, 2}, {Symbology::Ean13, "4006381333931", kZ, 3}},
         false},
        {"EAN-13 by both",
         {{Symbology::Ean13, "4006381333931", kX, 2}, {Symbology::Ean13, "4006381333931", kZ, 4}},
         true},
        {"EAN-13 in two tries",
         {{Symbology::Ean13, "4006381333931", kZ, 3, 1}, {Symbology::Ean13, "4006381333931", kZ, 3, 2}},
         true},
        {"the same try counted once",
         {{Symbology::Ean13, "4006381333931", kZ, 8, 1}, {Symbology::Ean13, "4006381333931", kZ, 8, 1}},
         false},
        {"UPC-E by one decoder",
         {{Symbology::UpcE, "04965802", kZ, 90, 1}, {Symbology::UpcE, "04965802", kZ, 90, 2}},
         false},
        {"UPC-E by both", {{Symbology::UpcE, "04965802", kZ, 9}, {Symbology::UpcE, "04965802", kX, 9}}, true},
        {"ITF by one decoder once", {{Symbology::Itf, "12345678", kZ, 200}}, false},
        {"ITF by both", {{Symbology::Itf, "12345678", kZ, 9}, {Symbology::Itf, "12345678", kX, 9}}, true},
        {"short ITF", {{Symbology::Itf, "1234", kZ, 90}, {Symbology::Itf, "1234", kX, 90}}, false},
        {"ITF-14 with its check digit", {{Symbology::Itf, "15400141288763", kX, 12}}, true},
        {"ITF-14 with a wrong one", {{Symbology::Itf, "15400141288764", kX, 12}}, false},
        {"Code39 once", {{Symbology::Code39, "PART-123", kX, 50}}, false},
        {"Code39 by both",
         {{Symbology::Code39, "PART-123", kX, 5}, {Symbology::Code39, "PART-123", kZ, 5}},
         true},
        {"Codabar, few lines",
         {{Symbology::Codabar, "401567", kX, 4}, {Symbology::Codabar, "401567", kZ, 4}},
         false},
    };
    for (const auto& c : cases) {
        const auto sightings = sightingsOf(c.seen);
        EXPECT_EQ(mergeSightings(sightings).size(), c.reported ? 1U : 0U) << c.what;
        EXPECT_EQ(doubtfulPlaces(sightings).empty(), c.reported) << c.what;
    }
}

TEST(BarcodeMerge, confidenceFollowsProtectionAndEvidence) {
    const auto confidence = [](const std::vector<Seen>& seen) {
        return mergeSightings(sightingsOf(seen)).at(0).confidence;
    };
    const double matrix = confidence({{Symbology::QrCode, "123456", kX, 1}});
    const double checked = confidence({{Symbology::Code128, "123456", kX, 3}});
    const double unchecked =
        confidence({{Symbology::Code39, "123456", kX, 5}, {Symbology::Code39, "123456", kZ, 5}});
    const double often = confidence({{Symbology::Code39, "123456", kX, 90, 1},
                                     {Symbology::Code39, "123456", kZ, 90, 1},
                                     {Symbology::Code39, "123456", kZ, 90, 2}});
    EXPECT_GT(matrix, checked);
    EXPECT_GT(checked, unchecked);
    EXPECT_GT(often, unchecked);
    EXPECT_LE(often, 0.90);
}

}  // namespace
}  // namespace tidewaiter::ocr
