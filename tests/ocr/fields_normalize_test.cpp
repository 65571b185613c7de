#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "ocr/fields/ascii.h"
#include "ocr/fields/confusables.h"
#include "ocr/fields/country_codes.h"
#include "ocr/fields/dates.h"
#include "ocr/fields/mac_address.h"
#include "ocr/fields/normalize.h"
#include "ocr/fields/serial_dates.h"
#include "ocr/fields/urls.h"

namespace tidewaiter::ocr {
namespace {

using Type = FieldType;

TEST(Normalize, BringsValuesToOneForm) {
    struct Case {
        Type type;
        const char* raw;
        const char* value;
    };
    const Case cases[] = {
        {Type::PartNumber, " 900 - 21010-0000 -000 ", "900-21010-0000-000"},
        {Type::PartNumber, "tda1517p", "TDA1517P"},
        {Type::PartNumber, "SAB  80186-N", "SAB 80186-N"},
        {Type::SerialNumber, "g20z 004877", "G20Z004877"},
        {Type::Lot, "b 0528", "B 0528"},
        {Type::Model, " DGX   H100 ", "DGX H100"},
        {Type::Party, "深圳 有限公司", "深圳 有限公司"},
        {Type::Quantity, "0008 EA", "8"},
        {Type::Quantity, "1,000PCS", "1000"},
        {Type::Quantity, "5台", "5"},
        {Type::CountryOfOrigin, "chn", "CN"},
        {Type::CountryOfOrigin, "158", "TW"},
        {Type::HsCode, "8471.50", "847150"},
        {Type::HsCode, "8542 31 00 00", "8542310000"},
        {Type::Gtin, "4006381333931", "04006381333931"},
        {Type::Gtin, "0 36000 29145 2", "00036000291452"},
        {Type::Sscc, "1 0614141 123456789 7", "106141411234567897"},
        {Type::MacAddress, "28c2dd7a2e29", "28:C2:DD:7A:2E:29"},
        {Type::Url, "HTTPS://Example.COM/Path?x=1", "https://example.com/Path?x=1"},
        {Type::DateCode, "16MAY2025", "2025-05-16"},
        {Type::Seal, "hl 123456", "HL123456"},
        {Type::ExportControl, "us 3a090", "US3A090"},
    };
    for (const auto& [type, raw, value] : cases) {
        EXPECT_EQ(normalized(type, raw), value) << kFieldTypes.nameOf(type) << " " << raw;
        EXPECT_EQ(normalized(type, value), value) << "not stable: " << value;
    }
}

TEST(Normalize, RefusesWhatCannotBe) {
    struct Case {
        Type type;
        std::string raw;
    };
    const std::string huge(100000, '7');
    const Case cases[] = {
        {Type::PartNumber, ""},
        {Type::PartNumber, "A1"},
        {Type::PartNumber, "ABCDEF"},
        {Type::PartNumber, "-123"},
        {Type::PartNumber,
         "12\n\x01"
         "34"},
        {Type::PartNumber, huge},
        {Type::PartNumber, "12é45"},
        {Type::SerialNumber, "123"},
        {Type::SerialNumber, "NONE"},
        {Type::SerialNumber, huge},
        {Type::SerialNumber, "12'34"},
        {Type::Lot, "A"},
        {Type::Model, "-"},
        {Type::Model, "?!"},
        {Type::Model, "A\x1B[2J"},
        {Type::Model, "\xFF\xFE"},
        {Type::Party, "x"},
        {Type::Party, huge},
        {Type::Party,
         "A\xE2\x80\xAE"
         "B"},
        {Type::Quantity, "0"},
        {Type::Quantity, "-1"},
        {Type::Quantity, "1.5"},
        {Type::Quantity, "ten"},
        {Type::Quantity, "1234567890"},
        {Type::CountryOfOrigin, "XX"},
        {Type::CountryOfOrigin, "China"},
        {Type::CountryOfOrigin, "000"},
        {Type::CountryOfOrigin, "C"},
        {Type::HsCode, "847"},
        {Type::HsCode, "0000.00"},
        {Type::HsCode, "7712.00"},
        {Type::HsCode, "8471,50"},
        {Type::HsCode, huge},
        {Type::Gtin, "4006381333930"},
        {Type::Gtin, "0000000000000"},
        {Type::Gtin, "40063813339"},
        {Type::Sscc, "106141411234567890"},
        {Type::Sscc, "000000000000000000"},
        {Type::MacAddress, "28C2DD7A2E2G"},
        {Type::Url, "example.com"},
        {Type::Url, "ftp://example.com"},
        {Type::Url, "http://x"},
        {Type::DateCode, "2399"},
        {Type::Seal, "123"},
        {Type::ExportControl, "3A090"},
        {Type::Goods, "tea"},
        {Type::Brand, "ACME 1"},
        {Type::Compliance, "CE 1"},
    };
    for (const auto& [type, raw] : cases) {
        EXPECT_EQ(normalized(type, raw), std::nullopt)
            << kFieldTypes.nameOf(type) << " " << raw.substr(0, 40);
    }
}

TEST(Dates, ReadsUnambiguousNotations) {
    const std::pair<const char*, const char*> cases[] = {
        {"2314", "2314"},
        {"0001", "0001"},
        {"202353", "2353"},
        {"20240229", "2024-02-29"},
        {"2024-5-7", "2024-05-07"},
        {"2024.05.17", "2024-05-17"},
        {"2024/05", "2024-05"},
        {"05/2024", "2024-05"},
        {"17 May 2024", "2024-05-17"},
        {"MAY 17, 2024", "2024-05-17"},
        {"FEB 2020", "2020-02"},
        {"13FEB2020", "2020-02-13"},
        {"17.05.2024", "2024-05-17"},
        {"05/17/2024", "2024-05-17"},
        {"2024年5月17日", "2024-05-17"},
        {"2024年5月", "2024-05"},
    };
    for (const auto& [text, date] : cases) EXPECT_EQ(normalizedDate(text), date) << text;
}

TEST(Dates, RefusesAmbiguousAndImpossibleOnes) {
    for (const char* text : {"",         "2300",       "2354",    "1999",      "05/06/2024",  "20230229",
                             "20241301", "2024-00-10", "2024-13", "31APR2024", "17 MAI 2024", "1234567890123",
                             "24-05-17", "May",        "2054",    "12:30",     "5 V",         "2024-05-17-1",
                             "----",     "99999999",   "17MAY",   "0x2314",    "1850-01-01"}) {
        EXPECT_EQ(normalizedDate(text), std::nullopt) << text;
    }
    EXPECT_EQ(normalizedDate(std::string(10000, '1')), std::nullopt);
}

// Weeks begin on Monday, the first one holds the fourth of January (ISO 8601).
TEST(Dates, StandForDays) {
    EXPECT_EQ(daysOf("1970-01-01"), (DaySpan{0, 0}));
    EXPECT_EQ(daysOf("2024-02"), (DaySpan{19754, 19782}));
    EXPECT_EQ(daysOf("2401"), (DaySpan{19723, 19729}));  // January 1 to 7, 2024
    EXPECT_EQ(daysOf("2101"), (DaySpan{18631, 18637}));  // January 4 to 10, 2021
    EXPECT_EQ(daysOf("2053"), (DaySpan{18624, 18630}));  // December 28 to January 3
    EXPECT_EQ(daysOf("7001"), (DaySpan{-3, 3}));         // December 29, 1969 to January 4, 1970
    for (const char* none :
         {"", "2400", "2454", "N/T", "2024-13", "2024-02-30", "20240201", "2024/02", "24-01"})
        EXPECT_EQ(daysOf(none), std::nullopt) << none;
}

TEST(Dates, AreSpoken) {
    EXPECT_EQ(spokenDate("2218"), "week 18 of 2022");
    EXPECT_EQ(spokenDate("9953"), "week 53 of 1999");
    EXPECT_EQ(spokenDate("2022-11"), "2022-11");
    EXPECT_EQ(spokenDate("MIXED"), "MIXED");
}

struct DatedSerial {
    const char* serial;
    std::optional<std::string> date;
    bool documented = false;
};

// The samples of the catalogue of serial numbers, and as many that say nothing.
TEST(Dates, InSerialNumbers) {
    const std::vector<DatedSerial> rows = {
        {"0325117155632", "1751"},
        {"1320222043305", "2202"},
        {"1664922651034", "2249"},
        {"1753724031847", "2437"},
        {"2102312CDE10H9000123", "2017-09", true},
        {"2102312CDE105C000123", "2005-12", true},
        {"2102312CDE10K9000123", std::nullopt},  // 2019 or 2020, by the grammar
        {"21023121001085000123", std::nullopt},  // digits alone may be anything
        {"9995117155632", std::nullopt},         // no such site
        {"0325417155632", std::nullopt},         // no such week
        {"0325113155632", std::nullopt},         // too early
        {"032511715563", std::nullopt},
        {"S452392X2826686", std::nullopt},  // the decade is not told
        {"CN0F12341234567A1234A00", std::nullopt},
        {"", std::nullopt},
    };
    for (const auto& row : rows) {
        const auto found = serialDate(row.serial);
        EXPECT_EQ(found ? std::optional(found->date) : std::nullopt, row.date) << row.serial;
        EXPECT_EQ(found && found->documented, row.documented) << row.serial;
    }
}

TEST(Dates, Yymmdd) {
    EXPECT_EQ(dateFromYymmdd("240517"), "2024-05-17");
    EXPECT_EQ(dateFromYymmdd("991200"), "1999-12");
    for (const char* bad : {"", "2405", "240532", "240017", "24o517", "230229"}) {
        EXPECT_EQ(dateFromYymmdd(bad), std::nullopt) << bad;
    }
}

// Two prints of one value differ only within the classes of characters that look alike.
TEST(Confusables, ClassesOnly) {
    EXPECT_TRUE(differOnlyByConfusables("1650124OO8279", "1650124008279"));
    EXPECT_TRUE(differOnlyByConfusables("SB-2G1", "58-26I"));
    EXPECT_TRUE(differOnlyByConfusables("Q0D", "OOO"));
    EXPECT_FALSE(differOnlyByConfusables("A1", "A1"));
    EXPECT_FALSE(differOnlyByConfusables("A-1", "a1"));
    EXPECT_FALSE(differOnlyByConfusables("A1", "A7"));
    EXPECT_FALSE(differOnlyByConfusables("A1", "A11"));
    EXPECT_FALSE(differOnlyByConfusables("", "0"));
}

TEST(Countries, ThreeForms) {
    EXPECT_EQ(countryOf("TW"), "TW");
    EXPECT_EQ(countryOf("twn"), "TW");
    EXPECT_EQ(countryOf("158"), "TW");
    EXPECT_EQ(countryOf("004"), "AF");
    EXPECT_EQ(countryOf("ZWE"), "ZW");
    EXPECT_EQ(countryOf("EU"), "EU");
    for (const char* bad : {"", "T", "XX", "ZZZ", "999", "T1", "TWNX", "  ", "W5", "4 A"}) {
        EXPECT_EQ(countryOf(bad), "") << bad;
    }
}

TEST(MacAddress, NotationsAndBits) {
    for (const char* good : {"28:C2:DD:7A:2E:2C", "28-c2-dd-7a-2e-2c", "28C2.DD7A.2E2C", "28c2dd7a2e2c"}) {
        EXPECT_EQ(macAddress(good), "28:C2:DD:7A:2E:2C") << good;
    }
    for (const char* bad :
         {"", "28:C2:DD:7A:2E", "28:C2:DD:7A:2E:2C:01", "28:C2-DD:7A:2E:2C", "2:8C2:DD:7A:2E:2C",
          "01:00:5E:00:00:01", "02:C2:DD:7A:2E:2C", "FF:FF:FF:FF:FF:FF", "00:00:00:00:00:00",
          "28:C2:DD:7A:2E:2G", "28C2DD7A2E2CA", "28:C2DD7A2E2C", "28C2D.D7A2.E2CX"}) {
        EXPECT_EQ(macAddress(bad), std::nullopt) << bad;
    }
}

// Bare digits are no address without a caption; separators make one.
TEST(MacAddress, FoundInLinesOnlyWithSeparators) {
    EXPECT_EQ(separatedMacAddresses("MAC:28:C2:DD:7A:2E:2C B7"),
              std::vector<std::string>{"28:C2:DD:7A:2E:2C"});
    EXPECT_EQ(separatedMacAddresses("28-C2-DD-7A-2E-2C/28-C2-DD-7A-2E-2D").size(), 2U);
    for (const char* bad :
         {"28C2DD7A2E2C", "2024-05-17", "12:30:45", "", "::::::::::::::::::", "900-21010-0000-000"}) {
        EXPECT_TRUE(separatedMacAddresses(bad).empty()) << bad;
    }
}

TEST(Urls, AmongWords) {
    EXPECT_EQ(urlsIn("USER MANUAL: www.goodram.com."), std::vector<std::string>{"www.goodram.com"});
    EXPECT_EQ(urlsIn("(https://Nvidia.com:443/Sup)"), std::vector<std::string>{"https://nvidia.com:443/Sup"});
    for (const char* bad : {"", "www", "www.", "www..com", "http://", "http://-a.com", "www.1.2",
                            "wwwgoodram.com", "http://a\x01.com", "a@b.com", "3.3V"}) {
        EXPECT_TRUE(urlsIn(bad).empty()) << bad;
    }
    EXPECT_TRUE(urlsIn("http://www." + std::string(100000, 'a') + ".com").empty());
}

TEST(Utf8, CleanTextOnly) {
    for (const char* good : {"", "abc", "品名", "é", "\xF0\x9F\x93\xA6"})
        EXPECT_TRUE(isCleanUtf8(good)) << good;
    for (const char* bad : {"\n", "\x7F", "\x80", "\xC0\x80", "\xC2\x85", "\xE0\x80\x80", "\xED\xA0\x80",
                            "\xE5\x93", "\xF5\x80\x80\x80", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xF0\x9F\x93"}) {
        EXPECT_FALSE(isCleanUtf8(bad));
    }
}

}  // namespace
}  // namespace tidewaiter::ocr
