#include "tests/scene/symbols.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "tests/scene/decode_for_test.h"

namespace tidewaiter::scene {
namespace {

struct Case {
    Symbology symbology;
    std::string text;
};

/// The symbol in black on white at four pixels per module, linear ones 40 pixels high.
cv::Mat1b rasterized(const Symbol& symbol) {
    const double down = symbol.linear ? 40 : 4;
    cv::Mat1b picture(static_cast<int>(symbol.modules.height * down) + 32,
                      static_cast<int>(symbol.modules.width * 4) + 32, 255);
    for (const cv::Rect2d& dark : symbol.dark) {
        const cv::Rect2d scaled{16 + dark.x * 4, 16 + dark.y * down, dark.width * 4, dark.height * down};
        cv::rectangle(picture, cv::Rect(scaled), 0, cv::FILLED);
    }
    return picture;
}

class SymbolsTest : public testing::TestWithParam<Case> {};

// What zint writes, another maker's reader gives back.
TEST_P(SymbolsTest, IsReadBackToItsText) {
    const Symbol symbol = encodeSymbol(GetParam().symbology, GetParam().text);
    const cv::Mat1b picture = rasterized(symbol);
    const auto extent = [](int side) { return static_cast<float>(side - 32); };
    const Decoded decoded =
        decodeSymbol(picture, vision::quadOf({15.5F, 15.5F, extent(picture.cols), extent(picture.rows)}));
    EXPECT_EQ(decoded.text, GetParam().text);
    EXPECT_EQ(symbol.linear, GetParam().symbology != Symbology::QrCode &&
                                 GetParam().symbology != Symbology::DataMatrix &&
                                 GetParam().symbology != Symbology::Pdf417);
}

INSTANTIATE_TEST_SUITE_P(
    All, SymbolsTest,
    testing::Values(Case{Symbology::Code128, "900-21010-0000-000"},
                    Case{Symbology::Code128, "S1654023012345"},
                    Case{Symbology::Gs1_128, "00106141411234567897"},
                    Case{Symbology::Code39, "1654023012345"}, Case{Symbology::Ean13, "6901234567892"},
                    Case{Symbology::QrCode, "https://www.example.com/item/6901234567892"},
                    Case{Symbology::DataMatrix, format06({"1P900-21010-0000-000", "S1654023012345", "Q1"})},
                    Case{Symbology::Pdf417, "PRT01|PX1234567890NL|12.4 KG|1/1"}),
    [](const auto& tested) { return "Case" + std::to_string(tested.index); });

TEST(SymbolsTest, RefusesWhatASymbologyCannotHold) {
    const std::vector<Case> bad = {{Symbology::Ean13, "6901234567890"},           // wrong check digit
                                   {Symbology::Ean13, "69012345ABCDE"},           // letters
                                   {Symbology::Gs1_128, "00106141411234567890"},  // wrong check digit
                                   {Symbology::Gs1_128, "0012"},                  // too short for an SSCC
                                   {Symbology::Code39, "A_B"},                    // not in the alphabet
                                   {Symbology::Code128, ""},
                                   {Symbology::DataMatrix, std::string(5000, 'x')}};
    for (const Case& c : bad) {
        EXPECT_THROW((void)encodeSymbol(c.symbology, c.text), std::invalid_argument) << c.text.substr(0, 30);
    }
}

// GS1 General Specifications 7.9, with keys of their own examples.
TEST(SymbolsTest, AppendsTheGs1CheckDigit) {
    EXPECT_EQ(withCheckDigit("690123456789"), "6901234567892");
    EXPECT_EQ(withCheckDigit("10614141123456789"), "106141411234567897");
    EXPECT_EQ(withCheckDigit("629104150021"), "6291041500213");
    EXPECT_EQ(withCheckDigit("000000000000"), "0000000000000");
    EXPECT_THROW((void)withCheckDigit("12a4"), std::invalid_argument);
    EXPECT_THROW((void)withCheckDigit("12 4"), std::invalid_argument);
}

// ISO/IEC 15434: header, one format envelope, trailer.
TEST(SymbolsTest, WrapsElementsInAFormat06Envelope) {
    EXPECT_EQ(format06({"1PX", "Q2"}),
              "[)>\x1E"
              "06\x1D"
              "1PX\x1DQ2\x1E\x04");
}

}  // namespace
}  // namespace tidewaiter::scene
