#include <gtest/gtest.h>
#include <zint.h>

#include <opencv2/imgproc.hpp>

#include "ocr/barcode/place.h"
#include "ocr/barcode/wire.h"
#include "tests/ocr/barcode_scene.h"

namespace tidewaiter::ocr {
namespace {

using test::draw;
using test::DrawnSymbol;
using test::frameOf;
using test::makeReader;
using test::page;
using test::paste;
using test::turned;

struct SymbolCase {
    Symbology symbology;
    DrawnSymbol drawn;
    std::string text;
};

const SymbolCase kCases[] = {
    {Symbology::Code128, {BARCODE_CODE128, "Tidewaiter-42"}, "Tidewaiter-42"},
    {Symbology::Code39, {BARCODE_CODE39, "PN 4711-A"}, "PN 4711-A"},
    {Symbology::Code93, {BARCODE_CODE93, "LOT93X7"}, "LOT93X7"},
    {Symbology::Codabar, {BARCODE_CODABAR, "A4015683B"}, "4015683"},
    {Symbology::Itf, {BARCODE_C25INTER, "0123456789"}, "0123456789"},
    {Symbology::Itf, {BARCODE_ITF14, "1540014128876"}, "15400141288763"},
    {Symbology::Ean8, {BARCODE_EANX, "7351353"}, "73513537"},
    {Symbology::Ean13, {BARCODE_EANX, "400638133393"}, "4006381333931"},
    {Symbology::UpcA, {BARCODE_UPCA, "03600029145"}, "036000291452"},
    {Symbology::UpcE, {BARCODE_UPCE, "0496580"}, "04965802"},
    {Symbology::QrCode, {BARCODE_QRCODE, "https://example.org/box/7", 2}, "https://example.org/box/7"},
    {Symbology::MicroQr, {BARCODE_MICROQR, "MQ4711", 2}, "MQ4711"},
    {Symbology::DataMatrix, {BARCODE_DATAMATRIX, "SN1234567890", 2}, "SN1234567890"},
    {Symbology::Pdf417, {BARCODE_PDF417, "Bill of lading 0815"}, "Bill of lading 0815"},
    {Symbology::Aztec, {BARCODE_AZTEC, "Boarding 17A", 2}, "Boarding 17A"},
    {Symbology::MaxiCode, {BARCODE_MAXICODE, "Maxi parcel 99", 2, false, 4}, "Maxi parcel 99"},
    {Symbology::DataBar, {BARCODE_DBAR_OMN, "0950110153001", 1.5F}, "0109501101530010"},
    {Symbology::DataBarExpanded,
     {BARCODE_DBAR_EXP, "[01]09501101530003[10]AB12", 1, true},
     "010950110153000310AB12"},
};

/// The symbol in the middle of a page, turned.
cv::Mat sceneOf(const DrawnSymbol& drawn, double degrees) {
    const auto symbol = draw(drawn);
    auto scene = page({symbol.cols + 80, symbol.rows + 80});
    paste(scene, symbol, {40, 40});
    return turned(scene, degrees);
}

std::string described(const BarcodeResult& result) {
    std::string text;
    for (const auto& r : result.readings) {
        const auto center = centerOf(r.quad);
        text += r.symbology + " '" + r.text + "' by " + r.reader + " at " + std::to_string(center.x) + ", " +
                std::to_string(center.y) + "; ";
    }
    return text.empty() ? "nothing" : text;
}

/// Requirement: each symbology is read exactly in four turns and at two sizes.
TEST(BarcodeSymbols, everySymbologyIsReadInEveryTurn) {
    auto reader = makeReader();
    for (const auto& c : kCases) {
        for (const float grow : {1.0F, 2.0F}) {
            for (const double degrees : {0.0, 90.0, 180.0, 270.0}) {
                auto drawn = c.drawn;
                drawn.scale *= grow;
                const auto result = reader.read(frameOf(sceneOf(drawn, degrees)));
                const auto what = std::string(kSymbologies.nameOf(c.symbology)) + " '" + c.text + "' x" +
                                  std::to_string(drawn.scale) + " at " + std::to_string(degrees);
                ASSERT_EQ(result.readings.size(), 1U) << what << ": " << described(result);
                EXPECT_EQ(result.readings[0].text, c.text) << what;
                EXPECT_EQ(result.readings[0].symbology, kSymbologies.nameOf(c.symbology)) << what;
                EXPECT_GE(result.readings[0].confidence, 0.6) << what;
                EXPECT_EQ(result.helperRestarts, 0) << what;
            }
        }
    }
}

/// Requirement: any rotation, not only quarter turns.
TEST(BarcodeSymbols, obliqueSymbolsAreRead) {
    auto reader = makeReader();
    for (const auto symbology :
         {Symbology::Code128, Symbology::Ean13, Symbology::QrCode, Symbology::DataMatrix}) {
        const auto& c = *std::find_if(std::begin(kCases), std::end(kCases),
                                      [&](const SymbolCase& row) { return row.symbology == symbology; });
        for (const double degrees : {20.0, 45.0, 110.0, 230.0}) {
            auto drawn = c.drawn;
            drawn.scale *= 1.5F;
            const auto result = reader.read(frameOf(sceneOf(drawn, degrees)));
            ASSERT_EQ(result.readings.size(), 1U) << c.text << " at " << degrees << ": " << described(result);
            EXPECT_EQ(result.readings[0].text, c.text);
        }
    }
}

TEST(BarcodeSymbols, quadsLieOnTheSymbolInFramePixels) {
    auto reader = makeReader();
    auto scene = page({900, 700});
    const auto symbol = draw({BARCODE_QRCODE, "corner", 3});
    paste(scene, symbol, {500, 300});
    const int quiet = 12 * 6;
    const auto expected =
        vision::quadOf({500.0F + quiet, 300.0F + 6 * 6, static_cast<float>(symbol.cols - 2 * quiet),
                        static_cast<float>(symbol.rows - 2 * 6 * 6)});
    const auto result = reader.read(frameOf(scene));
    ASSERT_EQ(result.readings.size(), 1U);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_LT(cv::norm(result.readings[0].quad[i] - expected[i]), 8) << "corner " << i;
    }
    const auto upsideDown = reader.read(frameOf(turned(scene, 180)));
    ASSERT_EQ(upsideDown.readings.size(), 1U);
    const cv::Point2f last(899, 699);
    EXPECT_LT(cv::norm(upsideDown.readings[0].quad[0] - (last - expected[0])), 8)
        << "corners turn with the content";
}

TEST(BarcodeSymbols, everyReadingHasItsRegion) {
    auto reader = makeReader();
    auto scene = page({1000, 900});
    paste(scene, draw({BARCODE_CODE128, "FIRST-1"}), {40, 40});
    paste(scene, draw({BARCODE_CODE128, "SECOND-2"}), {540, 40});
    paste(scene, draw({BARCODE_CODE128, "FIRST-1"}), {40, 400});
    paste(scene, draw({BARCODE_DATAMATRIX, "THIRD-3", 2}), {600, 500});
    const auto result = reader.read(frameOf(scene));
    ASSERT_EQ(result.readings.size(), 4U) << described(result);
    const char* inOrder[] = {"FIRST-1", "SECOND-2", "FIRST-1", "THIRD-3"};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& reading = result.readings[i];
        EXPECT_EQ(reading.text, inOrder[i]);
        const auto& region = result.regions.at(std::stoul(reading.region));
        EXPECT_EQ(region.kind, vision::RegionKind::Barcode);
        EXPECT_EQ(region.frame, "f1");
        EXPECT_TRUE(contains(region.quad, centerOf(reading.quad), 2));
        EXPECT_GT(lengthOf(region.quad), 0.8 * lengthOf(reading.quad));
    }
}

/// ISO/IEC 15434 in a Data Matrix: the separators must arrive.
TEST(BarcodeSymbols, controlCharactersAreKept) {
    auto reader = makeReader();
    const std::string envelope =
        "[)>\x1e"
        "06\x1d"
        "1PXC7A100T\x1dS4711\x1d"
        "4LTW\x1e\x04";
    const auto result = reader.read(frameOf(sceneOf({BARCODE_DATAMATRIX, envelope, 3}, 0)));
    ASSERT_EQ(result.readings.size(), 1U);
    EXPECT_EQ(result.readings[0].bytes, envelope);
    EXPECT_EQ(result.readings[0].text, envelope);
}

/// ISO/IEC 16022 5.2.4.9: the macro codewords 236 and 237 stand for the envelope of formats 05 and 06.
TEST(BarcodeSymbols, macroCodewordsAreTheEnvelope) {
    auto reader = makeReader();
    for (const std::string format : {"05", "06"}) {
        const std::string envelope = "[)>\x1e" + format + "\x1d" + "1PXC7A100T\x1dS4711\x1e\x04";
        const auto modules = [](const std::string& content) {
            return test::drawByZxing(ZXing::BarcodeFormat::DataMatrix, content, 0).size();
        };
        ASSERT_EQ(modules(envelope), modules("X1PXC7A100T\x1dS4711")) << "one codeword for the envelope";
        const auto symbol = test::drawByZxing(ZXing::BarcodeFormat::DataMatrix, envelope, 160);
        auto scene = page({300, 300});
        paste(scene, symbol, {40, 40});
        const auto result = reader.read(frameOf(scene));
        ASSERT_EQ(result.readings.size(), 1U) << format;
        EXPECT_EQ(result.readings[0].bytes, envelope) << format;
    }
}

TEST(BarcodeSymbols, gs1SeparatorsAreKept) {
    auto reader = makeReader();
    const std::string expected =
        "0109501101530003"
        "10AB12\x1d"
        "21SERIAL9";
    for (const int symbology : {BARCODE_GS1_128, BARCODE_DATAMATRIX, BARCODE_QRCODE}) {
        const auto scene = sceneOf({symbology, "[01]09501101530003[10]AB12[21]SERIAL9", 2, true}, 0);
        const auto result = reader.read(frameOf(scene));
        ASSERT_EQ(result.readings.size(), 1U) << symbology << ": " << described(result);
        EXPECT_EQ(result.readings[0].bytes, expected) << symbology;
    }
}

TEST(BarcodeSymbols, textOfOtherScriptsIsUtf8) {
    auto reader = makeReader();
    for (const std::string text : {"\xE8\x8C\xB6 4\xE7\xAE\xB1",
                                   "Gr\xC3\xBC\xC3\x9F"
                                   "e",
                                   "\xE3\x82\xAB\xE3\x83\xA1\xE3\x83\xA9"}) {
        const auto result = reader.read(frameOf(sceneOf({BARCODE_QRCODE, text, 2}, 0)));
        ASSERT_EQ(result.readings.size(), 1U) << text;
        EXPECT_EQ(result.readings[0].text, text);
    }
}

TEST(BarcodeSymbols, lightModulesOnDarkGroundAreRead) {
    auto reader = makeReader();
    cv::Mat scene = 255 - sceneOf({BARCODE_DATAMATRIX, "LASER-ON-BLACK", 2}, 0);
    const auto result = reader.read(frameOf(scene));
    ASSERT_EQ(result.readings.size(), 1U) << described(result);
    EXPECT_EQ(result.readings[0].text, "LASER-ON-BLACK");
}

TEST(BarcodeSymbols, smallAndWeakCodesAreReadCloser) {
    auto reader = makeReader();
    auto scene = page({1600, 1200});
    const auto symbol = draw({BARCODE_CODE128, "SMALL-77"});
    cv::Mat small;
    cv::resize(symbol, small, {}, 0.6, 0.6, cv::INTER_AREA);
    small.convertTo(small, CV_8U, 0.25, 150);  // grey on grey
    paste(scene, small, {900, 700});
    const auto result = reader.read(frameOf(turned(scene, 12)));
    ASSERT_EQ(result.readings.size(), 1U) << described(result);
    EXPECT_EQ(result.readings[0].text, "SMALL-77");
}

/// Requirement: frames beyond maxSidePx are read in tiles, each symbol once, also on the seam.
TEST(BarcodeSymbols, largeFramesAreReadInTiles) {
    BarcodeOptions options;
    options.helper = TIDEWAITER_HELPER;
    options.maxSidePx = 1000;
    auto reader = BarcodeReader::create(options);
    ASSERT_TRUE(reader);
    auto scene = page({2500, 1400});
    paste(scene, draw({BARCODE_CODE128, "LEFT-1"}), {100, 100});
    paste(scene, draw({BARCODE_CODE128, "SEAM-22"}), {750, 600});
    paste(scene, draw({BARCODE_QRCODE, "right", 2}), {2200, 1100});
    const auto result = reader->read(frameOf(scene));
    ASSERT_EQ(result.readings.size(), 3U) << described(result);
    EXPECT_EQ(result.readings[0].text, "LEFT-1");
    EXPECT_EQ(result.readings[1].text, "SEAM-22");
    EXPECT_EQ(result.readings[2].text, "right");
}

TEST(BarcodeSymbols, picturesWithoutACodeGiveNothing) {
    auto reader = makeReader();
    cv::Mat noise(480, 640, CV_8UC1);
    cv::RNG(4711).fill(noise, cv::RNG::UNIFORM, 0, 256);
    cv::Mat stripes = page({640, 480});
    for (int x = 0; x < 640; x += 8) stripes.colRange(x, x + 4).setTo(20);
    cv::Mat checks = page({640, 480});
    for (int y = 0; y < 480; y += 16) {
        for (int x = (y / 16 % 2) * 16; x < 640; x += 32) checks(cv::Rect(x, y, 16, 16)).setTo(20);
    }
    for (const auto& picture : {noise, stripes, checks, page({640, 480}), page({1, 1}), page({1, 300})}) {
        const auto result = reader.read(frameOf(picture));
        EXPECT_TRUE(result.readings.empty()) << described(result);
        EXPECT_EQ(result.helperRestarts, 0);
    }
    EXPECT_TRUE(reader.read({}).readings.empty()) << "a frame without pixels";
}

// A lamp's reflection hides a symbol in one picture of a moment, not in the next.
TEST(BarcodeSymbols, whatTheFrameHidesIsReadInARepeat) {
    auto reader = makeReader();
    auto scene = page({1400, 900});
    paste(scene, draw({BARCODE_CODE128, "SN-4711-0815", 2}), {200, 300});
    for (int line = 0; line < 8; ++line)
        cv::putText(scene, "Lot " + std::to_string(line * 7919) + " packed by hand", {700, 100 + 90 * line},
                    cv::FONT_HERSHEY_DUPLEX, 1, cv::Scalar::all(20), 2, cv::LINE_AA);
    auto hidden = scene.clone();
    cv::rectangle(hidden, cv::Rect(330, 280, 130, 260), cv::Scalar::all(255), cv::FILLED);
    auto frame = frameOf(hidden);
    EXPECT_TRUE(reader.read(frame).readings.empty());
    cv::Mat shifted;
    const cv::Mat move = (cv::Mat_<double>(2, 3) << 1, 0, 11, 0, 1, -6);
    cv::warpAffine(scene, shifted, move, scene.size());
    frame.repeats = {{"other", frameOf(shifted).pixels}};
    const auto result = reader.read(frame);
    ASSERT_EQ(result.readings.size(), 1U);
    EXPECT_EQ(result.readings[0].text, "SN-4711-0815");
    const auto shown = reader.read(frameOf(scene));
    ASSERT_EQ(shown.readings.size(), 1U);
    const auto off = centerOf(result.readings[0].quad) - centerOf(shown.readings[0].quad);
    EXPECT_LT(std::abs(off.x), 4) << "in pixels of the frame";
}

}  // namespace
}  // namespace tidewaiter::ocr
