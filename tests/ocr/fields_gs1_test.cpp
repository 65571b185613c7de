#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ocr/fields/check_digit.h"
#include "ocr/fields/gs1.h"
#include "ocr/fields/gs1_table.h"

namespace tidewaiter::ocr {
namespace {

std::string flat(const Gs1Message& message) {
    std::string all;
    for (const auto& element : message.elements) all += element.ai + "=" + element.value + " ";
    return all;
}

struct Good {
    const char* data;
    const char* elements;
    bool marked;
};

// Element strings are split as the General Specifications say, whichever way the data is marked.
TEST(Gs1, Splits) {
    const Good cases[] = {
        {"]C1010950110153000310LOT7\x1D"
         "21S1",
         "01=09501101530003 10=LOT7 21=S1 ", true},
        {"]d20109501101530003", "01=09501101530003 ", true},
        {"\x1D"
         "0109501101530003\x1D"
         "3712",
         "01=09501101530003 37=12 ", true},
        {"0109501101530003", "01=09501101530003 ", false},
        {"00106141411234567897", "00=106141411234567897 ", false},
        {"(01)09501101530003(17)261231(10)AB-1", "01=09501101530003 17=261231 10=AB-1 ", true},
        {"(01) 09501101530003 (21) X(1)", "01=09501101530003 21=X(1) ", true},
        {"]C1310200123433020025004221561", "3102=001234 3302=002500 ", true},
        {"]C13102001234330200250042"
         "2156",
         "3102=001234 3302=002500 422=156 ", true},
        {"]C1240PART/7\x1D"
         "241C-9\x1D"
         "400PO1\x1D"
         "42012345",
         "240=PART/7 241=C-9 400=PO1 420=12345 ", true},
        {"]C111240500", "11=240500 ", true},
        {"]C1305\x1D"
         "8006095011015300030102",
         "30=5 8006=095011015300030102 ", true},
    };
    for (const auto& [data, elements, marked] : cases) {
        const auto message = parseGs1(data);
        EXPECT_EQ(flat(message), elements) << data << ": " << message.fault;
        EXPECT_EQ(message.marked, marked) << data;
        EXPECT_TRUE(isCredible(message)) << data;
    }
}

// A fault ends the message, is named, and leaves what stood before it.
TEST(Gs1, FaultsAreNamed) {
    struct Bad {
        const char* data;
        const char* elements;
        const char* fault;
    };
    const Bad cases[] = {
        {"", "", "empty"},
        {"]C1", "", "empty"},
        {"]C10109501101530004", "", "the value of (01) is not N14,csum"},
        {"]C1010950110153000", "", "the value of (01) is not N14,csum"},
        {"]C100106141411234567898", "", "the value of (00) is not N18,csum"},
        {"]C10109501101530003"
         "89",
         "01=09501101530003 ", "an unknown application identifier"},
        {"]C111241301", "", "the value of (11) is not N6,yymmd0"},
        {"]C1422000", "", "the value of (422) is not N3,iso3166"},
        {"]C110\x1D"
         "21S",
         "", "the value of (10) is not X..20"},
        {"]C110123456789012345678901", "", "the value of (10) is not X..20"},
        {"]C130ABC", "", "the value of (30) is not N..8"},
        {"]C110LOT\x01", "", "the value of (10) is not X..20"},
        {"]C1310612345", "", "an unknown application identifier"},
        {"(01)09501101530003(", "01=09501101530003 ", "the value of (01)"},
        {"(01", "", "a bracket is missing"},
        {"(0109)501101530003", "", "an unknown application identifier"},
        {"HELLO WORLD", "", "an unknown application identifier"},
    };
    for (const auto& [data, elements, fault] : cases) {
        const auto message = parseGs1(data);
        if (std::string(data) == "(01)09501101530003(") continue;  // see BracketAtTheEnd
        EXPECT_EQ(flat(message), elements) << data;
        EXPECT_EQ(message.fault, fault) << data;
    }
}

// A bracket belongs to the value unless a known identifier follows it.
TEST(Gs1, BracketAtTheEnd) {
    EXPECT_EQ(parseGs1("(01)09501101530003(").fault, "the value of (01) is not N14,csum");
    EXPECT_EQ(flat(parseGs1("(10)A(89)")), "10=A(89) ");
}

// Plain data is taken for GS1 only when a check digit speaks for it.
TEST(Gs1, PlainDataIsNotCredible) {
    for (const char* data :
         {"10ABC", "21S12345", "37100", "4221561", "240PART", "0109501101530004", "00106141411234567898",
          "0109501101530003xx", "900-21010-0000-000", "1Z88899K23"}) {
        EXPECT_FALSE(isCredible(parseGs1(data))) << data;
    }
}

// Readers drop the FNC1 that marks a symbol; one between two elements says the same.
TEST(Gs1, SeparatorsMakeItCredible) {
    EXPECT_TRUE(
        isCredible(parseGs1("10LOT7\x1D"
                            "21SER99")));
    for (const char* data : {"10LOT7\x1D",
                             "10LOT7\x1D"
                             "89X",
                             "1PABC\x1DQ5",
                             "10\x1D"
                             "21"}) {
        EXPECT_FALSE(isCredible(parseGs1(data))) << data;
    }
}

TEST(Gs1, HostileLengthIsRefused) {
    EXPECT_TRUE(parseGs1(std::string(1 << 20, '1')).elements.empty());
    EXPECT_TRUE(parseGs1("]C1" + std::string(8000, '(')).elements.empty());
    EXPECT_TRUE(parseGs1(std::string(8000, '\x1D')).elements.empty());
}

// No identifier of the table hides another, and each finds its own row.
TEST(Gs1, TableIsFreeOfPrefixes) {
    for (const auto& row : kApplicationIdentifiers) {
        std::string data(row.ai);
        for (char& c : data) c = c == 'n' ? '3' : c;
        EXPECT_EQ(findApplicationIdentifier(data), &row) << row.ai;
        EXPECT_FALSE(row.title.empty());
    }
}

/// A value that keeps the identifier's format, and one that breaks it.
struct Rule {
    const char* ai;
    const char* good;
    const char* bad;
};

// Each identifier that labels.md lists takes a good value and refuses a bad one: check digits, dates,
// lengths, countries, character sets.
TEST(Gs1, RulesHold) {
    const Rule rules[] = {
        {"00", "106141411234567897", "106141411234567898"},
        {"01", "09501101530003", "09501101530004"},
        {"02", "09501101530003", "9501101530003"},
        {"10", "LOT-7", "123456789012345678901"},
        {"11", "240500", "240532"},
        {"12", "240517", "241317"},
        {"13", "240517", "24051"},
        {"15", "240517", "24O517"},
        {"16", "240517", "240017"},
        {"17", "240517", "230229"},
        {"20", "01", "1"},
        {"21", "SER99", "SER^99"},
        {"235", "TPX1", "TPX 1"},
        {"240", "PART/7", "1234567890123456789012345678901"},
        {"241", "C-9", "C~9"},
        {"250", "S2", "S{2}"},
        {"30", "5", "5A"},
        {"37", "12", "123456789"},
        {"3102", "001234", "01234"},
        {"3302", "002500", "00250A"},
        {"400", "PO1", "PO[1]"},
        {"401", "GINC1", "GINC 1"},
        {"402", "12345678901234560", "12345678901234561"},
        {"410", "9501101530003", "9501101530004"},
        {"414", "9501101530003", "950110153000"},
        {"420", "90210", "123456789012345678901"},
        {"421", "84090210", "00090210"},
        {"422", "156", "999"},
        {"423", "156158", "156999"},
        {"424", "156", "15"},
        {"425", "156158", "15615"},
        {"426", "156", "000"},
        {"4300", "ACME+Ltd", "123456789012345678901234567890123456"},
        {"4307", "US", "XX"},
        {"4321", "1", "2"},
        {"8004", "ASSET1", "ASSET 1"},
        {"8006", "095011015300030102", "095011015300030302"},
        {"8018", "106141411234567897", "106141411234567890"},
        {"8040", "490154203237518", "490154203237519"},
    };
    for (const auto& [ai, good, bad] : rules) {
        const auto kept = parseGs1("]C1" + std::string(ai) + good);
        EXPECT_EQ(flat(kept), std::string(ai) + "=" + good + " ") << kept.fault;
        EXPECT_EQ(kept.fault, "") << ai;
        const auto broken = parseGs1("]C1" + std::string(ai) + bad);
        EXPECT_NE(broken.fault, "") << ai << " " << bad;
        EXPECT_EQ(flat(broken).find(std::string(ai) + "=" + bad + " "), std::string::npos) << ai;
        EXPECT_FALSE(broken.rest.empty()) << ai;
        // The form printed for people keeps the same rules.
        EXPECT_EQ(flat(parseGs1("(" + std::string(ai) + ")" + good)), flat(kept));
    }
}

// Identifiers that need or exclude others, and one that says two things, are named; the elements stay.
TEST(Gs1, AssociationsAreChecked) {
    const std::pair<const char*, const char*> cases[] = {
        {"(01)09501101530003(21)A1", ""},
        {"(8006)095011015300030102(21)A1", ""},
        {"(02)09501101530003(37)12(00)106141411234567897", ""},
        {"(01)09501101530003(21)A1(250)B2", ""},
        {"(01)09501101530003(422)156", ""},
        {"(00)106141411234567897(3302)002500", ""},
        {"(21)A1", "(21) stands without 01,03,8006"},
        {"(01)09501101530003(235)T1(21)A1", "(21) excludes 235"},
        {"(00)106141411234567897(02)09501101530003", "(02) stands without 37"},
        {"(01)09501101530003(250)B2", "(250) stands without 21"},
        {"(01)09501101530003(422)156(426)156", "(422) excludes 426"},
        {"(420)90210(421)84090210", "(420) excludes 421"},
        {"(01)09501101530003(10)A(10)B", "(10) stands twice with two values"},
        {"(01)09501101530003(10)A(10)A", ""},
        {"(10)A", "(10) stands without 01,02,03,8006,8026"},
        {"(8018)106141411234567897(8017)106141411234567897", "(8018) excludes 8017"},
    };
    for (const auto& [data, fault] : cases) {
        const auto faults = associationFaults(parseGs1(data));
        EXPECT_EQ(faults.empty() ? "" : faults.front(), fault) << data;
    }
}

// FNC1 ends values of variable length, and none of those whose length is predefined.
TEST(Gs1, SeparatorsEndVariableLengths) {
    EXPECT_EQ(flat(parseGs1("]C110AB\x1D"
                            "0109501101530003")),
              "10=AB 01=09501101530003 ");
    EXPECT_EQ(flat(parseGs1("]C110AB0109501101530003")), "10=AB0109501101530003 ");
    EXPECT_EQ(flat(parseGs1("]C101095011015300032112")), "01=09501101530003 21=12 ");
    EXPECT_EQ(parseGs1("]C1010950110153\x1D"
                       "0003")
                  .fault,
              "the value of (01) is not N14,csum");
}

TEST(CheckDigit, HoldsForPublishedKeys) {
    for (const char* good :
         {"4006381333931", "036000291452", "106141411234567897", "09501101530003", "96385074"}) {
        EXPECT_TRUE(gs1CheckDigitHolds(good)) << good;
    }
    for (const char* bad :
         {"4006381333930", "036000291453", "106141411234567890", "", "0", "12a4", "４００６"}) {
        EXPECT_FALSE(gs1CheckDigitHolds(bad)) << bad;
    }
}

}  // namespace
}  // namespace tidewaiter::ocr
