#include "ocr/fields/measures.h"

#include <gtest/gtest.h>

#include <string>

#include "ocr/fields/check_digit.h"
#include "ocr/fields/transport_codes.h"

namespace tidewaiter::ocr {
namespace {

struct Case {
    const char* text;
    const char* unit;
    const char* value;  ///< empty for none
};

template <class Read, std::size_t kCount>
void expectAll(Read read, const Case (&cases)[kCount]) {
    for (const auto& [text, unit, value] : cases) {
        EXPECT_EQ(read(text, unit).value_or(""), value) << "'" << text << "' in '" << unit << "'";
    }
}

// Weights of any unit end as kilograms; what two countries read in two ways is no weight.
TEST(Measures, Weights) {
    const Case cases[] = {
        {"30.4 kg", "", "30.4"},
        {"30.4KGS", "", "30.4"},
        {" 30,5 Kg", "", "30.5"},
        {"0.850 kg", "", "0.85"},
        {"12.345kg", "", "12.345"},
        {"1,250.5 kg", "", "1250.5"},
        {"1.250,5 kg", "", "1250.5"},
        {"1,234,567 g", "", "1234.567"},
        {"850 g", "", "0.85"},
        {"10 lb", "", "4.536"},
        {"10 LBS (4.5 kg)", "", "4.536"},
        {"16 oz", "", "0.454"},
        {"1.5 t", "", "1500"},
        {"12公斤", "", "12"},
        {"12千克", "", "12"},
        {"500克", "", "0.5"},
        {"500公克", "", "0.5"},
        {"30.4", "KGS", "30.4"},
        {"30.4 lb", "KGS", "13.789"},
        {"30.4.", "kg", "30.4"},
        {"", "", ""},
        {"", "kg", ""},
        {"kg", "", ""},
        {"30.4", "", ""},
        {"30.4", "xx", ""},
        {"30 cm", "kg", ""},
        {"30 台", "kg", ""},
        {"1,250 kg", "", ""},
        {"12,34,567 kg", "", ""},
        {"1.2.3 kg", "", ""},
        {"-5 kg", "", ""},
        {"0 kg", "", ""},
        {"0.0001 kg", "", ""},
        {".5 kg", "", ""},
        {"1e5 kg", "", ""},
        {"9999999 kg", "", ""},
        {"99999999999999 kg", "", ""},
        {"5 ton", "", ""},
        {"NaN kg", "", ""},
        {"\xFF kg", "", ""},
    };
    expectAll(kilograms, cases);
}

TEST(Measures, PowersAndVoltages) {
    const Case powers[] = {
        {"700W", "", "700"}, {"0.7 kW", "", "700"}, {"350 Watts max", "", "350"},
        {"700", "W", "700"}, {"700", "", ""},       {"700 V", "W", ""},
        {"W", "", ""},       {"0W", "", ""},        {"5 mW", "", ""},
        {"700 VA", "", ""},  {"", "W", ""},
    };
    expectAll(watts, powers);
    const Case voltages[] = {
        {"100-240V~ 50/60Hz", "", "100-240"},
        {"AC 100 - 240 V", "", "100-240"},
        {"+12VDC", "", "12"},
        {"12V, 5A", "", "12"},
        {"3.3 V", "", "3.3"},
        {"100~240", "V", "100-240"},
        {"220伏", "", "220"},
        {"240-100V", "", ""},
        {"12", "", ""},
        {"10A", "V", ""},
        {"-12V", "", ""},
        {"0-5V", "", ""},
        {"V", "", ""},
        {"12-", "V", ""},
        {"", "", ""},
    };
    expectAll(volts, voltages);
}

TEST(Measures, PackageCounts) {
    for (const auto& [text, value] : {std::pair{"3/12", "3/12"},
                                      {"3 of 12", "3/12"},
                                      {"03 OF 12 CTNS", "3/12"},
                                      {"第3箱共12箱", "3/12"},
                                      {"第3件/共12件", "3/12"},
                                      {"#3 / 12", "3/12"},
                                      {"1／1", "1/1"}}) {
        EXPECT_EQ(packageCount(text), value) << text;
    }
    for (const char* text : {"", "3", "3/", "/12", "0/12", "13/12", "3-12", "3 12", "3箱12", "12345/12345",
                             "3/12/24", "3/12A", "3.5/12", "2024/05/17", "3 off 12", "of", "-1/2"}) {
        EXPECT_EQ(packageCount(text), std::nullopt) << text;
    }
}

TEST(Measures, NormalForms) {
    EXPECT_EQ(decimalNumber("030.40"), "30.4");
    EXPECT_EQ(decimalRange("100-240"), "100-240");
    EXPECT_EQ(decimalRange("12"), "12");
    for (const char* bad : {"", "-", "1-", "240-100", "5-5", "x", "1,250", "12V"})
        EXPECT_EQ(decimalRange(bad), std::nullopt) << bad;
    EXPECT_TRUE(isPhysicalUnit("kg"));
    EXPECT_TRUE(isPhysicalUnit("V"));
    EXPECT_FALSE(isPhysicalUnit("pcs"));
    EXPECT_FALSE(isPhysicalUnit(""));
}

/// Each good number, and each with one character changed so that its check digit does not hold.
TEST(TransportCodes, CheckDigitsDecide) {
    using Read = std::optional<std::string> (*)(std::string_view);
    struct Good {
        Read read;
        const char* text;
        const char* number;
    };
    const Good cases[] = {
        {upsNumber, "1Z999AA10123456784", "1Z999AA10123456784"},
        {upsNumber, "1z 410e 7w03 9275 1591", "1Z410E7W0392751591"},
        {postalNumber, "RB123456785GB", "RB123456785GB"},
        {postalNumber, "EE 473 124 829 CN", "EE473124829CN"},
        {containerNumber, "CSQU3054383", "CSQU3054383"},
        {containerNumber, "CSQU 305438-3", "CSQU3054383"},
        {imoNumber, "9074729", "9074729"},
        {imoNumber, "IMO 9074729", "9074729"},
        {imei, "490154203237518", "490154203237518"},
        {imei, "49-015420-323751-8", "490154203237518"},
    };
    for (const auto& [read, text, number] : cases) {
        EXPECT_EQ(read(text), number) << text;
        std::string wrong(number);
        char& digit = wrong[wrong.find_last_of("0123456789")];
        digit = digit == '9' ? '0' : static_cast<char>(digit + 1);
        EXPECT_EQ(read(wrong), std::nullopt) << wrong;
        EXPECT_EQ(read(std::string(number) + "1"), std::nullopt) << text;
        EXPECT_EQ(read(std::string(number).substr(1)), std::nullopt) << text;
    }
    for (const Read read : {upsNumber, postalNumber, containerNumber, imoNumber, imei}) {
        for (const std::string& bad :
             {std::string(), std::string("1Z"), std::string("XX123456785XX"), std::string("CSQX3054383"),
              std::string("000000000000000"), std::string("0000000"), std::string("\xFF\xFE\0\x01", 4),
              std::string(100000, '1'), std::string("ABCDEFGHIJK")}) {
            EXPECT_EQ(read(bad), std::nullopt) << bad.substr(0, 30);
        }
    }
}

TEST(TransportCodes, CarriersAreNamed) {
    EXPECT_EQ(carrierNumber("1Z999AA10123456784").value().carrier, "UPS");
    EXPECT_EQ(carrierNumber("RB123456785GB").value().carrier, "post (GB)");
    EXPECT_FALSE(carrierNumber("900-21010-0000-000"));
    EXPECT_FALSE(carrierNumber("123456789012"));
}

TEST(TransportCodes, LicensePlates) {
    EXPECT_EQ(licensePlate("UN 123456789 A1"), "UN123456789A1");
    EXPECT_EQ(licensePlate("jd014600002708681600"), "JD014600002708681600");
    for (const char* bad : {"UN12", "UNABCDE", "UN-12345", "UN123456789012345678901234567890123456"})
        EXPECT_EQ(licensePlate(bad), std::nullopt) << bad;
}

TEST(CheckDigit, LuhnHoldsForPublishedNumbers) {
    EXPECT_TRUE(luhnCheckDigitHolds("79927398713"));
    for (const char* bad : {"79927398710", "", "0", "7992739871x"})
        EXPECT_FALSE(luhnCheckDigitHolds(bad)) << bad;
}

}  // namespace
}  // namespace tidewaiter::ocr
