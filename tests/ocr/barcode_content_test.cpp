#include <gtest/gtest.h>

#include "models/utf8.h"
#include "ocr/barcode/content.h"

namespace tidewaiter::ocr {
namespace {

constexpr const char* kBad = "\xEF\xBF\xBD";

// Unicode 3.9, table 3-7: the well-formed byte sequences and their neighbours.
TEST(BarcodeContent, textIsWellFormedUtf8) {
    struct Case {
        std::string bytes;
        std::string text;
    };
    const Case cases[] = {
        {"", ""},
        {"plain", "plain"},
        {std::string("a\0b\x1d", 4), std::string("a\0b\x1d", 4)},
        {"\xC3\xA9", "\xC3\xA9"},
        {"\xE7\xA8\x8E", "\xE7\xA8\x8E"},
        {"\xF0\x9F\x93\xA6", "\xF0\x9F\x93\xA6"},
        {"\xE9", kBad},
        {"a\x80z", std::string("a") + kBad + "z"},
        {"\xC0\xAF", std::string(kBad) + kBad},
        {"\xED\xA0\x80", std::string(kBad) + kBad + kBad},
        {"\xF4\x90\x80\x80", std::string(kBad) + kBad + kBad + kBad},
        {"\xE7\xA8", std::string(kBad) + kBad},
        {"\xF0\x9F\x93", std::string(kBad) + kBad + kBad},
        {"\xFF\xFE", std::string(kBad) + kBad},
    };
    for (const auto& c : cases) EXPECT_EQ(models::validUtf8(c.bytes), c.text);
}

Symbol symbolOf(Symbology symbology, const std::string& content) {
    Symbol symbol;
    symbol.symbology = symbology;
    symbol.text = content;
    symbol.bytes = content;
    return symbol;
}

TEST(BarcodeContent, theSameTradeItemIsReportedTheSameWay) {
    const auto expected = symbolOf(Symbology::UpcA, "036000291452");
    EXPECT_EQ(normalized(symbolOf(Symbology::UpcA, "036000291452")), expected);
    EXPECT_EQ(normalized(symbolOf(Symbology::UpcA, "0036000291452")), expected);
    EXPECT_EQ(normalized(symbolOf(Symbology::Ean13, "0036000291452")), expected);
    const auto ean = symbolOf(Symbology::Ean13, "4006381333931");
    EXPECT_EQ(normalized(ean), ean);
}

TEST(BarcodeContent, codabarTextIsWithoutItsGuards) {
    const auto symbol = normalized(symbolOf(Symbology::Codabar, "A40156B"));
    EXPECT_EQ(symbol.text, "40156");
    EXPECT_EQ(symbol.bytes, "A40156B");
    EXPECT_EQ(normalized(symbolOf(Symbology::Codabar, "40156")).text, "40156");
    EXPECT_EQ(normalized(symbolOf(Symbology::Codabar, "A")).text, "A");
    EXPECT_EQ(normalized(symbolOf(Symbology::Code39, "A40156B")).text, "A40156B");
}

// GS1 General Specifications 7.8: a separator follows a value of unknown length unless it is the last.
TEST(BarcodeContent, dataBarsAreElementStrings) {
    struct Case {
        Symbology symbology;
        std::string said;
        std::string text;
    };
    const Case cases[] = {
        {Symbology::DataBar, "09501101530010", "0109501101530010"},
        {Symbology::DataBar, "0109501101530010", "0109501101530010"},
        {Symbology::DataBarExpanded, "(01)09501101530003(10)AB12(21)77",
         "010950110153000310AB12\x1d"
         "2177"},
        {Symbology::DataBarExpanded, "(01)09501101530003(3103)000123", "01095011015300033103000123"},
        {Symbology::DataBarExpanded,
         "010950110153000310AB12\x1d"
         "2177",
         "010950110153000310AB12\x1d"
         "2177"},
        {Symbology::DataBarExpanded, "(10)A(B)C(1", "10A(B)C(1"},
        {Symbology::DataBarExpanded, "(", "("},
        {Symbology::Code128, "(10)AB", "(10)AB"},
    };
    for (const auto& c : cases) EXPECT_EQ(normalized(symbolOf(c.symbology, c.said)).text, c.text) << c.said;
}

TEST(BarcodeContent, gtinsAreThirteenDigits) {
    EXPECT_EQ(gtin13Of(Symbology::Ean13, "4006381333931"), "4006381333931");
    EXPECT_EQ(gtin13Of(Symbology::UpcA, "036000291452"), "0036000291452");
    EXPECT_EQ(gtin13Of(Symbology::Ean8, "73513537"), "0000073513537");
    EXPECT_EQ(gtin13Of(Symbology::Code128, "036000291452"), "");
    EXPECT_EQ(gtin13Of(Symbology::UpcA, "03600029145"), "");
    EXPECT_EQ(gtin13Of(Symbology::Ean13, "400638133393X"), "");
    EXPECT_EQ(gtin13Of(Symbology::UpcE, ""), "");
}

// GS1 General Specifications 5.2.2.4.2, one number for each kind of zero suppression.
TEST(BarcodeContent, upcEIsExpanded) {
    EXPECT_EQ(gtin13Of(Symbology::UpcE, "01200003"), "0012000000003");
    EXPECT_EQ(gtin13Of(Symbology::UpcE, "04965802"), "0049000006582");
    EXPECT_EQ(gtin13Of(Symbology::UpcE, "01234133"), "0012300000413") << "body ends in 3";
    EXPECT_EQ(gtin13Of(Symbology::UpcE, "01234543"), "0012340000053") << "body ends in 4";
    EXPECT_EQ(gtin13Of(Symbology::UpcE, "01234565"), "0012345000065") << "body ends in 5 to 9";
}

TEST(BarcodeContent, checkDigitsAreRecognized) {
    for (const char* good : {"4006381333931", "036000291452", "73513537", "15400141288763"}) {
        EXPECT_TRUE(hasGs1CheckDigit(good)) << good;
    }
    for (const char* bad : {"4006381333932", "036000291453", "", "0", "40063813339X1"}) {
        EXPECT_FALSE(hasGs1CheckDigit(bad)) << bad;
    }
}

}  // namespace
}  // namespace tidewaiter::ocr
