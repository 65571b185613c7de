#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "tests/ocr/fields_fixture.h"

namespace tidewaiter::ocr {
namespace {

// A carton of accelerators: label and barcodes together tell part, serial, maker, entry and origin.
TEST(Understand, CartonOfAccelerators) {
    const auto fields = fieldsOf({print("NVIDIA", 0, 0), print("P/N: 900-21010-0000-000", 0, 40),
                                  barcode("1P900-21010-0000-000", 0, 62), print("S/N: 1650124008279", 0, 120),
                                  barcode("S1650124008279", 0, 142), print("Made in Taiwan", 0, 200),
                                  print("QTY: 8", 0, 230)});
    const auto* part = find(fields, FieldType::PartNumber, "900-21010-0000-000");
    ASSERT_NE(part, nullptr);
    EXPECT_FALSE(part->entry.empty());
    EXPECT_EQ(part->maker, "NVIDIA");
    EXPECT_GT(part->confidence, 0.99);
    EXPECT_EQ(part->readings, (std::vector<std::string>{"t2", "t3"}));
    EXPECT_EQ(valuesOf(fields, FieldType::SerialNumber), "1650124008279");
    EXPECT_EQ(valuesOf(fields, FieldType::CountryOfOrigin), "TW");
    EXPECT_EQ(valuesOf(fields, FieldType::Quantity), "8");
    EXPECT_NE(find(fields, FieldType::Brand, "NVIDIA"), nullptr);
}

// A chip's marking: the part number by its shape, the date code because it stands with it.
TEST(Understand, ChipMarking) {
    const auto fields =
        fieldsOf({print("LATTICE", 0, 0), print("STM32F103C8T6", 0, 24), print("MALAYSIA 1549", 0, 48)});
    const auto* part = find(fields, FieldType::PartNumber, "STM32F103C8T6");
    ASSERT_NE(part, nullptr);
    EXPECT_FALSE(part->maker.empty());
    EXPECT_EQ(valuesOf(fields, FieldType::DateCode), "1549");
}

// A short name is weak alone, stronger with its maker in another line of the same picture, not in another.
TEST(Understand, MakerInAnotherLine) {
    const auto confidence = [](const std::vector<Field>& fields) {
        const auto* field = find(fields, FieldType::Model, "H100");
        return field == nullptr ? 0 : field->confidence;
    };
    const double alone = confidence(fieldsOf({print("H100", 0, 60)}));
    EXPECT_GT(alone, 0);
    EXPECT_LT(alone, 0.5);
    EXPECT_GT(confidence(fieldsOf({print("NVIDIA"), print("H100", 0, 60)})), alone + 0.1);
    EXPECT_DOUBLE_EQ(confidence(fieldsOf({print("ATMEL"), print("H100", 0, 60)})), alone);
    auto apart = std::vector<Reading>{print("NVIDIA"), print("H100", 0, 60)};
    apart[0].region = "r1";
    vision::Region elsewhere;
    elsewhere.id = "r1";
    elsewhere.frame = "f1";
    EXPECT_DOUBLE_EQ(confidence(fieldsOf(apart, {elsewhere})), alone);
}

// Network addresses name their maker by the registered block, shipments their carrier.
TEST(Understand, NumbersNameTheirMakers) {
    const auto fields =
        fieldsOf({print("MAC: 48:B0:2D:00:00:01"), print("TRACKING #: 1Z999AA10123456784", 0, 90)});
    EXPECT_EQ(find(fields, FieldType::MacAddress, "48:B0:2D:00:00:01")->maker, "NVIDIA");
    EXPECT_EQ(find(fields, FieldType::Tracking, "1Z999AA10123456784")->maker, "UPS");
    const auto unknown = fieldsOf({print("MAC: 28:C2:DD:7A:2E:29")});
    EXPECT_EQ(find(unknown, FieldType::MacAddress, "28:C2:DD:7A:2E:29")->maker, "");
}

// A caption that is a word for goods too names none.
TEST(Understand, CaptionsAreNoGoods) {
    EXPECT_EQ(valuesOf(fieldsOf({print("IC: 2417C-EM7345")}), FieldType::Goods), "");
    EXPECT_NE(valuesOf(fieldsOf({print("CONTENTS: GREEN TEA")}), FieldType::Goods), "");
}

// Four digits are a date code on a package, and nothing elsewhere.
TEST(Understand, DateCodesNeedAChip) {
    auto readings = std::vector<Reading>{print("2314", 100, 100)};
    vision::Region package;
    package.kind = vision::RegionKind::Package;
    package.quad = vision::quadOf({80, 80, 200, 200});
    EXPECT_EQ(valuesOf(fieldsOf(readings), FieldType::DateCode), "");
    EXPECT_EQ(valuesOf(fieldsOf(readings, {package}), FieldType::DateCode), "2314");
    package.kind = vision::RegionKind::Label;
    EXPECT_EQ(valuesOf(fieldsOf(readings, {package}), FieldType::DateCode), "");
    package.kind = vision::RegionKind::Package;
    package.quad = vision::quadOf({800, 80, 200, 200});
    EXPECT_EQ(valuesOf(fieldsOf(readings, {package}), FieldType::DateCode), "");
    EXPECT_EQ(valuesOf(fieldsOf({print("1999", 100, 100)}, {package}), FieldType::DateCode), "");
}

TEST(Understand, GoodsWordsInSeveralLanguages) {
    EXPECT_NE(valuesOf(fieldsOf({print("GREEN TEA")}), FieldType::Goods).find("tea"), std::string::npos);
    EXPECT_NE(valuesOf(fieldsOf({print("品名：绿茶")}), FieldType::Goods).find("tea"), std::string::npos);
    EXPECT_EQ(valuesOf(fieldsOf({print("XQZVK")}), FieldType::Goods), "");
}

TEST(Understand, NothingFromNothing) {
    EXPECT_TRUE(fieldsOf({}).empty());
    EXPECT_TRUE(fieldsOf({print("")}).empty());
    EXPECT_TRUE(fieldsOf({Reading{}}).empty());
    EXPECT_TRUE(fieldsOf({barcode("")}).empty());
}

// Texture read as text becomes no confident field.
TEST(Understand, TextureIsNoField) {
    for (const char* noise :
         {"|l|'~ -_ ::", "....,,,---", "IIIIIIII", "lll1l1l", "oOoO0", "= = =", "~^~^", "- 1 -", "/\\/\\/\\",
          "#%&*", "' \" '", "x", "11", "0000", "AAAAAA", "|||||||||||||"}) {
        for (const auto& field : fieldsOf({print(noise, 0, 0, 0.6)})) {
            EXPECT_LT(field.confidence, 0.4)
                << noise << " became " << kFieldTypes.nameOf(field.type) << " " << field.value;
        }
    }
}

// What was hardly read is hardly believed, whatever it says.
TEST(Understand, DoubtfulReadingsStayDoubtful) {
    for (const double confidence : {0.0, 0.1, 0.3, 0.49}) {
        std::vector<Reading> readings;
        for (int i = 0; i < 4; ++i)
            readings.push_back(print("S/N: 1650124008279 P/N: 900-21010-0000-000", 0,
                                     40.0F * static_cast<float>(i), confidence));
        for (const auto& field : fieldsOf(readings)) EXPECT_LE(field.confidence, confidence) << field.value;
    }
}

TEST(Understand, ConfidencesThatAreNoneCountAsZero) {
    for (const double confidence : {std::nan(""), -1.0, -std::numeric_limits<double>::infinity()}) {
        EXPECT_TRUE(fieldsOf({print("S/N: 1650124008279", 0, 0, confidence)}).empty()) << confidence;
    }
    for (const auto& field : fieldsOf({print("S/N: 1650124008279", 0, 0, 7)}))
        EXPECT_LE(field.confidence, 0.995);
}

TEST(Understand, SameReadingsSameFields) {
    const std::vector<Reading> readings = {print("S/N: 1650124008279"), barcode("S1650124008279"),
                                           print("GREEN TEA", 0, 90)};
    EXPECT_EQ(fieldsOf(readings), fieldsOf(readings));
}

TEST(Understand, HostileLengths) {
    const std::string longText(200000, 'A');
    EXPECT_TRUE(fieldsOf({print(longText), barcode(longText), print("S/N: " + longText)}).empty());
    std::vector<Reading> many;
    for (int i = 0; i < 2000; ++i) many.push_back(print("S/N", 0, 20.0F * static_cast<float>(i)));
    EXPECT_EQ(valuesOf(fieldsOf(many), FieldType::SerialNumber), "");
}

/// Strings of bytes, half of them from pieces of real grammars so that parsers get past their first branch.
std::string randomText(std::mt19937& random) {
    static const std::vector<std::string> pieces = {
        "[)>\x1E"
        "06\x1D",
        "1P",
        "S",
        "Q",
        "]C1",
        "01",
        "00",
        "(01)",
        "\x1D",
        "\x1E\x04",
        "S/N:",
        "P/N",
        "品名",
        "MAC:",
        "www.",
        ".com",
        "900-21010-0000-000",
        "H100",
        "2314",
        "Made in ",
        "4L",
        "27P",
        "11S",
        " ",
        "-",
        ":",
        "09501101530003",
        "TDA1517P",
        "\xEF\xBC",
        "http://"};
    std::string text;
    const auto length = random() % 12;
    for (std::size_t i = 0; i < length; ++i) {
        if (random() % 2 == 0) {
            text += pieces[random() % pieces.size()];
        } else {
            for (auto count = random() % 6; count > 0; --count) text += static_cast<char>(random() % 256);
        }
    }
    return text;
}

Reading randomReading(std::mt19937& random) {
    auto reading = random() % 2 == 0 ? print(randomText(random)) : barcode(randomText(random));
    reading.confidence = static_cast<double>(random() % 1001) / 1000;
    const auto place = [&] { return static_cast<float>(random() % 300); };
    reading.quad = vision::quadOf({place(), place(), 10 + place(), 10 + place() / 10});
    static const std::vector<std::string> symbologies = {"Code128", "DataMatrix", "EAN-13", "UPC-E",
                                                         "ITF",     "",           "QRCode"};
    reading.symbology = symbologies[random() % symbologies.size()];
    return reading;
}

// Ten thousand random readings: nothing crashes, every field keeps its bounds and prints to JSON.
TEST(Understand, RandomReadingsKeepTheBounds) {
    std::mt19937 random(20240517);
    constexpr int kRounds = 2500;
    for (int round = 0; round < kRounds; ++round) {
        std::vector<Reading> readings;
        double best = 0;
        for (int i = 0; i < 4; ++i) {
            readings.push_back(randomReading(random));
            best = std::max(best, readings.back().confidence);
        }
        for (const auto& field : fieldsOf(readings)) {
            ASSERT_GE(field.confidence, 0);
            ASSERT_LE(field.confidence, 0.995);
            if (best < 0.5) {
                ASSERT_LE(field.confidence, best);
            }
            if (field.readings.size() == 1) {
                const auto place = std::stoul(field.readings[0].substr(1)) - 1;
                ASSERT_LE(field.confidence, readings.at(place).confidence) << field.value;
            }
            ASSERT_FALSE(field.value.empty());
            ASSERT_FALSE(field.readings.empty());
            ASSERT_NO_THROW((void)nlohmann::json(field).dump()) << "not UTF-8";
        }
    }
}

}  // namespace
}  // namespace tidewaiter::ocr
