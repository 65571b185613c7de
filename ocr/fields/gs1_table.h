// The table of application identifiers.
// Thread rule: immutable value, safe to use from any thread.
// Source: GS1 Barcode Syntax Dictionary (github gs1/gs1-syntax-dictionary, commit ff2eb4b).
#pragma once

#include <array>

#include "ocr/fields/gs1.h"

namespace tidewaiter::ocr {

inline constexpr std::array<ApplicationIdentifier, 60> kApplicationIdentifiers = {{
    {"00", "N18,csum", "SSCC"},
    {"01", "N14,csum", "GTIN"},
    {"02", "N14,csum", "CONTENT"},
    {"03", "N14,csum", "MTO GTIN"},
    {"10", "X..20", "BATCH/LOT"},
    {"11", "N6,yymmd0", "PROD DATE"},
    {"12", "N6,yymmd0", "DUE DATE"},
    {"13", "N6,yymmd0", "PACK DATE"},
    {"15", "N6,yymmd0", "BEST BEFORE or BEST BY"},
    {"16", "N6,yymmd0", "SELL BY"},
    {"17", "N6,yymmd0", "USE BY or EXPIRY"},
    {"20", "N2", "VARIANT"},
    {"21", "X..20", "SERIAL"},
    {"22", "X..20", "CPV"},
    {"235", "X..28", "TPX"},
    {"240", "X..30", "ADDITIONAL ID"},
    {"241", "X..30", "CUST. PART No."},
    {"242", "N..6", "MTO VARIANT"},
    {"243", "X..20", "PCN"},
    {"250", "X..30", "SECONDARY SERIAL"},
    {"251", "X..30", "REF. TO SOURCE"},
    {"253", "N13,csum [X..17]", "GDTI"},
    {"254", "X..20", "GLN EXTENSION COMPONENT"},
    {"30", "N..8", "VAR. COUNT"},
    {"310n", "N6", "NET WEIGHT (kg)"},
    {"314n", "N6", "AREA (m2)"},
    {"320n", "N6", "NET WEIGHT (lb)"},
    {"330n", "N6", "GROSS WEIGHT (kg)"},
    {"340n", "N6", "GROSS WEIGHT (lb)"},
    {"37", "N..8", "COUNT"},
    {"400", "X..30", "ORDER NUMBER"},
    {"401", "X..30", "GINC"},
    {"402", "N17,csum", "GSIN"},
    {"403", "X..30", "ROUTE"},
    {"410", "N13,csum", "SHIP TO LOC"},
    {"411", "N13,csum", "BILL TO"},
    {"412", "N13,csum", "PURCHASE FROM"},
    {"414", "N13,csum", "LOC No."},
    {"415", "N13,csum", "PAY TO"},
    {"420", "X..20", "SHIP TO POST"},
    {"421", "N3,iso3166 X..9", "SHIP TO POST"},
    {"422", "N3,iso3166", "ORIGIN"},
    {"423", "N3,iso3166 [N..12]", "COUNTRY - INITIAL PROCESS"},
    {"424", "N3,iso3166", "COUNTRY - PROCESS"},
    {"425", "N3,iso3166 [N..12]", "COUNTRY - DISASSEMBLY"},
    {"426", "N3,iso3166", "COUNTRY - FULL PROCESS"},
    {"4300", "X..35", "SHIP TO COMP"},
    {"4307", "X2,iso3166alpha2", "SHIP TO COUNTRY"},
    {"4321", "N1", "DANGEROUS GOODS"},
    {"7001", "N13", "NSN"},
    {"8001", "N14", "DIMENSIONS"},
    {"8003", "N14,csum [X..16]", "GRAI"},
    {"8004", "X..30", "GIAI"},
    {"8006", "N14,csum N4", "ITIP"},
    {"8010", "X..30", "CPID"},
    {"8012", "X..20", "VERSION"},
    {"8013", "X..25", "GMN"},
    {"8018", "N18,csum", "GSRN - RECIPIENT"},
    {"8020", "X..25", "REF No."},
    {"90", "X..30", "INTERNAL"},
}};

}  // namespace tidewaiter::ocr
