// Part numbers that name their package: what is found in markings, what is not, and files that are refused.
#include "models/package_codes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/models/data_store.h"
#include "tests/models/temporary_store.h"

namespace tidewaiter::models {
namespace {

const PackageCodes& ours() {
    static const auto loaded = PackageCodes::load(tests::dataStore()).value();
    return loaded;
}

TEST(PackageCodes, PartNumbersNameTheirPackage) {
    const std::pair<const char*, const char*> cases[] = {
        {"STM32F103C8T6", "qfp48-7"},
        {"STM32F103 C8T6 GH21V", "qfp48-7"},
        {"STM32F407VGT6", "qfp100-14"},
        {"ATMEGA328P-PU", "dip28"},
        {"ATMEGA328P-AU 1035", "qfp32-7"},
        {"ATMEGA2560-16AU", "qfp100-14"},
        {"ATMEGA1284-PU", "dip40w"},
        {"XC7A35T-1CSG324C", "bga324-15"},
        {"XILINX XC7A35T CSG324ABX1601", "bga324-15"},
        {"XC7K325T-2FFG900C", "bga900-31"},
        {"EP4CE6E22C8N", "qfp144-20"},
        {"EP4CE22F17C8N", "bga256-17"},
        {"SN74LS00N", "dip14"},
        {"74HC595D", "soic16"},
        {"SN74LVC245APW", "tssop20"},
        {"NE555P", "dip8"},
        {"LM358DR", "soic8"},
        {"MAX3232ESE+", "soic16"},
        {"MAX485CPA", "dip8"},
        {"PIC16F877A-I/P", "dip40w"},
        {"PIC18F4550 -I/PT", "qfp44-10"},
        {"25Q128JVSQ", "soic8-208"},
        {"W25Q64FVSSIG", "soic8-208"},
        {"MX25L6406E M2I-12G", "soic8-208"},
        {"K4G80325FB-HC25", "fbga170"},
        {"MT48LC16M16A2P-6A", "tsop54"},
        {"LPC1768FBD100", "qfp100-14"},
        {"P8088-2", "dip40w"},
        {"MD8085AHB", "dip40w"},
        {"N80C186-12", "plcc68"},
        {"A80486DX2-66", "pga168"},
    };
    for (const auto& [text, id] : cases) {
        const auto found = ours().find(text);
        ASSERT_EQ(found.size(), 1U) << text;
        const auto& outlines = found[0].outlines;
        EXPECT_TRUE(std::any_of(outlines.begin(), outlines.end(),
                                [&, wanted = std::string(id)](const auto* o) { return o->id == wanted; }))
            << text << " " << outlines.front()->id;
        EXPECT_FALSE(found[0].maker.empty()) << text;
        EXPECT_FALSE(found[0].source.empty()) << text;
    }
}

TEST(PackageCodes, OthersNameNone) {
    for (const auto* text : {"",
                             "STM32F103",
                             "STM32F103 GH21V 93 CHN",
                             "SN74LS00",
                             "74LS00 E 8823",
                             "74HC04 D1234",
                             "SN74LS00NX5",
                             "LM358",
                             "NE555",
                             "XC7A35T 2111",
                             "ATMEGA328P 1035",
                             "H100",
                             "GA102-300-A1",
                             "TDA1517P",
                             "P80",
                             "NX",
                             "P8088X7Q9",
                             "MADE IN TAIWAN 1035",
                             "\xE7\x94\xB5\xE5\xAD\x90",
                             "SSTM32F103C8T6X9"}) {
        EXPECT_TRUE(ours().find(text).empty()) << text;
    }
}

TEST(PackageCodes, TheMatchSaysWhereItStands) {
    const auto found = ours().find("ST STM32F103 C8T6 GH21V");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].begin, 3U);
    EXPECT_EQ(found[0].end, 17U);
    const auto& outline = *found[0].outlines.front();
    EXPECT_EQ(outline.family, "QFP");
    EXPECT_EQ(outline.pins, 48);
    EXPECT_EQ(outline.leadSides, 4);
    EXPECT_EQ(outline.lengthMm, 7);
    EXPECT_EQ(outline.widthMm, 7);
}

TEST(PackageCodes, TwoPartNumbersAreTwoMatches) {
    const auto found = ours().find("NE555P SN74LS00N");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].begin, 7U);
}

TEST(PackageCodes, NoneKnowsNothing) {
    EXPECT_TRUE(PackageCodes::none().find("STM32F103C8T6").empty());
    EXPECT_TRUE(PackageCodes::none().outlines().empty());
}

TEST(PackageCodes, EveryOutlineIsInUseAndSound) {
    for (const auto& outline : ours().outlines()) {
        EXPECT_GE(outline.lengthMm, outline.widthMm) << outline.id;
        EXPECT_GT(outline.widthMm, 1) << outline.id;
        EXPECT_TRUE(outline.leadSides == 0 || outline.leadSides == 2 || outline.leadSides == 4) << outline.id;
        EXPECT_GE(outline.pins, 8) << outline.id;
    }
    EXPECT_GE(ours().outlines().size(), 100U);
}

constexpr auto kOutline =
    R"({"outline": "dip8", "family": "DIP", "pins": 8, "lead_sides": 2, "body_mm": [9.3, 6.5], "source": "a", "confidence": "high"})";
constexpr auto kCode =
    R"({"code": "x", "maker": "X", "part": "X\\d{3}", "packages": {"N": ["dip8"]}, "source": "a", "confidence": "high"})";

std::string fileWith(const std::string& entry) {
    return R"({"format": 1, "sources": {"a": "a book"}, "entries": [)" + entry + "]}";
}

constexpr auto kLot =
    R"({"lot": "x", "maker": "X", "pattern": "L\\d{3}", "source": "a", "confidence": "high"})";

Expected<PackageCodes> loaded(const std::string& outline, const std::string& code,
                              const std::string& lot = kLot) {
    tests::TemporaryStore store;
    store.add("packages/outlines.json", fileWith(outline));
    store.add("packages/codes.json", fileWith(code));
    store.add("packages/lots.json", fileWith(lot));
    return PackageCodes::load(store.open());
}

TEST(PackageCodesFile, GoodOneLoads) {
    const auto codes = loaded(kOutline, kCode);
    ASSERT_TRUE(codes) << codes.error().message;
    EXPECT_EQ(codes->find("X123N").size(), 1U);
    EXPECT_TRUE(codes->find("X123 N").empty());
    EXPECT_TRUE(codes->isLot("L123"));
    EXPECT_FALSE(codes->isLot("L1234"));
}

std::string with(std::string entry, const std::string& from, const std::string& to) {
    const auto at = entry.find(from);
    if (at == std::string::npos) return "{}";
    return entry.replace(at, from.size(), to);
}

TEST(PackageCodesFile, BrokenLotsAreRefused) {
    const std::pair<std::string, const char*> cases[] = {
        {with(kLot, "L\\\\d{3}", "L(\\\\d{3}"), "pattern"},
        {with(kLot, "\"maker\": \"X\", ", ""), "maker"},
        {with(kLot, "\"confidence\": \"high\"", "\"confidence\": \"sure\""), "confidence"},
        {with(kLot, "\"pattern\"", "\"patern\""), "patern"},
    };
    for (const auto& [lot, place] : cases) {
        const auto codes = loaded(kOutline, kCode, lot);
        ASSERT_FALSE(codes) << lot;
        EXPECT_NE(codes.error().message.find(place), std::string::npos) << codes.error().message;
    }
}

TEST(PackageCodes, LotsThatShowByTheirShape) {
    for (const auto* lot : {"N7A345.00", "P1923.04", "123456.1", "D4567890A", "L612A779", "X4450123"})
        EXPECT_TRUE(ours().isLot(lot)) << lot;
    for (const auto* word : {"", "2111", "STM32F103", "C8T6", "M2I-12G", "CSG324ABX1601", "3L8043",
                             "GH100-885-A1", "V1.2", "MALAYSIA", "DX5206", "A1.0"})
        EXPECT_FALSE(ours().isLot(word)) << word;
}

TEST(PackageCodesFile, BrokenOnesAreRefused) {
    struct Broken {
        std::string outline, code;
        const char* place;
    };
    const Broken cases[] = {
        {with(kOutline, "[9.3, 6.5]", "[6.5, 9.3]"), kCode, "body_mm"},
        {with(kOutline, "[9.3, 6.5]", "[9.3]"), kCode, "body_mm"},
        {with(kOutline, "[9.3, 6.5]", "[9.3, 0]"), kCode, "body_mm"},
        {with(kOutline, "[9.3, 6.5]", "[930, 650]"), kCode, "body_mm"},
        {with(kOutline, "[9.3, 6.5]", "\"9.3\""), kCode, "body_mm"},
        {with(kOutline, "\"pins\": 8", "\"pins\": -8"), kCode, "pins"},
        {with(kOutline, "\"pins\": 8", "\"pins\": 8.5"), kCode, "pins"},
        {with(kOutline, "\"lead_sides\": 2, ", ""), kCode, "lead_sides"},
        {with(kOutline, "\"family\"", "\"familie\""), kCode, "familie"},
        {kOutline, with(kCode, "dip8", "dip9"), "dip9"},
        {kOutline, with(kCode, "[\"dip8\"]", "[]"), "packages"},
        {kOutline, with(kCode, "{\"N\": [\"dip8\"]}", "{}"), "packages"},
        {kOutline, with(kCode, "X\\\\d{3}", "X(\\\\d{3}"), "part"},
        {kOutline, with(kCode, "\"N\"", "\"(N\""), "packages"},
        {kOutline, with(kCode, "\"maker\": \"X\", ", ""), "maker"},
        {kOutline, with(kCode, "\"source\": \"a\"", "\"source\": \"b\""), "source"},
        {kOutline, std::string(kCode) + "," + kCode, "twice"},
    };
    for (const auto& [outline, code, place] : cases) {
        const auto codes = loaded(outline, code);
        ASSERT_FALSE(codes) << place << code;
        EXPECT_NE(codes.error().message.find(place), std::string::npos) << codes.error().message;
    }
}

}  // namespace
}  // namespace tidewaiter::models
