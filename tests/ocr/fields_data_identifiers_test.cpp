#include <gtest/gtest.h>

#include <string>

#include "ocr/fields/data_identifiers.h"

namespace tidewaiter::ocr {
namespace {

struct Good {
    const char* field;
    const char* di;
    FieldType type;
    const char* value;
};

// Digits first, then one letter: the longest identifier wins, never the first prefix that fits.
TEST(DataIdentifiers, MakeFields) {
    const Good cases[] = {
        {"1P900-21010-0000-000", "1P", FieldType::PartNumber, "900-21010-0000-000"},
        {"P4711-a", "P", FieldType::PartNumber, "4711-A"},
        {"30PABC123-ND", "30P", FieldType::PartNumber, "ABC123-ND"},
        {"S1650124008279", "S", FieldType::SerialNumber, "1650124008279"},
        {"25SUN123456789A1", "25S", FieldType::SerialNumber, "UN123456789A1"},
        {"Q0100", "Q", FieldType::Quantity, "100"},
        {"7Q25EA", "7Q", FieldType::Quantity, "25"},
        {"9D2314", "9D", FieldType::DateCode, "2314"},
        {"9D2314M", "9D", FieldType::DateCode, "2314"},
        {"10D2353", "10D", FieldType::DateCode, "2353"},
        {"11D202314", "11D", FieldType::DateCode, "2314"},
        {"D240517", "D", FieldType::DateCode, "2024-05-17"},
        {"6D20240517", "6D", FieldType::DateCode, "2024-05-17"},
        {"16D20240517", "16D", FieldType::DateCode, "2024-05-17"},
        {"1T2314AB", "1T", FieldType::Lot, "2314AB"},
        {"TX1", "T", FieldType::Lot, "X1"},
        {"4LTW", "4L", FieldType::CountryOfOrigin, "TW"},
        {"27P8471.50", "27P", FieldType::HsCode, "847150"},
        {"27P8473.30.1180", "27P", FieldType::HsCode, "8473301180"},
        {"49PUS3A090", "49P", FieldType::ExportControl, "US3A090"},
        {"10VTWNVICOR123", "10V", FieldType::Party, "TWNVICOR123"},
        {"1VACME Corp", "1V", FieldType::Party, "ACME Corp"},
        {"13SSEAL00123", "13S", FieldType::Seal, "SEAL00123"},
        {"23S28C2DD7A2E2C", "23S", FieldType::MacAddress, "28:C2:DD:7A:2E:2C"},
    };
    for (const auto& [field, di, type, value] : cases) {
        const auto element = splitDataField(field);
        ASSERT_TRUE(element) << field;
        EXPECT_EQ(element->di, di) << field;
        ASSERT_NE(element->identifier, nullptr) << field;
        EXPECT_EQ(element->identifier->field, type) << field;
        EXPECT_EQ(element->fault, "") << field;
        EXPECT_EQ(fieldValueOf(*element).value_or(DataFieldValue{}).value, value) << field;
    }
}

TEST(DataIdentifiers, UnsplittableTextIsRefused) {
    for (const char* field : {"", "1", "123", "1234P", "1p900", "P", "1P", "1P   ", "-P1",
                              "1P\x01"
                              "23",
                              "1P\xFFxyz", "量1P5"}) {
        EXPECT_FALSE(splitDataField(field)) << field;
    }
}

// A value that contradicts its identifier's format makes no field.
TEST(DataIdentifiers, ImplausibleValuesMakeNoField) {
    for (const char* field : {"Q12A",
                              "Q0",
                              "Q1234567890",
                              "Q-5",
                              "9D2399",
                              "9DN/T",
                              "9DMIXED",
                              "10D2354",
                              "10D2300",
                              "11D20231",
                              "D241301",
                              "6D2024051",
                              "4LXX",
                              "4LCHINA",
                              "4LAA",
                              "27P77",
                              "27P0012.34",
                              "27P84.7",
                              "27PABCD",
                              "49PXX3A090",
                              "49PUS",
                              "23S28C2DD7A2E2",
                              "23S01C2DD7A2E29",
                              "S12",
                              "SABCDEFG",
                              "1PAB",
                              "1P----1",
                              "7QEA",
                              "14D20240517",
                              "2PA1",
                              "3S123456789",
                              "KPO123456",
                              "99X123",
                              "1ZE12345E0205271688"}) {
        const auto element = splitDataField(field);
        ASSERT_TRUE(element) << field;
        EXPECT_EQ(fieldValueOf(*element), std::nullopt) << field;
    }
}

// Identifiers are found whole or not at all.
TEST(DataIdentifiers, LookUpIsExact) {
    EXPECT_NE(findDataIdentifier("1P"), nullptr);
    EXPECT_EQ(findDataIdentifier("1"), nullptr);
    EXPECT_EQ(findDataIdentifier("01P"), nullptr);
    EXPECT_EQ(findDataIdentifier("1PX"), nullptr);
    EXPECT_EQ(findDataIdentifier(""), nullptr);
}

}  // namespace
}  // namespace tidewaiter::ocr
