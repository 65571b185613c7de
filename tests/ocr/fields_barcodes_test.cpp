#include <gtest/gtest.h>

#include <string>

#include "ocr/fields/retail_codes.h"
#include "ocr/fields/vendor_codes.h"
#include "tests/ocr/fields_fixture.h"

namespace tidewaiter::ocr {
namespace {

struct Case {
    Reading reading;
    FieldType type;
    const char* values;
};

TEST(BarcodeFields, StructuredContents) {
    const auto message = barcode(
        "[)>\x1E"
        "06\x1D"
        "1P900-21010-0000-000\x1DS1650124008279\x1DQ8\x1D"
        "9D2314\x1D"
        "1TABC123\x1D"
        "4LTW\x1D"
        "27P8471.80\x1D"
        "1VNVIDIA\x1E\x04",
        0, 0, "DataMatrix");
    const auto carton = barcode(
        "]C10109501101530003"
        "11240517"
        "10LOT7\x1D"
        "21SER99\x1D"
        "3712");
    const Case cases[] = {
        {message, FieldType::PartNumber, "900-21010-0000-000"},
        {message, FieldType::SerialNumber, "1650124008279"},
        {message, FieldType::Quantity, "8"},
        {message, FieldType::DateCode, "2314"},
        {message, FieldType::Lot, "ABC123"},
        {message, FieldType::CountryOfOrigin, "TW"},
        {message, FieldType::HsCode, "847180"},
        {message, FieldType::Party, "NVIDIA"},
        {carton, FieldType::Gtin, "09501101530003"},
        {carton, FieldType::Lot, "LOT7"},
        {carton, FieldType::SerialNumber, "SER99"},
        {carton, FieldType::Quantity, "12"},
        {carton, FieldType::DateCode, "2024-05-17"},
        {barcode("00106141411234567897"), FieldType::Sscc, "106141411234567897"},
        {barcode("4006381333931", 0, 0, "EAN-13"), FieldType::Gtin, "04006381333931"},
        {barcode("[)>\x1E"
                 "05\x1D"
                 "0109501101530003\x1D"
                 "21X7\x1E\x04",
                 0, 0, "QRCode"),
         FieldType::Gtin, "09501101530003"},
        {barcode("1P900-21010-0000-000"), FieldType::PartNumber, "900-21010-0000-000"},
        {barcode("S1650124008279"), FieldType::SerialNumber, "1650124008279"},
        {barcode("Q25"), FieldType::Quantity, "25"},
        {barcode("4LMY"), FieldType::CountryOfOrigin, "MY"},
        {barcode("JJD014600002708681600"), FieldType::LicensePlate, "JD014600002708681600"},
        {barcode("1Z999AA10123456784"), FieldType::Tracking, "1Z999AA10123456784"},
        {barcode("CSQU3054383"), FieldType::Container, "CSQU3054383"},
        {barcode("48B02D00A001"), FieldType::MacAddress, "48:B0:2D:00:A0:01"},
        {barcode("2102310ABC10D8000001"), FieldType::SerialNumber, "2102310ABC10D8000001"},
        {barcode("S452392X2826686"), FieldType::SerialNumber, "S452392X2826686"},
        {barcode("1320222043305"), FieldType::SerialNumber, "1320222043305"},
        {barcode("900-21010-0000-000"), FieldType::PartNumber, "900-21010-0000-000"},
        {barcode("699-21010-0200-500"), FieldType::PartNumber, "699-21010-0200-500"},
        {barcode("[)>^^06^]1PABC-1^]Q5^^^D"), FieldType::Quantity, "5"},
        {barcode("1PABC-1234\x1DQ5\x1D"
                 "10D2410"),
         FieldType::DateCode, "2410"},
        {barcode("11S02CL742ZJ12345678AB"), FieldType::SerialNumber, ""},
        {barcode("11S02CL742J123456789AB"), FieldType::PartNumber, "02CL742"},
        {barcode("11S02CL742J123456789AB"), FieldType::SerialNumber, "J123456789AB"},
        {barcode("https://www.example.com/x", 0, 0, "QRCode"), FieldType::Url, "https://www.example.com/x"},
    };
    for (const auto& [reading, type, values] : cases) {
        if (std::string(values).empty()) continue;
        const auto fields = fieldsOf({reading});
        EXPECT_EQ(valuesOf(fields, type), values) << reading.text;
    }
}

// Plain text that happens to begin like an identifier is left alone; so are numbers whose check digit fails.
TEST(BarcodeFields, PlainTextStaysPlain) {
    const Case cases[] = {
        {barcode("SN74LS00N"), FieldType::SerialNumber, ""},
        {barcode("SW10A11510"), FieldType::SerialNumber, ""},
        {barcode("PCB068560-0020"), FieldType::PartNumber, ""},
        {barcode("GGFMP116NE4EI8"), FieldType::SerialNumber, ""},
        {barcode("5CBAEF72E0A3"), FieldType::MacAddress, ""},
        {barcode("1Z88899K2324252627"), FieldType::SerialNumber, ""},
        {barcode("Q9A"), FieldType::Quantity, ""},
        {barcode("4LXX"), FieldType::CountryOfOrigin, ""},
        {barcode("4006381333930", 0, 0, "EAN-13"), FieldType::Gtin, ""},
        {barcode("4006381333931", 0, 0, "QRCode"), FieldType::Gtin, ""},
        {barcode("00106141411234567898"), FieldType::Sscc, ""},
        {barcode("2314"), FieldType::DateCode, ""},
        {barcode("JAMES BOND 007"), FieldType::LicensePlate, ""},
        {barcode("J12345"), FieldType::LicensePlate, ""},
        {barcode("1Z999AA10123456785"), FieldType::Tracking, ""},
        {barcode("CSQU3054384"), FieldType::Container, ""},
        {barcode("480022000001"), FieldType::MacAddress, ""},
        {barcode("48B02D00A00"), FieldType::MacAddress, ""},
        {barcode("490154203237518"), FieldType::Imei, ""},
        {barcode("9074729"), FieldType::Vessel, ""},
        {barcode("2Q25"), FieldType::GrossWeight, ""},
        {barcode("7Q25KG"), FieldType::Quantity, ""},
        {barcode("[)>\x1E"
                 "06\x1D\x1E\x04"),
         FieldType::PartNumber, ""},
        {barcode("[)>\x1E"
                 "06\x1DQX\x1D"
                 "4L??\x1E\x04"),
         FieldType::Quantity, ""},
        {barcode(""), FieldType::SerialNumber, ""},
        {barcode(std::string("\0\0\0\0", 4)), FieldType::SerialNumber, ""},
        {barcode("S" + std::string(5000, '7')), FieldType::SerialNumber, ""},
        {barcode(std::string(100000, 'S')), FieldType::SerialNumber, ""},
        {barcode("S\xFF\xFE\x80"
                 "123456"),
         FieldType::SerialNumber, ""},
    };
    for (const auto& [reading, type, values] : cases) {
        EXPECT_EQ(valuesOf(fieldsOf({reading}), type), values) << reading.text.substr(0, 60);
    }
}

// What is printed beside a code decides whether its first letter is an identifier.
TEST(BarcodeFields, PrintDecidesAboutIdentifiers) {
    EXPECT_EQ(
        valuesOf(fieldsOf({barcode("SAB12345"), print("S/N: SAB12345", 0, 100)}), FieldType::SerialNumber),
        "SAB12345");
    EXPECT_EQ(
        valuesOf(fieldsOf({barcode("SAB12345"), print("S/N: AB12345", 0, 100)}), FieldType::SerialNumber),
        "AB12345");
}

TEST(RetailCodes, ExpandsAndChecks) {
    EXPECT_EQ(retailGtin("UPC-E", "04252614"), "00042100005264");
    EXPECT_EQ(retailGtin("UPC-E", "01234505"), "00012000003455");
    EXPECT_EQ(retailGtin("UPC-A", "036000291452"), "00036000291452");
    EXPECT_EQ(retailGtin("EAN-8", "96385074"), "00000096385074");
    EXPECT_EQ(retailGtin("ITF", "10012345678902"), "10012345678902");
    for (const auto& [symbology, content] : {std::pair{"UPC-E", "04252615"},
                                             {"UPC-E", "042"},
                                             {"EAN-13", ""},
                                             {"EAN-13", "400638133393"},
                                             {"EAN-13", "40063813339３1"},
                                             {"ITF", "123456"},
                                             {"Code128", "4006381333931"},
                                             {"", "4006381333931"}}) {
        EXPECT_EQ(retailGtin(symbology, content), std::nullopt) << symbology << " " << content;
    }
}

TEST(VendorCodes, Lenovo) {
    const auto part = lenovoCode("11S02CL742J123456789AB");
    ASSERT_EQ(part.size(), 2U);
    EXPECT_EQ(part[0].value, "02CL742");
    EXPECT_EQ(part[1].value, "J123456789AB");
    const auto machine = lenovoCode("1S7X99CTO1WWJ3001234");
    ASSERT_EQ(machine.size(), 2U);
    EXPECT_EQ(machine[0].type, FieldType::Model);
    EXPECT_EQ(machine[0].value, "7X99CTO1WW");
    EXPECT_EQ(machine[1].value, "J3001234");
    for (const char* bad : {"", "11S", "11S02CL742J123456789A", "11S02CL742j123456789AB", "1SX",
                            "12S02CL742J123456789AB", "1SABCDEFGHIJKLMNOPQR", "11SABCDEFGHIJKLMNOPQRS"}) {
        EXPECT_TRUE(lenovoCode(bad).empty()) << bad;
    }
}

}  // namespace
}  // namespace tidewaiter::ocr
