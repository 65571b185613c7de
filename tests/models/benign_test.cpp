// What stands on ordinary parcels must name nothing: a false alarm costs an officer ten minutes.
#include <gtest/gtest.h>

#include <initializer_list>
#include "models/catalog.h"
#include "models/lexicon.h"
#include "models/markings.h"
#include "tests/models/data_store.h"

namespace tidewaiter::models {
namespace {

struct Knowledge {
    Catalog catalog = Catalog::load(tests::dataStore()).value();
    Lexicon lexicon = Lexicon::load(tests::dataStore()).value();
    Markings markings = Markings::load(tests::dataStore()).value();
};

const Knowledge& knowledge() {
    static const Knowledge loaded;
    return loaded;
}

void namesNothing(const char* line) {
    SCOPED_TRACE(line);
    const auto& known = knowledge();
    const auto entries = known.catalog.match(line);
    EXPECT_TRUE(entries.empty()) << entries[0].entry->id;
    const auto goods = known.lexicon.find(line);
    EXPECT_TRUE(goods.empty()) << goods[0].word;
    const auto parts = known.markings.partNumbers(line);
    EXPECT_TRUE(parts.empty()) << parts[0].maker;
    const auto brands = known.markings.brands(line);
    EXPECT_TRUE(brands.empty()) << brands[0].brand;
    const auto marks = known.markings.compliance(line);
    EXPECT_TRUE(marks.empty()) << marks[0].mark;
}

TEST(BenignLine, Groceries) {
    for (const char* listed : std::initializer_list<const char*>{"PREMIUM QUALITY",
                                                                 "NET WEIGHT 5 KG",
                                                                 "NET WT 16 OZ (454g)",
                                                                 "BEST BEFORE 12/2026",
                                                                 "EXP 2026-03-14",
                                                                 "BATCH NO. 20240518",
                                                                 "KEEP IN A COOL DRY PLACE",
                                                                 "STORE BELOW 25 C",
                                                                 "NEW LOOK SAME GREAT TASTE",
                                                                 "50% MORE FREE",
                                                                 "ARTIFICIALLY FLAVORED",
                                                                 "PER SERVING 110 CALORIES",
                                                                 "100% NATURAL",
                                                                 "GLUTEN FREE",
                                                                 "SERVING SUGGESTION",
                                                                 "GUARANTEED FRESH",
                                                                 "E330 E471 E202",
                                                                 "VITAMIN B12 D3",
                                                                 "KEEP FROZEN -18C",
                                                                 "CO2 NEUTRAL",
                                                                 "H2O",
                                                                 "IMPORTED FROM INDIA",
                                                                 "EXTRA LONG GRAIN",
                                                                 "MADE WITH LOVE"}) {
        namesNothing(listed);
    }
}

TEST(BenignLine, Shipping) {
    for (const char* listed : std::initializer_list<const char*>{"LOT123",
                                                                 "LOT 4711B",
                                                                 "THIS SIDE UP",
                                                                 "FRAGILE",
                                                                 "HANDLE WITH CARE",
                                                                 "DO NOT STACK",
                                                                 "1 OF 10",
                                                                 "C/NO. 1-100",
                                                                 "CARTON NO. 12",
                                                                 "GROSS WEIGHT 12.5 KG",
                                                                 "MEAS 40X30X25 CM",
                                                                 "SHIP TO",
                                                                 "CONSIGNEE",
                                                                 "NOTIFY PARTY",
                                                                 "PORT OF LOADING",
                                                                 "SSCC 00340123450000000018",
                                                                 "AWB 020-12345675",
                                                                 "HAWB HKG1234567",
                                                                 "MSKU1234565",
                                                                 "TRACKING 1Z999AA10123456784",
                                                                 "EAN 4006381333931",
                                                                 "0 12345 67890 5",
                                                                 "QTY 24 PCS",
                                                                 "STYLE NO. 1234 COLOR BLACK",
                                                                 "ITEM NO 55-1234",
                                                                 "SKU 100234",
                                                                 "REF 2024-118",
                                                                 "INVOICE 2024/0815",
                                                                 "FLIGHT BA2490",
                                                                 "DEC2024",
                                                                 "MAR 2025",
                                                                 "INSPECTED BY 17"}) {
        namesNothing(listed);
    }
}

TEST(BenignLine, PeopleAndPlaces) {
    for (const char* listed : std::initializer_list<const char*>{"P.O. BOX 1234",
                                                                 "221B Baker Street",
                                                                 "1600 Pennsylvania Avenue NW",
                                                                 "Apartment 4B, Floor 12",
                                                                 "London SW1A 1AA",
                                                                 "LS12 4AB",
                                                                 "90210 Beverly Hills",
                                                                 "+44 20 7946 0958",
                                                                 "(212) 555-0187",
                                                                 "216-555-0143",
                                                                 "Tel 0800 123 456",
                                                                 "FAX 030-1234567",
                                                                 "www.example.com",
                                                                 "info@example.com",
                                                                 "TAX ID 12-3456789",
                                                                 "VAT DE123456789",
                                                                 "IBAN DE89 3704 0044 0532 0130 00",
                                                                 "ROUTE 66",
                                                                 "M25 MOTORWAY",
                                                                 "GB 1234",
                                                                 "LA 90001",
                                                                 "KA 01 AB 1234",
                                                                 "Grace Hopper",
                                                                 "MI CASA ES SU CASA"}) {
        namesNothing(listed);
    }
}

TEST(BenignLine, BooksAndThings) {
    for (const char* listed : std::initializer_list<const char*>{"The Great Gatsby",
                                                                 "War and Peace",
                                                                 "Introduction to Algorithms",
                                                                 "Learning OpenCV",
                                                                 "Multiple View Geometry",
                                                                 "Harry Potter",
                                                                 "ISBN 978-3-16-148410-0",
                                                                 "ISBN 0-13-110362-8",
                                                                 "SIZE L 40",
                                                                 "UK 9 EU 43",
                                                                 "BUT NOT FORGOTTEN",
                                                                 "PIN NUMBER",
                                                                 "MODEL STUDENT",
                                                                 "A4 80 GSM",
                                                                 "12V 5A",
                                                                 "230V 50HZ",
                                                                 "SEAT 24A",
                                                                 "CLASS OF 2024",
                                                                 "COVID19",
                                                                 "MP3 PLAYER",
                                                                 "B2B SALES",
                                                                 "K9 UNIT",
                                                                 "14:35:07",
                                                                 "C24-576"}) {
        namesNothing(listed);
    }
}

}  // namespace
}  // namespace tidewaiter::models
