#include <gtest/gtest.h>

#include <limits>

#include "ocr/barcode/wire.h"

namespace tidewaiter::ocr {
namespace {

Symbol sampleSymbol() {
    Symbol symbol;
    symbol.engine = Engine::Zbar;
    symbol.symbology = Symbology::DataMatrix;
    symbol.quality = 513;
    symbol.quad = {cv::Point2f{1, 2}, {3.5F, -4}, {5, 6}, {7, 8}};
    symbol.bytes = std::string("[)>\x1e\0\xff", 6);
    symbol.text = "[)>";
    return symbol;
}

std::string payloadOf(const std::string& answer) {
    return answer.substr(kAnswerHeaderBytes);
}

TEST(BarcodeWire, requestsComeBackAsTheyWere) {
    for (unsigned bits = 0; bits < 256; ++bits) {
        RequestHeader header;
        header.width = 640;
        header.height = 480;
        header.options = {(bits & 1) != 0,  (bits & 2) != 0,  (bits & 4) != 0,  (bits & 8) != 0,
                          (bits & 16) != 0, (bits & 32) != 0, (bits & 64) != 0, (bits & 128) != 0};
        const auto bytes = encodeRequestHeader(header);
        ASSERT_EQ(bytes.size(), kRequestHeaderBytes);
        const auto decoded = decodeRequestHeader(bytes);
        ASSERT_TRUE(decoded) << decoded.error().message;
        EXPECT_EQ(*decoded, header);
    }
}

TEST(BarcodeWire, requestIsAsFormatMdShowsIt) {
    const RequestHeader header{1, 1, {}};
    EXPECT_EQ(encodeRequestHeader(header), std::string("TBQ1\1\0\0\0\1\0\0\0\x4f\0\0\0", 16));
    EXPECT_EQ(encodeAnswer({}), std::string("TBA1\4\0\0\0\0\0\0\0", 12));
}

TEST(BarcodeWire, brokenRequestsAreRefused) {
    const auto good = encodeRequestHeader({640, 480, {}});
    const auto with = [&](std::size_t at, std::string_view bytes) {
        auto broken = good;
        broken.replace(at, bytes.size(), bytes);
        return broken;
    };
    struct Case {
        const char* what;
        std::string bytes;
        const char* says;
    };
    const Case cases[] = {
        {"nothing", "", "wrong length"},
        {"cut", good.substr(0, 15), "wrong length"},
        {"too long", good + "x", "wrong length"},
        {"garbage", std::string(16, '\xa5'), "TBQ1"},
        {"another magic", with(0, "TBA1"), "TBQ1"},
        {"no width", with(4, std::string(4, '\0')), "empty"},
        {"no height", with(8, std::string(4, '\0')), "empty"},
        {"wide", with(4, "\xff\xff\xff\xff"), "too many pixels"},
        {"product overflows", with(4, std::string("\0\0\1\0\0\0\1\0", 8)), "too many pixels"},
        {"unknown option", with(13, "\1"), "unknown option"},
    };
    for (const auto& c : cases) {
        const auto decoded = decodeRequestHeader(c.bytes);
        ASSERT_FALSE(decoded) << c.what;
        EXPECT_NE(decoded.error().message.find(c.says), std::string::npos) << decoded.error().message;
    }
}

TEST(BarcodeWire, answersComeBackAsTheyWere) {
    for (const std::size_t count : {0U, 1U, 7U, 512U}) {
        const std::vector<Symbol> symbols(count, sampleSymbol());
        const auto answer = encodeAnswer(symbols);
        const auto size = decodeAnswerHeader(answer.substr(0, kAnswerHeaderBytes));
        ASSERT_TRUE(size);
        ASSERT_EQ(*size, answer.size() - kAnswerHeaderBytes);
        const auto decoded = decodeAnswer(payloadOf(answer));
        ASSERT_TRUE(decoded) << decoded.error().message;
        EXPECT_EQ(*decoded, symbols);
    }
}

TEST(BarcodeWire, everyTruncationOfAnAnswerIsRefused) {
    const auto payload = payloadOf(encodeAnswer({sampleSymbol(), sampleSymbol()}));
    for (std::size_t size = 0; size < payload.size(); ++size) {
        EXPECT_FALSE(decodeAnswer(payload.substr(0, size))) << "cut to " << size;
    }
    EXPECT_FALSE(decodeAnswer(payload + '\0'));
}

TEST(BarcodeWire, brokenAnswersAreRefused) {
    const auto good = payloadOf(encodeAnswer({sampleSymbol()}));
    const auto with = [&](std::size_t at, std::string_view bytes) {
        auto broken = good;
        broken.replace(at, bytes.size(), bytes);
        return broken;
    };
    EXPECT_TRUE(decodeAnswer(good));
    EXPECT_FALSE(decodeAnswer(with(0, "\xff\xff\xff\xff"))) << "count";
    EXPECT_FALSE(decodeAnswer(with(4, "\x09"))) << "unknown engine";
    EXPECT_FALSE(decodeAnswer(with(5, "\x63"))) << "unknown symbology";
    EXPECT_FALSE(decodeAnswer(with(8, std::string("\0\0\xc0\x7f", 4)))) << "a corner that is no number";
    EXPECT_FALSE(decodeAnswer(with(40, "\xff\xff\xff\xff"))) << "length of the content";
}

TEST(BarcodeWire, brokenAnswerHeadersAreRefused) {
    const std::string cases[] = {"",
                                 "TBA1",
                                 "TBA1\4\0\0",
                                 std::string("TBQ1\4\0\0\0", 8),
                                 std::string("TBA1\3\0\0\0", 8),
                                 std::string("TBA1\1\0\x40\0", 8),
                                 std::string("TBA1\xff\xff\xff\xff", 8)};
    for (const auto& bytes : cases) EXPECT_FALSE(decodeAnswerHeader(bytes)) << bytes.size();
    EXPECT_TRUE(decodeAnswerHeader(std::string("TBA1\0\0\x40\0", 8)));
}

TEST(BarcodeWire, symbolsBeyondTheLimitsAreLeftOut) {
    auto large = sampleSymbol();
    large.bytes.assign(kMaxContentBytes + 1, 'x');
    const auto kept = decodeAnswer(payloadOf(encodeAnswer({large, sampleSymbol()})));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->size(), 1U);

    const auto many = decodeAnswer(payloadOf(encodeAnswer(std::vector<Symbol>(600, sampleSymbol()))));
    ASSERT_TRUE(many);
    EXPECT_EQ(many->size(), kMaxSymbols);

    large.bytes.assign(kMaxContentBytes, 'x');
    const auto answer = encodeAnswer(std::vector<Symbol>(kMaxSymbols, large));
    EXPECT_LE(answer.size(), kMaxAnswerBytes + kAnswerHeaderBytes);
    EXPECT_TRUE(decodeAnswer(payloadOf(answer)));
}

TEST(BarcodeWire, symbologiesHaveDistinctNumbersAndNames) {
    for (const auto& row : kSymbologies.rows) {
        EXPECT_EQ(kSymbologies.parse(row.name), row.value);
        EXPECT_EQ(kSymbologies.nameOf(row.value), row.name);
    }
    EXPECT_FALSE(kSymbologies.parse("QR Code"));
    EXPECT_FALSE(kSymbologies.parse(""));
}

TEST(BarcodeWire, protectionIsKnownOfEverySymbology) {
    EXPECT_EQ(protectionOf(Symbology::Code39), Protection::None);
    EXPECT_EQ(protectionOf(Symbology::Itf), Protection::None);
    EXPECT_EQ(protectionOf(Symbology::UpcE), Protection::CheckDigit);
    EXPECT_EQ(protectionOf(Symbology::Code128), Protection::CheckCharacters);
    EXPECT_EQ(protectionOf(Symbology::Pdf417), Protection::ErrorCorrection);
    EXPECT_TRUE(isLinear(Symbology::DataBarExpanded));
    EXPECT_FALSE(isLinear(Symbology::MaxiCode));
}

}  // namespace
}  // namespace tidewaiter::ocr
