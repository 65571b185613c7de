#include <gtest/gtest.h>

#include <string>

#include "ocr/fields/merge.h"
#include "tests/ocr/fields_fixture.h"

namespace tidewaiter::ocr {
namespace {

using Ids = std::vector<std::string>;

std::vector<Reading> numbered(std::initializer_list<double> confidences) {
    std::vector<Reading> readings;
    for (const double confidence : confidences) {
        readings.push_back(print("x", 0, 0, confidence));
        readings.back().id = "t" + std::to_string(readings.size());
    }
    return readings;
}

Candidate candidate(const std::string& value, double confidence, std::size_t reading) {
    Candidate made{FieldType::SerialNumber, value, confidence};
    made.reading = reading;
    return made;
}

TEST(Merge, AgreementMakesSurer) {
    const auto fields =
        mergedFields({candidate("A1", 0.8, 0), candidate("A1", 0.7, 1)}, numbered({0.9, 0.9}));
    ASSERT_EQ(fields.size(), 1U);
    EXPECT_NEAR(fields[0].confidence, 1 - 0.2 * 0.3, 1e-9);
    EXPECT_EQ(fields[0].readings, (Ids{"t1", "t2"}));
}

TEST(Merge, OneReadingSpeaksOnce) {
    const auto fields = mergedFields({candidate("A1", 0.8, 0), candidate("A1", 0.7, 0)}, numbered({0.9}));
    ASSERT_EQ(fields.size(), 1U);
    EXPECT_DOUBLE_EQ(fields[0].confidence, 0.8);
    EXPECT_EQ(fields[0].readings, Ids{"t1"});
}

TEST(Merge, NothingIsCertain) {
    const auto fields = mergedFields({candidate("A1", 1, 0), candidate("A1", 1, 1)}, numbered({1, 1}));
    EXPECT_DOUBLE_EQ(fields.at(0).confidence, kSurest);
}

// Many readings that are each not to be trusted do not add up to one that is.
TEST(Merge, DoubtDoesNotAddUp) {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < 5; ++i) candidates.push_back(candidate("A1", 0.4, i));
    const auto fields = mergedFields(candidates, numbered({0.4, 0.4, 0.4, 0.4, 0.4}));
    EXPECT_DOUBLE_EQ(fields.at(0).confidence, 0.4);
    EXPECT_EQ(fields[0].readings.size(), 5U);
}

TEST(Merge, NoiseIsLeftOut) {
    EXPECT_TRUE(mergedFields({candidate("A1", 0.05, 0)}, numbered({0.9})).empty());
    EXPECT_TRUE(mergedFields({}, {}).empty());
}

TEST(Merge, SortedByTypeThenConfidence) {
    auto part = candidate("P1", 0.3, 0);
    part.type = FieldType::PartNumber;
    const auto fields = mergedFields(
        {candidate("A2", 0.5, 0), candidate("A1", 0.9, 0), part, candidate("A0", 0.5, 0)}, numbered({0.9}));
    ASSERT_EQ(fields.size(), 4U);
    EXPECT_EQ(fields[0].value, "P1");
    EXPECT_EQ(fields[1].value, "A1");
    EXPECT_EQ(fields[2].value, "A0");
    EXPECT_EQ(fields[3].value, "A2");
}

// A barcode and the line that prints it say one thing, surer than either alone.
TEST(Twins, AgreeingPrintSupports) {
    const auto fields = fieldsOf({barcode("S1650124008279", 0, 30), print("S/N: 1650124008279", 0, 0, 0.8)});
    const auto* serial = find(fields, FieldType::SerialNumber, "1650124008279");
    ASSERT_NE(serial, nullptr);
    EXPECT_EQ(serial->readings, (Ids{"t1", "t2"}));
    EXPECT_GT(serial->confidence, 0.97);
    EXPECT_TRUE(serial->contradicts.empty());
}

// Where print and barcode differ by confusable characters alone, the barcode is right.
TEST(Twins, BarcodeDecidesConfusables) {
    const auto fields = fieldsOf({barcode("S1650124008279", 0, 30), print("S/N: 165OI24OO8279")});
    EXPECT_EQ(valuesOf(fields, FieldType::SerialNumber), "1650124008279");
    EXPECT_EQ(find(fields, FieldType::SerialNumber, "1650124008279")->readings, (Ids{"t1", "t2"}));
}

// A plain barcode takes the type of the caption beside its printed twin.
TEST(Twins, PlainBarcodeTakesTheCaption) {
    const auto serial = fieldsOf({barcode("G20Z004877", 0, 30), print("S/N: G2OZ004877")});
    EXPECT_EQ(valuesOf(serial, FieldType::SerialNumber), "G20Z004877");
    const auto mac = fieldsOf({barcode("28C2DD7A2E2C", 0, 30), print("MAC: 28C2DD7A2E2C B7")});
    const auto* address = find(mac, FieldType::MacAddress, "28:C2:DD:7A:2E:2C");
    ASSERT_NE(address, nullptr);
    EXPECT_EQ(address->readings, (Ids{"t1", "t2"}));
}

// Where they differ otherwise, each stands as a field and the other reading contradicts it.
TEST(Twins, DifferentPrintContradicts) {
    const auto fields = fieldsOf({barcode("S1650124008279", 0, 30), print("S/N: 1650124008777")});
    const auto* coded = find(fields, FieldType::SerialNumber, "1650124008279");
    const auto* printed = find(fields, FieldType::SerialNumber, "1650124008777");
    ASSERT_NE(coded, nullptr);
    ASSERT_NE(printed, nullptr);
    EXPECT_EQ(coded->contradicts, Ids{"t2"});
    EXPECT_EQ(printed->contradicts, Ids{"t1"});
    EXPECT_LT(printed->confidence, 0.5);
    EXPECT_GT(coded->confidence, printed->confidence);
}

// Two items on one label, each with code and print, do not contradict one another.
TEST(Twins, NeighborsDoNotContradict) {
    const auto fields = fieldsOf({print("S/N: 1650124008279", 0, 0), barcode("S1650124008279", 0, 22),
                                  print("S/N: 1650124008280", 0, 64), barcode("S1650124008280", 0, 86)});
    EXPECT_EQ(valuesOf(fields, FieldType::SerialNumber), "1650124008279 1650124008280");
    for (const auto& field : fields) EXPECT_TRUE(field.contradicts.empty()) << field.value;
}

// A print far away and unlike is another thing's.
TEST(Twins, FarPrintDoesNotContradict) {
    const auto fields = fieldsOf({barcode("S1650124008279", 0, 30), print("S/N: G20Z004877", 900, 900)});
    for (const auto& field : fields) EXPECT_TRUE(field.contradicts.empty()) << field.value;
}

// A part number printed at its barcode must be the same, with a caption or without; so must what is captioned
// as quantity, date or origin.
TEST(Twins, LinesAtTheBarcodeMustAgree) {
    struct Case {
        const char* code;
        const char* print;
        FieldType type;
        const char* coded;
        const char* printed;
    };
    const Case cases[] = {
        {"1P900-21010-0000-000", "900-21010-0020-000", FieldType::PartNumber, "900-21010-0000-000",
         "900-21010-0020-000"},
        {"1P900-21010-0000-000", "(1P) 900-21010-0100-000", FieldType::PartNumber, "900-21010-0000-000",
         "900-21010-0100-000"},
        {"Q25", "QTY: 250", FieldType::Quantity, "25", "250"},
        {"10D2314", "D/C: 2341", FieldType::DateCode, "2314", "2341"},
        {"4LTW", "COUNTRY OF ORIGIN: CN", FieldType::CountryOfOrigin, "TW", "CN"},
        {"13Q3/12", "C/NO.: 4/12", FieldType::PackageCount, "3/12", "4/12"},
    };
    for (const auto& [code, text, type, coded, printed] : cases) {
        const auto fields = fieldsOf({barcode(code, 0, 24), print(text)});
        const auto* first = find(fields, type, coded);
        const auto* second = find(fields, type, printed);
        ASSERT_NE(first, nullptr) << code;
        ASSERT_NE(second, nullptr) << text;
        EXPECT_EQ(first->contradicts, Ids{"t2"}) << code;
        EXPECT_EQ(second->contradicts, Ids{"t1"}) << text;
        EXPECT_LT(second->confidence, first->confidence) << code;
    }
}

// Agreement, another place, another notation, and things that several items share say nothing of the kind.
TEST(Twins, OthersDoNotContradict) {
    const std::vector<Reading> cases[] = {
        {barcode("1P900-21010-0000-000", 0, 24), print("900-21010-0000-000")},
        {barcode("1P900-21010-0000-000", 0, 24), print("900-21010-0020-000", 0, 400)},
        {barcode("1P900-21010-0000-000", 0, 24), print("STM32F103C8T6")},
        {barcode("Q25", 0, 24), print("QTY: 250", 0, 400)},
        {barcode("Q25", 0, 24), print("QTY: 25 PCS")},
        {barcode("10D2314", 0, 24), print("DATE: 2023-04-05")},
        {barcode("4LTW", 0, 24), print("Made in Taiwan")},
        {barcode("MY0P0XH3SN20002B04DEA02", 0, 24), print("S/N: 200730800635")},
    };
    for (const auto& readings : cases) {
        for (const auto& field : fieldsOf(readings))
            EXPECT_TRUE(field.contradicts.empty()) << readings[1].text;
    }
}

// Nordic's lots are dates, which stand beside the date code and the chip's own, each with its readings.
TEST(Twins, DatesOfLotsStandBesideDateCodes) {
    const auto message = barcode(
        "[)>\x1E"
        "06\x1D"
        "1PNRF52840-QIAA-R7\x1D"
        "1T2314AB\x1D"
        "9D2320\x1E\x04",
        0, 0, "DataMatrix");
    const auto fields = fieldsOf({message, print("D/C: 2314", 600, 0)});
    EXPECT_EQ(find(fields, FieldType::DateCode, "2314")->readings, (Ids{"t1", "t2"}));
    EXPECT_EQ(find(fields, FieldType::DateCode, "2320")->readings, Ids{"t1"});
}

// The same number to base 10 beside a service tag proves both, and the maker.
TEST(Twins, ExpressServiceCodesProveServiceTags) {
    const auto fields =
        fieldsOf({print("Service Tag: 5RFDP01"), print("Express Service Code: 125 423 316 01", 0, 24)});
    const auto* tag = find(fields, FieldType::SerialNumber, "5RFDP01");
    ASSERT_NE(tag, nullptr);
    EXPECT_EQ(tag->readings, (Ids{"t1", "t2"}));
    EXPECT_EQ(tag->maker, "Dell");
    const auto other =
        fieldsOf({print("Service Tag: 5RFDP01"), print("Express Service Code: 125 423 316 02", 0, 24)});
    EXPECT_EQ(find(other, FieldType::SerialNumber, "5RFDP01")->readings, Ids{"t1"});
    EXPECT_EQ(find(other, FieldType::SerialNumber, "5RFDP01")->maker, "");
}

// Identifiers in brackets before a printed value are its caption; single letters and captions are not.
TEST(PrintedDataFields, TakeIdentifiersOfTwoCharacters) {
    EXPECT_EQ(valuesOf(fieldsOf({print("(10D) 2314")}), FieldType::DateCode), "2314");
    EXPECT_EQ(valuesOf(fieldsOf({print("(1T)2314AB")}), FieldType::Lot), "2314AB");
    EXPECT_EQ(valuesOf(fieldsOf({print("(4L) TW")}), FieldType::CountryOfOrigin), "TW");
    for (const char* text : {"(C) 1999", "(T) 2314", "(1T)", "(1T", "(10D) 2399", "(99X) 12345", "(4L) XX",
                             "(1T) QTY: 12", "()", "(((("}) {
        const auto fields = fieldsOf({print(text)});
        EXPECT_EQ(valuesOf(fields, FieldType::Lot) + valuesOf(fields, FieldType::DateCode) +
                      valuesOf(fields, FieldType::CountryOfOrigin),
                  "")
            << text;
    }
}

}  // namespace
}  // namespace tidewaiter::ocr
