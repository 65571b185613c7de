#include "ocr/fields/barcode_content.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "ocr/fields/nordic_lots.h"
#include "ocr/fields/vendor_codes.h"

namespace tidewaiter::ocr {
namespace {

using namespace std::string_literals;

/// "1P=ABC-1 Q=10", with '?' behind the elements that have a fault.
std::string flat(const BarcodeContent& content) {
    std::string all;
    for (const auto& element : content.elements) {
        all +=
            (all.empty() ? "" : " ") + element.id + "=" + element.value + (element.fault.empty() ? "" : "?");
    }
    return all;
}

std::string fieldsIn(const BarcodeContent& content) {
    std::string all;
    for (const auto& element : content.elements) {
        for (const auto& [type, value] : element.fields)
            all += (all.empty() ? "" : " ") + std::string(kFieldTypes.nameOf(type)) + "=" + value;
    }
    return all;
}

const std::string kHeader =
    "[)>\x1E"
    "06\x1D";

const std::string kMessage05 =
    "[)>\x1E"
    "05\x1D";

struct Case {
    std::string bytes;
    const char* symbology;
    ContentForm form;
    const char* elements;
};

// Each form is told from the others, and every element is there with its identifier.
TEST(BarcodeContent, Forms) {
    const Case cases[] = {
        {kHeader + "1PABC-1\x1DQ10\x1E\x04", "DataMatrix", ContentForm::Message, "1P=ABC-1 Q=10"},
        {"[)>\x1E"
         "05\x1D"
         "0109501101530003\x1D"
         "10L1\x1E\x04",
         "QRCode", ContentForm::Message, "01=09501101530003 10=L1"},
        {"[)>\x1E"
         "01\x1D"
         "96841706672\x1D"
         "840\x1E\x04",
         "MaxiCode", ContentForm::Message, "=841706672 =840"},
        {"]C10109501101530003", "Code128", ContentForm::Gs1, "01=09501101530003"},
        {"4006381333931", "EAN-13", ContentForm::Retail, "=4006381333931"},
        {"11S02CL742J123456789AB", "Code128", ContentForm::Vendor, "=02CL742 =J123456789AB"},
        {"1PABC-1\x1DQ10", "DataMatrix", ContentForm::DataFields, "1P=ABC-1 Q=10"},
        {"1PABC-1", "Code128", ContentForm::DataField, "1P=ABC-1"},
        {"https://www.example.com/x", "QRCode", ContentForm::Url, "=https://www.example.com/x"},
        {"hello", "Code128", ContentForm::Plain, ""},
        {"", "Code128", ContentForm::Plain, ""},
        {"\0\x01\x02"s, "Code128", ContentForm::Plain, ""},
        {"4006381333930", "EAN-13", ContentForm::Plain, ""},
        {"99X1\x1DQ5", "DataMatrix", ContentForm::Plain, ""},
        {std::string(10000, 'Q'), "Code128", ContentForm::Plain, ""},
    };
    for (const auto& [bytes, symbology, form, elements] : cases) {
        const auto content = parseBarcode(bytes, symbology);
        EXPECT_EQ(content.form, form) << bytes.substr(0, 60);
        EXPECT_EQ(flat(content), elements) << bytes.substr(0, 60);
        EXPECT_EQ(content.bytes, bytes);
    }
}

// What breaks a rule stays as it came, with its fault, and makes no field.
TEST(BarcodeContent, FaultyValuesStay) {
    const auto content = parseBarcode(kHeader +
                                          "Q12A\x1D"
                                          "4LXX\x1D"
                                          "99X7\x1D"
                                          "no identifier\x1D"
                                          "1PABC-1\x1E\x04",
                                      "DataMatrix");
    EXPECT_EQ(flat(content), "Q=12A? 4L=XX 99X=7? =no identifier? 1P=ABC-1");
    EXPECT_EQ(fieldsIn(content), "part_number=ABC-1");
    EXPECT_EQ(content.elements[0].fault, "the value of Q is not N..9");
    EXPECT_EQ(content.elements[3].value, "no identifier");
}

// The first fault ends a GS1 message; what is left of it is named too.
TEST(BarcodeContent, RestOfGs1Stays) {
    const auto content = parseBarcode(
        "]C10109501101530003"
        "11241301"
        "10LOT7",
        "Code128");
    EXPECT_EQ(flat(content), "01=09501101530003 =1124130110LOT7?");
    EXPECT_EQ(content.elements[1].fault, "the value of (11) is not N6,yymmd0");
    EXPECT_EQ(parseBarcode("]C121S1", "Code128").faults.front(), "(21) stands without 01,03,8006");
}

// Both macro code words of Data Matrix, expanded by the decoder or not.
TEST(BarcodeContent, MacroCodeWords) {
    EXPECT_EQ(fieldsIn(parseBarcode(kHeader + "1PABC-1\x1DQ10\x1E\x04", "DataMatrix")),
              fieldsIn(parseBarcode("1PABC-1\x1DQ10", "DataMatrix")));
    EXPECT_EQ(fieldsIn(parseBarcode("[)>\x1E"
                                    "05\x1D"
                                    "0109501101530003\x1E\x04",
                                    "DataMatrix")),
              fieldsIn(parseBarcode("0109501101530003", "DataMatrix")));
}

// GS1 weights, pieces, names and countries become fields.
TEST(BarcodeContent, Gs1Fields) {
    EXPECT_EQ(fieldsIn(parseBarcode(
                  "(00)106141411234567897(3302)002550(4300)ACME+Ltd(37)12(02)09501101530003", "Code128")),
              "sscc=106141411234567897 gross_weight=25.5 consignee=ACME Ltd quantity=12 gtin=09501101530003");
    EXPECT_EQ(fieldsIn(parseBarcode("(8006)095011015300030102", "Code128")),
              "gtin=09501101530003 package_count=1/2");
    EXPECT_EQ(fieldsIn(parseBarcode("(01)09501101530003(3201)000100(422)156", "Code128")),
              "gtin=09501101530003 net_weight=4.536 country_of_origin=CN");
    EXPECT_EQ(fieldsIn(parseBarcode("(01)09501101530003(3102)000000(17)261231", "Code128")),
              "gtin=09501101530003");
}

// The four labels of EIGP 114, and what each lacks. Few identifiers make no label.
TEST(ComponentLabels, KindsAndWhatIsMissing) {
    struct Label {
        std::vector<std::string> identifiers;
        LabelKind kind;
        std::vector<std::string> missing;
    };
    const Label labels[] = {
        {{"1P", "Q", "9D", "1T", "4L"}, LabelKind::Product, {}},
        {{"1P", "Q", "10D", "1T", "4L", "3S"}, LabelKind::Intermediate, {}},
        {{"1P", "Q", "9D", "1T", "4L", "K", "4S"}, LabelKind::Logistic, {}},
        {{"1P", "Q", "9D", "1T", "4L", "K", "11K", "4K"}, LabelKind::PackingSlip, {}},
        {{"1P", "Q", "1T"}, LabelKind::Product, {"9D or 10D", "4L"}},
        {{"1P", "Q", "9D", "4L", "5S"}, LabelKind::Logistic, {"1T", "K"}},
        {{"1P", "Q", "9D", "1T", "4L", "11K"}, LabelKind::PackingSlip, {"K", "4K"}},
    };
    for (const auto& [identifiers, kind, missing] : labels) {
        const auto label = componentLabel(identifiers);
        ASSERT_TRUE(label);
        EXPECT_EQ(kLabelKinds.nameOf(label->kind), kLabelKinds.nameOf(kind));
        EXPECT_EQ(label->missing, missing);
    }
    for (const auto& few :
         {std::vector<std::string>{}, {"1P", "Q"}, {"Q", "9D", "1T", "4L"}, {"S", "K", "Z"}})
        EXPECT_FALSE(componentLabel(few));
    EXPECT_TRUE(parseBarcode(kHeader + "1PA1B\x1DQ5\x1D"
                                       "1TL1\x1E\x04",
                             "DataMatrix")
                    .component);
    EXPECT_FALSE(parseBarcode("1PA1B", "Code128").component);
}

// Nordic documents that its lots are date codes; nobody else's are taken for such.
TEST(BarcodeContent, NordicLotsAreDates) {
    const auto lots =
        "\x1D"
        "1T2314AB/2320CD\x1D"
        "9D2314\x1E\x04"s;
    EXPECT_EQ(fieldsIn(parseBarcode(kHeader + "1PNRF52840-QIAA-R7" + lots, "DataMatrix")),
              "part_number=NRF52840-QIAA-R7 lot=2314AB/2320CD date_code=2314 date_code=2320 date_code=2314");
    EXPECT_EQ(fieldsIn(parseBarcode(kHeader + "1PSTM32F103C8T6" + lots, "DataMatrix")),
              "part_number=STM32F103C8T6 lot=2314AB/2320CD date_code=2314");
    EXPECT_EQ(nordicDates("2314AB"), std::vector<std::string>{"2314"});
    for (const char* bad :
         {"", "2314", "2399AB", "2314ABC", "2314AB/", "2314AB/x", "2314A1/2314A1/2314A1/2314A1/2314A1"})
        EXPECT_TRUE(nordicDates(bad).empty()) << bad;
    for (const char* bad : {"", "NRF", "NRFX2840-QIAA", "STM32F103C8T6"})
        EXPECT_FALSE(isNordicPart(bad)) << bad;
}

std::string flat(const std::vector<VendorElement>& elements) {
    std::string all;
    for (const auto& element : elements)
        all += (all.empty() ? "" : " ") + std::string(kFieldTypes.nameOf(element.type)) + "=" + element.value;
    return all;
}

TEST(VendorCodes, Grammars) {
    const std::pair<const char*, const char*> cases[] = {
        {"2102310ABC10D8000001", "serial_number=2102310ABC10D8000001 date_code=2013-08"},
        {"2102310ABC101C000001", "serial_number=2102310ABC101C000001 date_code=2001-12"},
        {"2102310ABC10Z8000001", "serial_number=2102310ABC10Z8000001 date_code=2035-08"},
        {"2102310ABCFJL8000001", "serial_number=2102310ABCFJL8000001"},
        {"CN-0F1234-12345-67A-1234-A00",
         "part_number=0F1234 serial_number=CN0F12341234567A1234A00 country_of_origin=CN"},
        {"MY0P0XH3SN20002B04DEA02",
         "part_number=0P0XH3 serial_number=MY0P0XH3SN20002B04DEA02 country_of_origin=MY"},
        {"S452392X2826686", "serial_number=S452392X2826686"},
        {"WM123S123456", "serial_number=WM123S123456"},
        {"1320222043305", "serial_number=1320222043305"},
        {"1Z999AA10123456784", "tracking_number=1Z999AA10123456784"},
        {"RB123456785GB", "tracking_number=RB123456785GB"},
        {"CSQU3054383", "container_number=CSQU3054383"},
        {"", ""},
        {"2102310ABC10D0000001", ""},
        {"2102310ABC100800000", ""},
        {"2202310ABC10D8000001", ""},
        {"2102310abc10D8000001", ""},
        {"XX-0F1234-12345-67A-1234-A00", ""},
        {"CN-1F1234-12345-67A-1234-A00", ""},
        {"CN-0F1234-12345-6DA-1234-A00", ""},
        {"CN-0F1234-12345-67W-1234-A00", ""},
        {"CN-0F1234-12345-67A-1234-00A", ""},
        {"S452392Y2826686", ""},
        {"S452392X2D26686", ""},
        {"WM12DS123456", ""},
        {"1325422043305", ""},
        {"9990222043305", ""},
        {"1320299043305x", ""},
        {"1Z999AA10123456785", ""},
        {"RB123456784GB", ""},
        {"CSQU3054384", ""},
        {"TDA1517P", ""},
    };
    for (const auto& [content, elements] : cases) EXPECT_EQ(flat(vendorCode(content)), elements) << content;
    EXPECT_TRUE(vendorCode(std::string(100000, 'A')).empty());
}

// Grammars that no maker documents are not believed much.
TEST(VendorCodes, DerivedOnesAreWeak) {
    for (const char* content :
         {"S452392X2826686", "WM123S123456", "1320222043305", "CN0F12341234567A1234A00"}) {
        for (const auto& element : vendorCode(content)) EXPECT_LE(element.strength, 0.6) << content;
    }
    EXPECT_GE(vendorCode("11S02CL742J123456789AB").front().strength, 0.85);
    EXPECT_LE(vendorCode("21023101230018000001").front().strength, 0.6);
}

TEST(VendorCodes, DellServiceTags) {
    EXPECT_EQ(expressServiceCode("5RFDP01"), 12542331601ULL);
    for (const char* bad : {"", "5RFDP0", "5RFDP011", "5rfdp01", "ABCDEFG", "5RFDP0-"})
        EXPECT_EQ(expressServiceCode(bad), 0U) << bad;
}

// What JSON says of a code: elements, repairs, faults and what a label lacks; other than bytes, always valid.
TEST(BarcodeContent, JsonNamesRepairsFaultsAndWhatIsMissing) {
    const auto wedge = nlohmann::json(parseBarcode("[)>^^06^]1PABC-1^]Q10^]9D2610^^^D", "DataMatrix"));
    EXPECT_EQ(wedge.at("form"), "message");
    EXPECT_EQ(wedge.at("elements").at(0).at("id"), "1P");
    EXPECT_EQ(wedge.at("elements").at(0).at("value"), "ABC-1");
    EXPECT_FALSE(wedge.at("repairs").empty());
    EXPECT_EQ(wedge.at("component_label").at("kind"), "product");
    EXPECT_FALSE(wedge.at("component_label").at("missing").empty());

    const auto wrongDigit = kMessage05 + "0109501101530004\x1D" + "10L1\x1E\x04";
    const auto broken = nlohmann::json(parseBarcode(wrongDigit, "QRCode"));
    EXPECT_FALSE(broken.at("elements").at(0).at("fault").get<std::string>().empty());
    EXPECT_FALSE(broken.contains("repairs"));

    const auto bytes = nlohmann::json(parseBarcode(kHeader + "1PA\xFF\x80\x1DQ1\x1E\x04", "DataMatrix"));
    EXPECT_NO_THROW(static_cast<void>(bytes.dump()));
}

// One field alone, plain text and addresses are shown as they were read; the rest has parts worth naming.
TEST(BarcodeContent, OnlyContentOfACertainFormIsStructured) {
    EXPECT_TRUE(isStructured(parseBarcode(kHeader + "1PABC-1\x1DQ10\x1E\x04", "DataMatrix")));
    EXPECT_TRUE(isStructured(parseBarcode("4006381333931", "EAN-13")));
    EXPECT_FALSE(isStructured(parseBarcode("S1234567", "Code39")));
    EXPECT_FALSE(isStructured(parseBarcode("https://example.com/x", "QRCode")));
    EXPECT_FALSE(isStructured(parseBarcode("hello", "QRCode")));
    EXPECT_FALSE(isStructured(parseBarcode("", "QRCode")));
}

}  // namespace
}  // namespace tidewaiter::ocr
