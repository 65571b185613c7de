#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>

#include "ocr/fields/data_identifier_table.h"
#include "ocr/fields/data_identifiers.h"
#include "ocr/fields/element_checks.h"
#include "ocr/fields/element_format.h"

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

/// A value that keeps the identifier's rule and one that breaks it; empty: one character more than it may
/// have.
struct Rule {
    const char* di;
    const char* good;
    const char* bad;
};

constexpr Rule kRules[] = {
    {"7B", "CSQU3054383", "CSQU3054384"},
    {"15B", "1.4S", "1.45"},
    {"16B", "3481", "348"},
    {"18B", "IMO9074729", "IMO9074728"},
    {"20B", "PA", "XX"},
    {"21B", "SEAL0012", "S12"},
    {"22B", "1234567890101", "12345678901AB"},
    {"23B", "123", "12A"},
    {"24B", "57035", "5703"},
    {"D", "240517", "241301"},
    {"1D", "170524", "321224"},
    {"6D", "20240517011", "2024051701"},
    {"9D", "2314M", "2399"},
    {"10D", "2353", "2354"},
    {"11D", "202314", "212314"},
    {"14D", "20240517", "20240532"},
    {"16D", "20240517", "20241301"},
    {"E", "YE", "Y1"},
    {"H", "ACME Trading+CN", "ACME Trading+CNSX"},
    {"9H", "123456789012", "123"},
    {"J", "UN123456789A1", "UN-123456789"},
    {"1J", "UN123456789A1", ""},
    {"2J", "JD014600002708681600", "JD01"},
    {"3J", "UN123456789A1", "un123456789a1"},
    {"4J", "UN123456789A1", ""},
    {"5J", "UN123456789A1", "UN123456789A123456789"},
    {"6J", "UN123456789A1", ""},
    {"K", "PO123456", ""},
    {"1K", "SO-99", ""},
    {"2K", "MAEU123456789", "MAEU-1234"},
    {"4K", "10", ""},
    {"11K", "PL-778", ""},
    {"14K", "4500012345+10", "450001234510"},
    {"4L", "TW", "TWN"},
    {"27L", "CNSHASF", "XXSHASF"},
    {"54L", "DE55411", ""},
    {"55L", "90210", "90210-1234"},
    {"M", "X1", ""},
    {"P", "4711-A", ""},
    {"1P", "900-21010-0000-000", ""},
    {"2P", "A01", ""},
    {"9P", "123456789ABC-1", "12345678XABC-1"},
    {"11P", "WMMAE10DRA", "WMMAE10DR"},
    {"18P", "ABC-1", ""},
    {"25P", "UN123456789ABC", ""},
    {"27P", "8471.50", "84.7150A"},
    {"30P", "ABC123-ND", ""},
    {"31P", "ABC123", ""},
    {"33P", "BIN7", ""},
    {"49P", "US3A090", "XX3A090"},
    {"50P", "ABC123R1", "A1"},
    {"51P", "ABC123", ""},
    {"Q", "2500", "25EA"},
    {"7Q", "25EA", "EA"},
    {"13Q", "3/12", "13/12"},
    {"14Q", "1000", "1K"},
    {"15Q", "500", "5.5"},
    {"S", "1650124008279", ""},
    {"1S", "A1", ""},
    {"3S", "123456789", ""},
    {"4S", "P0001", ""},
    {"5S", "P0002", ""},
    {"6S", "P0003", ""},
    {"13S", "HL123456", "HL1"},
    {"18S", "1ABC5SN0001", "1ABC5"},
    {"20S", "TR1", ""},
    {"22S", "490154203237518", "49015420323"},
    {"23S", "28C2DD7A2E2C", "28C2DD7A2E2"},
    {"25S", "UN123456789A1", "UN-1234"},
    {"30S", "TR2", ""},
    {"T", "LOT1", ""},
    {"1T", "2314AB", ""},
    {"V", "4711", ""},
    {"1V", "ACME Corp", ""},
    {"8V", "ACME Corp", ""},
    {"10V", "TWNVICOR123", "NVIDIA"},
    {"12V", "123456789", "12345678"},
    {"17V", "1ABC5", "1ABC"},
    {"Z", "ANYTHING", ""},
    {"1Z", "ANYTHING", ""},
    {"2Z", "ANYTHING", ""},
};

// Every identifier of the table takes a value that keeps its rule; one that breaks it stays as it is, has its
// fault named and makes no field.
TEST(DataIdentifiers, EveryRuleHolds) {
    for (const auto& row : kDataIdentifiers) {
        const auto* const rule = std::find_if(std::begin(kRules), std::end(kRules),
                                              [&](const Rule& one) { return one.di == row.di; });
        ASSERT_NE(rule, std::end(kRules)) << row.di << " has no example";
        const auto good = splitDataField(std::string(row.di) + rule->good);
        ASSERT_TRUE(good) << row.di;
        EXPECT_EQ(good->fault, "") << row.di << rule->good;
        EXPECT_EQ(good->identifier, &row);
        const std::string wrong =
            rule->bad[0] == '\0' ? std::string(longestFirst(row.format) + 1, 'A') : std::string(rule->bad);
        const auto bad = splitDataField(std::string(row.di) + wrong);
        ASSERT_TRUE(bad) << row.di;
        EXPECT_EQ(bad->value, wrong);
        EXPECT_EQ(bad->fault, "the value of " + std::string(row.di) + " is not " + std::string(row.format));
        EXPECT_EQ(fieldValueOf(*bad), std::nullopt) << row.di << wrong;
    }
}

// Values with a unit, a role or a part of their own become what they say.
TEST(DataIdentifiers, ValuesSayWhatTheyAre) {
    struct Said {
        const char* field;
        FieldType type;
        const char* value;
    };
    const Said cases[] = {
        {"7Q25EA", FieldType::Quantity, "25"},
        {"7Q25GT", FieldType::GrossWeight, "25"},
        {"7Q10PG", FieldType::GrossWeight, "4.536"},
        {"7Q2558", FieldType::NetWeight, "25"},
        {"7Q10PN", FieldType::NetWeight, "4.536"},
        {"13Q3 OF 12", FieldType::PackageCount, "3/12"},
        {"HACME+CN", FieldType::Consignee, "ACME"},
        {"HACME+SH", FieldType::Shipper, "ACME"},
        {"HACME+BT", FieldType::Party, "ACME"},
        {"HACME", FieldType::Party, "ACME"},
        {"18S1ABC5SN0001", FieldType::SerialNumber, "SN0001"},
        {"9P123456789ABC-1", FieldType::PartNumber, "ABC-1"},
        {"22S490154203237518", FieldType::Imei, "490154203237518"},
        {"JJD014600002708681600", FieldType::LicensePlate, "JD014600002708681600"},
        {"18BIMO9074729", FieldType::Vessel, "9074729"},
        {"1D170524", FieldType::DateCode, "2024-05-17"},
    };
    for (const auto& [field, type, value] : cases) {
        const auto found = fieldValueOf(splitDataField(field).value());
        ASSERT_TRUE(found) << field;
        EXPECT_EQ(found->type, type) << field;
        EXPECT_EQ(found->value, value) << field;
    }
    for (const char* none : {"7Q25KG", "7Q25ZZ", "7Q0EA", "9DN/T", "9DMIXED", "4LAA", "22S490154203237519"}) {
        EXPECT_EQ(fieldValueOf(splitDataField(none).value()), std::nullopt) << none;
    }
}

TEST(DataIdentifiers, UnknownOnesKeepTheirValue) {
    const auto element = splitDataField("99X123").value();
    EXPECT_EQ(element.di, "99X");
    EXPECT_EQ(element.value, "123");
    EXPECT_EQ(element.identifier, nullptr);
    EXPECT_EQ(element.fault, "the identifier 99X is not known");
}

// The notation of formats: sets, lengths, parts that may be left out, checks that exist.
TEST(ElementFormats, Notation) {
    struct Case {
        const char* value;
        const char* format;
        bool has;
    };
    const Case cases[] = {
        {"123", "N3", true},
        {"12", "N3", false},
        {"1234", "N3", false},
        {"12A", "N3", false},
        {"A", "X..2", true},
        {"", "X..2", false},
        {"ABC", "X..2", false},
        {"AB1", "C2..3", true},
        {"ab", "C2..3", false},
        {"AB", "A2", true},
        {"A1", "A2", false},
        {"12AB", "N2 [A2]", true},
        {"12", "N2 [A2]", true},
        {"12A", "N2 [A2]", false},
        {"a b", "X3", true},
        {"a\tb", "X3", false},
        {"4006381333931", "N13,csum", true},
        {"4006381333930", "N13,csum", false},
    };
    for (const auto& [value, format, has] : cases)
        EXPECT_EQ(hasFormat(value, format), has) << value << format;
    EXPECT_EQ(longestFirst("C5..35"), 35U);
    EXPECT_EQ(longestFirst("N9 X..50"), 9U);
    EXPECT_TRUE(isKnownCheck(""));
    EXPECT_FALSE(isKnownCheck("nothing"));
    for (const auto& row : kDataIdentifiers) {
        const auto comma = std::min(row.format.find(','), row.format.size() - 1);
        EXPECT_TRUE(comma + 1 == row.format.size() || isKnownCheck(row.format.substr(comma + 1))) << row.di;
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
