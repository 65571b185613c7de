#include <gtest/gtest.h>

#include <string>

#include "tests/ocr/fields_fixture.h"

namespace tidewaiter::ocr {
namespace {

/// "kind:value kind:value" of the captions of a line.
std::string flat(const std::string& line) {
    std::string all;
    const auto captions = knowledge().captions.find(line);
    for (std::size_t i = 0; i < captions.size(); ++i) {
        const auto end = i + 1 < captions.size() ? captions[i + 1].begin : line.size();
        all += std::string(models::kCaptionKinds.nameOf(captions[i].kind)) + "<" +
               line.substr(captions[i].end, end - captions[i].end) + ">";
    }
    return all;
}

// Captions are found in any case, with dots, blanks and separators of all kinds, in several languages.
TEST(Captions, AreFoundInLines) {
    const std::pair<const char*, const char*> cases[] = {
        {"S/N: 1650124008279", "serial_number<1650124008279>"},
        {"SN:G3C009620", "serial_number<G3C009620>"},
        {"serial no. 12345", "serial_number<12345>"},
        {"SERIAL NO (M) M6202301B", "serial_number<M6202301B>"},
        {"(S) SERIAL NO: 77", "serial_number<77>"},
        {"Lenovo PN: SW10A11510", "part_number<SW10A11510>"},
        {"HP P/N:915620-001", "part_number<915620-001>"},
        {"DP/N 0P0XH3 13FEB2020", "part_number<0P0XH3 13FEB2020>"},
        {"MODEL : SII-SK63102", "model<SII-SK63102>"},
        {"QTY(Q) 8 EA", "quantity<8 EA>"},
        {"MAC: 28C2DD7A2E29 B7", "mac_address<28C2DD7A2E29 B7>"},
        {"SN: A1 PN: B2", "serial_number<A1 >part_number<B2>"},
        {"品名：显卡", "goods<显卡>"},
        {"型号:H100 序列号:165", "model<H100 >serial_number<165>"},
        {"品名/Description: toys", "goods</>goods<toys>"},
        {"原产地 中国", "origin<中国>"},
        {"数量", "quantity<>"},
        {"S/N", "serial_number<>"},
        {"DATE", "date<>"},
        {"Vendor Name :- SH RETAILs", "party<SH RETAILs>"},
        {"SHIP TO: X", "consignee<X>"},
        {"Absender: X", "shipper<X>"},
        {"G.W. (kgs) 30.4 N.W.(kgs) 29", "gross_weight<30.4 >net_weight<29>"},
        {"毛重（公斤）：30.4", "gross_weight<30.4>"},
        {"HS CODE: 8471.50", "hs_code<8471.50>"},
        {"FCC ID: N7NEM7345", "approval<N7NEM7345>"},
    };
    for (const auto& [line, captions] : cases) EXPECT_EQ(flat(line), captions) << line;
}

// Ordinary words and part numbers that begin as captions do are none.
TEST(Captions, AreNotFoundEverywhere) {
    for (const std::string line : {"",
                                   " ",
                                   "SN74LS00N",
                                   "PNP TRANSISTOR",
                                   "DC+3.3V 1A",
                                   "TO BE OPENED BY ADDRESSEE",
                                   "MODELLING CLAY",
                                   "STANDARD PIN-OUT",
                                   "TYPE C USB",
                                   "FROM CHINA WITH LOVE",
                                   "For US sku",
                                   "A LOT OF TEA",
                                   "ICELAND",
                                   "GOODSON",
                                   "THE SERIAL NUMBER 5",
                                   "X-DATE",
                                   "\x01\x02",
                                   "\xFF\xFE",
                                   "::::",
                                   "((((((",
                                   "(1P)"}) {
        EXPECT_EQ(flat(line), "") << line;
    }
    EXPECT_TRUE(knowledge().captions.find(std::string(100000, ':')).empty());
    EXPECT_TRUE(knowledge().captions.find("S/N:" + std::string(100000, '1')).empty());
}

struct Case {
    std::vector<Reading> readings;
    FieldType type;
    const char* values;
};

// Values stand in the line, to the right, or below.
TEST(CaptionFields, FindValuesWhereLabelsPutThem) {
    const Case cases[] = {
        {{print("S/N: 1650124008279")}, FieldType::SerialNumber, "1650124008279"},
        {{print("S/N"), print("1650124008279", 100, 2)}, FieldType::SerialNumber, "1650124008279"},
        {{print("S/N"), print("1650124008279", 0, 26)}, FieldType::SerialNumber, "1650124008279"},
        {{print("PSID: 89612548"), print("S/N: 8961 2548 6400", 0, 60)},
         FieldType::SerialNumber,
         "896125486400"},
        {{print("P/N: 900 -21010-0000- 000 A")}, FieldType::PartNumber, "900-21010-0000-000"},
        {{print("Model"), print("DGX H100", 100, 0)}, FieldType::Model, "DGX H100"},
        {{print("Qty: 1,000 pcs")}, FieldType::Quantity, "1000"},
        {{print("数量"), print("12台", 100, 0)}, FieldType::Quantity, "12"},
        {{print("原产地:"), print("中国", 100, 0)}, FieldType::CountryOfOrigin, "CN"},
        {{print("COUNTRY OF ORIGIN: TW")}, FieldType::CountryOfOrigin, "TW"},
        {{print("DATE"), print("16MAY2025", 100, 0)}, FieldType::DateCode, "2025-05-16"},
        {{print("DC:2401")}, FieldType::DateCode, "2401"},
        {{print("LOT NO. B5471R20")}, FieldType::Lot, "B5471R20"},
        {{print("HS CODE: 8471.50")}, FieldType::HsCode, "847150"},
        {{print("MAC: 28C2DD7A2E2C B7")}, FieldType::MacAddress, "28:C2:DD:7A:2E:2C"},
        {{print("WLAN MAC:"), print("5CBAEF72E0A3", 0, 24)}, FieldType::MacAddress, ""},
        {{print("CONSIGNEE: Acme Trading Ltd.")}, FieldType::Consignee, "Acme Trading Ltd"},
        {{print("Ship To"), print("Acme Trading Ltd.", 0, 26)}, FieldType::Consignee, "Acme Trading Ltd"},
        {{print("FROM: Tea House GmbH")}, FieldType::Shipper, "Tea House GmbH"},
        {{print("发货人：深圳某某有限公司")}, FieldType::Shipper, "深圳某某有限公司"},
        {{print("收货人"), print("李雷", 100, 0)}, FieldType::Consignee, "李雷"},
        {{print("Importer: Tea House GmbH")}, FieldType::Party, "Tea House GmbH"},
        {{print("G.W.: 30.4 KGS")}, FieldType::GrossWeight, "30.4"},
        {{print("G.W.(KGS): 30.4")}, FieldType::GrossWeight, "30.4"},
        {{print("GW(kg)"), print("30.4", 100, 0)}, FieldType::GrossWeight, "30.4"},
        {{print("毛重（公斤）"), print("30.4", 0, 26)}, FieldType::GrossWeight, "30.4"},
        {{print("毛重：12千克")}, FieldType::GrossWeight, "12"},
        {{print("G.W."), print("ST12A", 100, 0), print("30.4 kg", 0, 24)}, FieldType::GrossWeight, "30.4"},
        {{print("NET WEIGHT: 30 lbs / 13.6 kg")}, FieldType::NetWeight, "13.608"},
        {{print("净重"), print("850克", 100, 0)}, FieldType::NetWeight, "0.85"},
        {{print("CARTON 3 OF 12")}, FieldType::PackageCount, ""},
        {{print("CARTON NO. 3 of 12")}, FieldType::PackageCount, "3/12"},
        {{print("C/NO.: 3/12")}, FieldType::PackageCount, "3/12"},
        {{print("箱号"), print("第3箱共12箱", 100, 0)}, FieldType::PackageCount, "3/12"},
        {{print("TDP: 700W")}, FieldType::Power, "700"},
        {{print("Rated power"), print("3 kW", 200, 0)}, FieldType::Power, "3000"},
        {{print("额定功率：350W")}, FieldType::Power, "350"},
        {{print("INPUT: 100-240V~ 50/60Hz 10A")}, FieldType::Voltage, "100-240"},
        {{print("OUTPUT: DC 54V 30A")}, FieldType::Voltage, "54"},
        {{print("CONTAINER NO. CSQU 305438-3")}, FieldType::Container, "CSQU3054383"},
        {{print("TRACKING #: 1Z 999 AA1 01 2345 6784")}, FieldType::Tracking, "1Z999AA10123456784"},
        {{print("IMEI: 490154203237518")}, FieldType::Imei, "490154203237518"},
        {{print("EAN: 4006381333931")}, FieldType::Gtin, "04006381333931"},
        {{print("SEAL NO. HL123456")}, FieldType::Seal, "HL123456"},
    };
    for (const auto& [readings, type, values] : cases) {
        if (std::string(values).empty()) continue;
        EXPECT_EQ(valuesOf(fieldsOf(readings), type), values) << readings.front().text;
    }
}

// Narrow cells break captions and values into two lines: both are read as one.
TEST(CaptionFields, BrokenLinesAreJoined) {
    const Case cases[] = {
        {{print("Gross"), print("Weight (kg)", 0, 22), print("30.4", 200, 11)},
         FieldType::GrossWeight,
         "30.4"},
        {{print("Gross"), print("Weight (kg)", 0, 22), print("30.4", 0, 48)}, FieldType::GrossWeight, "30.4"},
        {{print("Country of"), print("Origin:", 0, 22), print("China", 200, 11)},
         FieldType::CountryOfOrigin,
         "CN"},
        {{print("Serial"), print("Number", 0, 22), print("1650124008279", 200, 11)},
         FieldType::SerialNumber,
         "1650124008279"},
        {{print("Date of"), print("manufacture", 0, 22), print("17.05.2024", 200, 11)},
         FieldType::DateCode,
         "2024-05-17"},
        {{print("Client Name"), print(":- FTPL", 200, 0)}, FieldType::Party, "FTPL"},
        {{print("P/N: 900-21010-"), print("0000-000", 0, 24)}, FieldType::PartNumber, "900-21010-0000-000"},
        {{print("P/N"), print("900-21010-", 100, 0), print("0000-000", 100, 24)},
         FieldType::PartNumber,
         "900-21010-0000-000"},
        {{print("CONSIGNEE: Acme Trading &"), print("Sons Ltd.", 0, 24)},
         FieldType::Consignee,
         "Acme Trading & Sons Ltd"},
    };
    for (const auto& [readings, type, values] : cases) {
        EXPECT_EQ(valuesOf(fieldsOf(readings), type), values) << readings.front().text;
    }
}

// Lines that only stand below one another are not joined, and a caption's words are no value of another.
TEST(CaptionFields, OtherLinesAreNotJoined) {
    const Case cases[] = {
        {{print("Date of"), print("manufacture", 300, 22), print("17.05.2024", 600, 11)},
         FieldType::DateCode,
         ""},
        {{print("Date of"), print("manufacture", 0, 90), print("17.05.2024", 200, 11)},
         FieldType::DateCode,
         ""},
        {{print("Gross:"), print("Weight", 0, 22), print("30.4", 200, 11)}, FieldType::GrossWeight, ""},
        {{print("Serial"), print("Numbers are below", 0, 22), print("1650124008279", 300, 22)},
         FieldType::SerialNumber,
         ""},
        {{print("POID/ Order"), print("ID", 0, 22), print("156387426414724544_1", 200, 11)},
         FieldType::SerialNumber,
         ""},
        {{print("P/N: 900-21010-"), print("S/N: 0000-000", 0, 24)}, FieldType::PartNumber, "900-21010"},
        {{print("P/N: AB-12345"), print("0000-000", 0, 24)}, FieldType::PartNumber, "AB-12345"},
        {{print("P/N: AB-12345-"), print("MADE HERE", 0, 24)}, FieldType::PartNumber, "AB-12345"},
        {{print("P/N: AB-12345-"), print("12 V only", 0, 24)}, FieldType::PartNumber, "AB-12345"},
        {{print("CONSIGNEE: Acme Ltd"), print("GREEN TEA", 0, 24)}, FieldType::Consignee, "Acme Ltd"},
        {{print("P/N: 900-21010-", 100, 0), print("LOT", 20, 24), print("0000-000", 100, 24)},
         FieldType::PartNumber,
         "900-21010"},
        {{print("P/N: 900-21010-", 100, 0), print("LOT", 20, 24), print("0000-000", 100, 24)},
         FieldType::Lot,
         "0000-000"},
        {{print("P/N: 900-21010-"), print("0000-000", 0, 240)}, FieldType::PartNumber, "900-21010"},
    };
    for (const auto& [readings, type, values] : cases) {
        EXPECT_EQ(valuesOf(fieldsOf(readings), type), values) << readings.front().text;
    }
}

// A row of captions above a row of values: each has the one below it.
TEST(CaptionFields, TablesWithAHeader) {
    const auto fields = fieldsOf({print("G.W.(KG)", 0, 0), print("N.W.(KG)", 200, 0), print("QTY", 400, 0),
                                  print("30.4", 0, 26), print("29", 200, 26), print("8 PCS", 400, 26)});
    EXPECT_EQ(valuesOf(fields, FieldType::GrossWeight), "30.4");
    EXPECT_EQ(valuesOf(fields, FieldType::NetWeight), "29");
    EXPECT_EQ(valuesOf(fields, FieldType::Quantity), "8");
}

// Captions of every language of the file find their value.
TEST(CaptionFields, Languages) {
    const Case cases[] = {
        {{print("序列号：1650124008279")}, FieldType::SerialNumber, "1650124008279"},
        {{print("產品序號: 1650124008279")}, FieldType::SerialNumber, "1650124008279"},
        {{print("製造番号 1650124008279")}, FieldType::SerialNumber, "1650124008279"},
        {{print("일련번호: 1650124008279")}, FieldType::SerialNumber, "1650124008279"},
        {{print("Số sê-ri: 1650124008279")}, FieldType::SerialNumber, "1650124008279"},
        {{print("No. siri: 1650124008279")}, FieldType::SerialNumber, "1650124008279"},
        {{print("หมายเลขเครื่อง: 1650124008279")}, FieldType::SerialNumber, "1650124008279"},
        {{print("الرقم التسلسلي: 1650124008279")}, FieldType::SerialNumber, "1650124008279"},
        {{print("Número de serie: 1650124008279")}, FieldType::SerialNumber, "1650124008279"},
        {{print("Seriennummer: 1650124008279")}, FieldType::SerialNumber, "1650124008279"},
        {{print("Bruttogewicht: 30,4 kg")}, FieldType::GrossWeight, "30.4"},
        {{print("Peso bruto: 30,4 kg")}, FieldType::GrossWeight, "30.4"},
        {{print("총중량 30.4 kg")}, FieldType::GrossWeight, "30.4"},
        {{print("総重量 30.4 kg")}, FieldType::GrossWeight, "30.4"},
        {{print("Trọng lượng tịnh: 29 kg")}, FieldType::NetWeight, "29"},
        {{print("Empfänger: Teehaus GmbH")}, FieldType::Consignee, "Teehaus GmbH"},
        {{print("荷受人：株式会社東京")}, FieldType::Consignee, "株式会社東京"},
        {{print("Người gửi: Công ty ABC")}, FieldType::Shipper, "Công ty ABC"},
        {{print("Fecha de fabricación: 17.05.2024")}, FieldType::DateCode, "2024-05-17"},
        {{print("生产日期：2024年5月17日")}, FieldType::DateCode, "2024-05-17"},
    };
    for (const auto& [readings, type, values] : cases) {
        EXPECT_EQ(valuesOf(fieldsOf(readings), type), values) << readings.front().text;
    }
}

// A caption alone is no value, and neither is what cannot be one.
TEST(CaptionFields, CaptionsAloneSayNothing) {
    const Case cases[] = {
        {{print("S/N:")}, FieldType::SerialNumber, ""},
        {{print("S/N"), print("P/N", 0, 26)}, FieldType::SerialNumber, ""},
        {{print("S/N"), print("P/N: AB-12345", 100, 0)}, FieldType::SerialNumber, ""},
        {{print("S/N"), print("WARRANTY", 100, 0)}, FieldType::SerialNumber, ""},
        {{print("S/N"), print("1650124008279", 900, 0)}, FieldType::SerialNumber, ""},
        {{print("S/N"), print("1650124008279", 0, 200)}, FieldType::SerialNumber, ""},
        {{print("S/N"), print("VOID", 60, 0), print("1650124008279", 130, 0)}, FieldType::SerialNumber, ""},
        {{print("Qty: many")}, FieldType::Quantity, ""},
        {{print("Qty:"), print("0", 100, 0)}, FieldType::Quantity, ""},
        {{print("DATE: 12:30")}, FieldType::DateCode, ""},
        {{print("DC: 5V")}, FieldType::DateCode, ""},
        {{print("MAC:1CCE51EF073G")}, FieldType::MacAddress, ""},
        {{print("HS CODE: none")}, FieldType::HsCode, ""},
        {{print("EAN: 4006381333930")}, FieldType::Gtin, ""},
        {{print("G.W.: 30.4")}, FieldType::GrossWeight, ""},
        {{print("G.W."), print("TDA1517P", 100, 0)}, FieldType::PartNumber, ""},
        {{print("TRACKING #: TDA1517P")}, FieldType::PartNumber, ""},
        {{print("G.W.: 1,250 kg")}, FieldType::GrossWeight, ""},
        {{print("G.W.: 0 kg")}, FieldType::GrossWeight, ""},
        {{print("G.W.: 30 cm")}, FieldType::GrossWeight, ""},
        {{print("G.W.(KGS):")}, FieldType::GrossWeight, ""},
        {{print("30.4 kg")}, FieldType::GrossWeight, ""},
        {{print("NW: 5")}, FieldType::NetWeight, ""},
        {{print("Net profit 5 kg")}, FieldType::NetWeight, ""},
        {{print("TDP: 700")}, FieldType::Power, ""},
        {{print("POWER: ON")}, FieldType::Power, ""},
        {{print("POWER 5W")}, FieldType::Power, ""},
        {{print("INPUT: 10A")}, FieldType::Voltage, ""},
        {{print("INPUT: 240-100V")}, FieldType::Voltage, ""},
        {{print("DC+3.3V 1A")}, FieldType::Voltage, ""},
        {{print("C/NO.: 13/12")}, FieldType::PackageCount, ""},
        {{print("C/NO.: 1-12")}, FieldType::PackageCount, ""},
        {{print("BOX 3")}, FieldType::PackageCount, ""},
        {{print("Qty: 5 kg")}, FieldType::Quantity, ""},
        {{print("Qty: 12V")}, FieldType::Quantity, ""},
        {{print("TO BE OPENED BY ADDRESSEE")}, FieldType::Consignee, ""},
        {{print("SHIPPER:")}, FieldType::Shipper, ""},
        {{print("CONTAINER NO. CSQU3054384")}, FieldType::Container, ""},
        {{print("TRACKING #: 1Z999AA10123456785")}, FieldType::Tracking, ""},
        {{print("IMEI: 490154203237519")}, FieldType::Imei, ""},
        {{print("2314")}, FieldType::DateCode, ""},
        {{print("FCC ID: UK2-SII-SK63102")}, FieldType::SerialNumber, ""},
    };
    for (const auto& [readings, type, values] : cases) {
        EXPECT_EQ(valuesOf(fieldsOf(readings), type), values) << readings.front().text;
    }
}

// Two captions never share a value: the nearer one has it.
TEST(CaptionFields, OneValueForOneCaption) {
    const auto fields = fieldsOf({print("S/N", 0, 0), print("P/N", 0, 24), print("1650124008279", 60, 0)});
    EXPECT_EQ(valuesOf(fields, FieldType::SerialNumber), "1650124008279");
    EXPECT_EQ(valuesOf(fields, FieldType::PartNumber), "");
}

// Rows of a table keep their values, also on a label that is turned by a quarter.
// What is in doubt before the value does not make the value doubtful; what is in doubt inside it does.
TEST(CaptionFields, AValueIsAsSureAsAllTextsThatHoldIt) {
    auto line = print("S/N:1650124008279", 0, 0, 0.45);
    line.alternatives = {{"S/N: 1650124008279", 0.4}, {"SIN: 1650124008279", 0.1}};
    const auto sure = fieldsOf({line});
    ASSERT_EQ(sure.size(), 1U);
    EXPECT_NEAR(sure[0].confidence, 0.95 * 0.97, 0.01);
    line.alternatives = {{"S/N:1650124008219", 0.4}, {"S/N:165012400827", 0.1}};
    const auto unsure = fieldsOf({line});
    ASSERT_EQ(unsure.size(), 1U);
    EXPECT_LT(unsure[0].confidence, 0.46);
}

// Behind a printed identifier a misread caption is no part of the value.
TEST(CaptionFields, PrintedIdentifiersNeedNoCaption) {
    for (const auto* line : {"(1P) PIN: TF-S545", "(1P) P1N:TF-S545", "(1P)TF-S545", "(1P) TF-S545"})
        EXPECT_NE(find(fieldsOf({print(line)}), FieldType::PartNumber, "TF-S545"), nullptr) << line;
    EXPECT_EQ(find(fieldsOf({print("(1P) PIN:")}), FieldType::PartNumber, "TF-S545"), nullptr);
}

TEST(CaptionFields, TurnedLabels) {
    auto readings = std::vector<Reading>{print("S/N", 0, 0), print("111222333", 60, 0), print("Model", 0, 30),
                                         print("X 200", 90, 30)};
    for (auto& reading : readings) {
        for (auto& corner : reading.quad) corner = {-corner.y, corner.x};
    }
    const auto fields = fieldsOf(readings);
    EXPECT_EQ(valuesOf(fields, FieldType::SerialNumber), "111222333");
    EXPECT_EQ(valuesOf(fields, FieldType::Model), "X 200");
}

// A caption in one picture has no value in another.
TEST(CaptionFields, FramesDoNotMix) {
    auto readings = std::vector<Reading>{print("S/N"), print("1650124008279", 60, 0)};
    readings[0].region = "r1";
    readings[1].region = "r2";
    std::vector<vision::Region> regions(2);
    regions[0].id = "r1";
    regions[1].id = "r2";
    regions[0].frame = regions[1].frame = "f1";
    EXPECT_EQ(valuesOf(fieldsOf(readings, regions), FieldType::SerialNumber), "1650124008279");
    regions[1].frame = "f2";
    EXPECT_EQ(valuesOf(fieldsOf(readings, regions), FieldType::SerialNumber), "");
}

// Quads that are no place, and places that are no numbers, pair nothing and break nothing.
TEST(CaptionFields, HostileGeometry) {
    auto readings = std::vector<Reading>{print("S/N"), print("1650124008279", 60, 0)};
    for (const float bad :
         {0.0F, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 1e38F}) {
        for (auto& corner : readings[0].quad) corner = {bad, bad};
        EXPECT_EQ(valuesOf(fieldsOf(readings), FieldType::SerialNumber), "") << bad;
    }
}

}  // namespace
}  // namespace tidewaiter::ocr
