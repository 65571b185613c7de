// GS1 element strings: application identifiers and their values, checked.
// Thread rule: pure functions over values, safe to call from any thread.
// Source: GS1 General Specifications, clauses 3 (identifiers), 5.10 and 7.8 (element strings); the table
// follows the GS1 Barcode Syntax Dictionary (github gs1/gs1-syntax-dictionary, commit ff2eb4b).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::ocr {

/// One row of the table of application identifiers.
struct ApplicationIdentifier {
    std::string_view ai;          ///< its digits, 'n' standing for the number of decimals, 0 to 5: "310n"
    std::string_view format;      ///< as in the syntax dictionary: "N14,csum", "N3,iso3166 X..9"
    std::string_view title;       ///< its data title: "GTIN", "BATCH/LOT"
    std::string_view needs = {};  ///< identifiers of which one of each group must stand with it: "01,8006 21"
    std::string_view excludes = {};  ///< identifiers that must not stand with it: "01 37"
};

struct Gs1Element {
    std::string ai;     ///< as it stands in the data, "3102"
    std::string value;  ///< as it stands in the data, format and check digit verified
    const ApplicationIdentifier* identifier = nullptr;  ///< row of the table, never null in a result

    bool operator==(const Gs1Element&) const = default;
};

struct Gs1Message {
    std::vector<Gs1Element> elements;  ///< those before the first fault
    std::string fault;                 ///< what is wrong with the rest, one clause; empty when all is well
    std::string rest;                  ///< what was left from the first fault on, raw
    bool separated = false;            ///< FNC1 (as GS) stood between two elements
    bool marked = false;  ///< the data said itself that it is GS1: symbology identifier, FNC1 or brackets
};

/// The row for the identifier that `data` begins with, or null. Identifiers are free of prefixes of one
/// another, so there is at most one.
[[nodiscard]] const ApplicationIdentifier* findApplicationIdentifier(std::string_view data);

/// Splits the content of a barcode or the line printed below it. GS1 marks: symbology identifier (]C1, ]d2,
/// ]Q3, ]e0 ...), a leading FNC1 (as GS, 0x1D), or brackets around the identifiers. Any bytes are allowed.
/// Faults are data: nothing fails.
[[nodiscard]] Gs1Message parseGs1(std::string_view data);

/// What is wrong with the elements together (GS1 General Specifications, clauses 4.13 and 4.14): one that
/// needs another, two that exclude each other, one that stands twice with two values; one clause each. An
/// item may carry the missing one in another symbol: a reason to look, no proof.
[[nodiscard]] std::vector<std::string> associationFaults(const Gs1Message& message);

/// Whether the content may be taken for GS1: it is marked and has an element, or it has no fault and either
/// at least one of its elements carries a check digit that holds, or FNC1 parts them (readers drop the first
/// one, which would mark it). A bare number of which the latter is true by chance (one in ten) must be of the
/// exact length too.
[[nodiscard]] bool isCredible(const Gs1Message& message);

}  // namespace tidewaiter::ocr
