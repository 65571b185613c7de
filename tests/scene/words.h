// Words: the lists and part-number patterns that scenes are written from, from words.json.
// Thread rule: immutable after loading, safe to read from any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/scene/random.h"

namespace tidewaiter::scene {

/// A card that is sold in a box of its own.
struct AcceleratorWords {
    std::string model;
    std::string part;         ///< on the box
    std::string site;         ///< first three digits of the serial number
    int firstYear, lastYear;  ///< of making, two digits
    double kilograms;
};

/// A module with its processor and memory in view.
struct ModuleWords {
    std::string die;
    std::string board;  ///< part number on the board
    std::string pcb;
    std::string site;
    int firstYear, lastYear;
    std::string memory;  ///< pattern
};

struct ChipWords {
    std::string maker;  ///< may be empty
    std::string part;   ///< pattern
    std::vector<std::string> packages;
};

struct PartyWords {
    std::string english;
    std::string chinese;  ///< may be empty
    std::string street;
    std::string city;
};

struct ProductWords {
    std::string english;
    std::string chinese;
};

struct BenignWords {
    std::vector<std::string> brands;
    std::vector<ProductWords> products;
    std::vector<std::string> details;
    std::string unit;
    std::string gtin;  ///< first seven digits
};

struct Words {
    std::vector<AcceleratorWords> accelerators;
    std::vector<ModuleWords> modules;
    std::vector<ChipWords> chips;
    std::vector<std::string> lots;  ///< patterns
    std::vector<std::string> origins;
    std::vector<std::string> boardNames;     ///< patterns
    std::vector<std::string> electrolytics;  ///< two lines each
    std::vector<std::string> resistors;
    std::vector<std::string> inductors;
    std::vector<PartyWords> senders;
    std::vector<PartyWords> receivers;
    std::vector<std::string> carriers;
    std::vector<std::string> handling;
    std::vector<std::string> descriptions;      ///< of accelerator cards
    std::map<std::string, BenignWords> benign;  ///< by the name of the goods
};

/// The lists that were built in. Throws std::invalid_argument when words.json is broken.
[[nodiscard]] const Words& words();

/// Writes out a pattern, see "about" in words.json.
[[nodiscard]] std::string fromPattern(const std::string& pattern, Random& random);

/// Four digits: a year from 15 to 25 and a week from 01 to 52.
[[nodiscard]] std::string dateCode(Random& random);
/// The same with the years, two digits each, given.
[[nodiscard]] std::string dateCode(int firstYear, int lastYear, Random& random);

/// 13 digits: site, week, year, sequence; the maker's grammar as derived from printed serials.
[[nodiscard]] std::string boardSerial(const std::string& site, int firstYear, int lastYear, Random& random);

/// `number` in decimal with leading zeros up to `width` digits.
[[nodiscard]] std::string digits(int number, int width);

}  // namespace tidewaiter::scene
