#include "models/markings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>

#include "tests/models/data_store.h"

namespace tidewaiter::models {
namespace {

const Markings& markings() {
    static const auto loaded = Markings::load(tests::dataStore());
    EXPECT_TRUE(loaded.has_value()) << loaded.error().message;
    return loaded.value();
}

struct Part {
    const char* line;
    const char* part;
    const char* maker;
    double atLeast;
    double atMost;
};

void strongestIsThePart(const Part& expected) {
    SCOPED_TRACE(expected.line);
    const auto parts = markings().partNumbers(expected.line);
    ASSERT_FALSE(parts.empty());
    EXPECT_EQ(parts[0].part, expected.part);
    EXPECT_NE(parts[0].maker.find(expected.maker), std::string::npos) << parts[0].maker;
    EXPECT_FALSE(parts[0].what.empty());
    EXPECT_GT(parts[0].source.size(), 20U);
    EXPECT_GE(parts[0].strength, expected.atLeast);
    EXPECT_LE(parts[0].strength, expected.atMost);
}

TEST(MarkingsParts, Strong) {
    for (const auto& listed : std::initializer_list<Part>{
             Part{"TDA1517P", "TDA1517P", "Philips", 0.7, 1},
             Part{"STM32F103C8T6", "STM32F103C8T6", "STM", 0.9, 1},
             Part{"MX23L6406-12C AGB-A2CP-0", "MX23L6406-12C", "Macronix", 0.8, 1},
             Part{"JAPAN MB85R256 0305 M67", "MB85R256", "Fujitsu", 0.5, 1},
             Part{"SN74LS00N", "SN74LS00N", "Texas", 0.7, 1},
             Part{"MT29F4G08ABADAWP", "MT29F4G08ABADAWP", "Micron", 0.7, 1},
             Part{"XC7A35T-1CSG324C", "XC7A35T-1CSG324C", "Xilinx", 0.7, 1},
             Part{"ATMEGA328P-PU", "ATMEGA328P-PU", "Microchip", 0.8, 1},
             Part{"K4B2G1646F-BYMA", "K4B2G1646F-BYMA", "Samsung", 0.7, 1},
             Part{"UPD23C1001EGW-J09", "UPD23C1001EGW-J09", "NEC", 0.7, 1},
             Part{"LGS GM76C256CLLFW70 9826 KOREA", "GM76C256CLLFW70", "LG", 0.5, 1}}) {
        strongestIsThePart(listed);
    }
}

TEST(MarkingsParts, Middling) {
    for (const auto& listed :
         std::initializer_list<Part>{Part{"CT2518-DBQ", "CT2518-DBQ", "Creative", 0.5, 0.7},
                                     Part{"HY6264A LLJ-10", "HY6264A", "hynix", 0.4, 0.7},
                                     Part{"74HC595D", "74HC595D", "several", 0.4, 0.7},
                                     Part{"BU3650K", "BU3650K", "ROHM", 0.4, 0.7}}) {
        strongestIsThePart(listed);
    }
}

TEST(MarkingsParts, Weak) {
    for (const auto& listed : std::initializer_list<Part>{
             Part{"AD102", "AD102", "NVIDIA", 0.1, 0.39}, Part{"GA102", "GA102", "NVIDIA", 0.1, 0.39},
             Part{"LM358", "LM358", "Texas", 0.1, 0.39}, Part{"DS1302", "DS1302", "Maxim", 0.1, 0.39}}) {
        strongestIsThePart(listed);
    }
}

void findsNone(const char* line) {
    SCOPED_TRACE(line);
    const auto parts = markings().partNumbers(line);
    EXPECT_TRUE(parts.empty()) << parts[0].part << " of " << parts[0].maker;
}

TEST(MarkingsNoParts, Lines) {
    for (const char* listed :
         std::initializer_list<const char*>{"",          "BASMATI",  "PREMIUM",  "IMPORTED FROM INDIA",
                                            "MADE",      "LOT123",   "AD10",     "MAX",
                                            "TDA",       "tda1517p", "INTEL",    "USB3",
                                            "USB 3.0",   "M24",      "A10",      "5C",
                                            "A4",        "12345678", "M25",      "XTDA1517P",
                                            "TDA-1517P", "LAN",      "SIR 2000", "2024",
                                            "K9",        "LS12",     "DEC2024",  "215-5551234x",
                                            "MP3",       "H2O",      "B12",      "W25",
                                            "EP",        "STM"}) {
        findsNone(listed);
    }
}

struct Brand {
    const char* line;
    const char* brand;
    bool electronics;
    double atLeast;
    double atMost;
};

void strongestIsTheBrand(const Brand& expected) {
    SCOPED_TRACE(expected.line);
    const auto brands = markings().brands(expected.line);
    ASSERT_FALSE(brands.empty());
    EXPECT_EQ(brands[0].brand, expected.brand);
    EXPECT_EQ(brands[0].electronics, expected.electronics);
    EXPECT_GE(brands[0].strength, expected.atLeast);
    EXPECT_LE(brands[0].strength, expected.atMost);
    EXPECT_GT(brands[0].source.size(), 20U);
}

TEST(MarkingsBrands, Lines) {
    for (const auto& listed : std::initializer_list<Brand>{
             Brand{"NVIDIA", "NVIDIA", true, 0.8, 1}, Brand{"nvidia corporation", "NVIDIA", true, 0.8, 1},
             Brand{"(c) 1999 Creative Technology", "Creative Labs", true, 0.8, 1},
             Brand{"Sound Blaster 16", "Creative Labs", true, 0.8, 1},
             Brand{"SK hynix", "SK hynix", true, 0.8, 1}, Brand{"LEGO", "LEGO", false, 0.5, 1},
             Brand{"Nestlé", "Nestlé", false, 0.5, 1}, Brand{"NESTLE", "Nestlé", false, 0.5, 1},
             // names that are also words
             Brand{"CREATIVE", "Creative", true, 0.1, 0.39},
             Brand{"creative writing", "Creative", true, 0.1, 0.39},
             Brand{"Apple", "Apple", true, 0.1, 0.39}}) {
        strongestIsTheBrand(listed);
    }
}

TEST(Markings, findsNoBrandInWordsThatContainOne) {
    for (const char* line :
         {"", "INTELLIGENT", "amd", "damned", "dell", "MICRONS", "applesauce", "Adele", "legos x"}) {
        EXPECT_TRUE(markings().brands(line).empty()) << line;
    }
}

struct Mark {
    const char* line;
    const char* mark;
    bool electronics;
};

void findsTheMark(const Mark& expected) {
    SCOPED_TRACE(expected.line);
    const auto marks = markings().compliance(expected.line);
    ASSERT_EQ(marks.size(), 1U);
    EXPECT_EQ(marks[0].mark, expected.mark);
    EXPECT_EQ(marks[0].electronics, expected.electronics);
    EXPECT_GT(marks[0].source.size(), 20U);
}

TEST(MarkingsCompliance, Lines) {
    for (const auto& listed : std::initializer_list<Mark>{
             Mark{"FCC", "FCC", true}, Mark{"FCC ID: ABC123", "FCC ID", true},
             Mark{"Tested To Comply With FCC Standards", "Tested To Comply With FCC Standards", true},
             Mark{"TESTED  TO COMPLY", "Tested To Comply With FCC Standards", true},
             Mark{"FOR HOME OR OFFICE USE", "For home or office use", true}, Mark{"RoHS", "RoHS", true},
             Mark{"E123456 94V-0", "UL flammability class 94V-0", true},
             Mark{"94V0", "UL flammability class 94V-0", true},
             // toys and tools carry these as well
             Mark{"CE", "CE", false}, Mark{"UL", "UL", false}, Mark{"UKCA", "UKCA", false},
             Mark{"EN 71", "EN 71 toy safety", false}, Mark{"HALAL", "Halal", false}}) {
        findsTheMark(listed);
    }
}

TEST(Markings, findsNoComplianceInOtherWords) {
    for (const char* line : {"", "ce n'est pas", "ul", "NICE", "fcc", "home office", "94", "tested", "kc"}) {
        EXPECT_TRUE(markings().compliance(line).empty()) << line;
    }
}

struct Origin {
    const char* line;
    const char* country;
};

void isTheCountry(const Origin& expected) {
    SCOPED_TRACE(expected.line);
    EXPECT_EQ(markings().origin(expected.line), expected.country);
}

TEST(MarkingsOrigin, Named) {
    for (const auto& listed : std::initializer_list<Origin>{
             Origin{"MADE IN CHINA", "CN"}, Origin{"Made in Taiwan", "TW"}, Origin{"MALAYSIA", "MY"},
             Origin{"9826 KOREA", "KR"}, Origin{"JAPAN MB85R256 0305 M67", "JP"},
             Origin{"PRODUCT OF INDIA", "IN"}, Origin{"IMPORTED FROM INDIA", "IN"},
             Origin{"COUNTRY OF ORIGIN: P.R.C.", "CN"}, Origin{"中国制造", "CN"}, Origin{"原产地:中国", "CN"},
             Origin{"日本製", "JP"}, Origin{"한국산", "KR"}, Origin{"台灣製造", "TW"},
             Origin{"Hecho en México", "MX"}, Origin{"Hergestellt in Deutschland", "DE"},
             Origin{"TAIWAN R.O.C.", "TW"}, Origin{"PHIL", "PH"},
             Origin{"DIFFUSED IN KOREA ASSEMBLED IN CHINA", "CN"},
             Origin{"Designed in USA, made in Vietnam", "VN"}}) {
        isTheCountry(listed);
    }
}

TEST(MarkingsOrigin, None) {
    for (const auto& listed : std::initializer_list<Origin>{
             Origin{"", ""}, Origin{"CHINA GREEN TEA", ""}, Origin{"MADE WITH LOVE", ""},
             Origin{"MADE IN", ""}, Origin{"TURKEY", ""}, Origin{"UK 9", ""}, Origin{"BANK OF CHINA", ""},
             Origin{"CHINATOWN", ""}, Origin{"KOREA JAPAN", ""}, Origin{"phil", ""},
             Origin{"in Germany we trust", ""}, Origin{"1234", ""}}) {
        isTheCountry(listed);
    }
}

TEST(Markings, boundsTheWorkOnHostileLines) {
    std::string parts;
    std::string places;
    while (parts.size() < 100'000) parts += "TDA1517P/";
    while (places.size() < 100'000) places += "made in CHINA in ";
    EXPECT_TRUE(markings().partNumbers(parts).empty()) << "one endless token is no part number";
    EXPECT_TRUE(markings().partNumbers(std::string(500'000, 'A') + "1").empty());
    EXPECT_EQ(markings().origin(places), "CN");
    EXPECT_TRUE(markings().brands(std::string(100'000, '\xFF')).empty());
}

/// The folder with the workshop's real data, or nothing.
std::filesystem::path sharedFile(const std::string& name) {
    const char* named = std::getenv("TIDEWAITER_SHARED");
    const auto root =
        named ? std::filesystem::path(named) : std::filesystem::path(TIDEWAITER_SOURCE_DIR) / ".." / "shared";
    return root / name;
}

// Over 4,000 real markings of game boards: 30 % hold no part number at all (date codes, lots, screen
// numbers).
TEST(Markings, findsPartsInRealMarkings) {
    const auto path = sharedFile("real/chips/gbhwdb-markings.tsv");
    std::ifstream in(path);
    if (!in) GTEST_SKIP() << path << " is not there; set TIDEWAITER_SHARED to the folder that holds real/";
    std::string line;
    std::getline(in, line);  // the heading
    int lines = 0;
    int found = 0;
    while (std::getline(in, line)) {
        ++lines;
        found += markings().partNumbers(line.substr(line.rfind('\t') + 1)).empty() ? 0 : 1;
    }
    ASSERT_GT(lines, 4000);
    const double share = static_cast<double>(found) / lines;
    std::cout << "part numbers found in " << found << " of " << lines << " real markings (" << share * 100
              << " %)\n";
    EXPECT_GE(share, 0.70);
}

// The longest block that is listed names the maker of a network address.
TEST(Markings, MacMakers) {
    const auto markings = Markings::load(tests::dataStore()).value();
    EXPECT_EQ(markings.macMaker("48:B0:2D:00:00:01"), "NVIDIA");
    EXPECT_EQ(markings.macMaker("0002C9112233"), "Mellanox");
    EXPECT_EQ(markings.macMaker("8C:1F:64:45:A0:01"), "Inspur");
    for (const char* unknown :
         {"", "48", "48:B0", "28:C2:DD:7A:2E:29", "8C:1F:64:45:B0:01", "zz:zz:zz:zz:zz:zz"}) {
        EXPECT_EQ(markings.macMaker(unknown), "") << unknown;
    }
}

}  // namespace
}  // namespace tidewaiter::models
