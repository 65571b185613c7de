// How often the marking decoder puts a reading right, and how often it spoils one: on transcribed markings
// that its background was not fitted to, on words of many languages, and on random serial numbers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "models/sha256.h"
#include "ocr/text/marking_decoder.h"
#include "tests/models/data_store.h"
#include "tests/ocr/marking_lattice.h"

namespace tidewaiter::ocr {
namespace {

using test::Doubt;
using test::latticeOfText;
using test::Numbers;
using test::printAlphabet;

const MarkingDecoder& decoder() {
    static const MarkingDecoder made(models::MarkingGrammar::load(tests::dataStore()).value(),
                                     printAlphabet());
    return made;
}

bool isAscii(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// Transcribed markings that the background was not fitted to: SHA-256 begins with an odd digit (fit.py).
std::vector<std::string> markingsKeptBack() {
    const char* named = std::getenv("TIDEWAITER_SHARED");
    const auto root = named != nullptr ? std::filesystem::path(named)
                                       : std::filesystem::path(TIDEWAITER_SOURCE_DIR) / ".." / "shared";
    std::ifstream in(root / "real" / "chips" / "gbhwdb-markings.tsv");
    std::set<std::string> markings;
    std::string line;
    std::getline(in, line);  // the heading
    while (std::getline(in, line)) {
        const auto marking = line.substr(line.rfind('\t') + 1);
        const bool keptBack =
            std::string_view("13579bdf").find(models::sha256(marking)[0]) != std::string_view::npos;
        if (keptBack && isAscii(marking)) markings.insert(marking);
    }
    return {markings.begin(), markings.end()};
}

struct Rates {
    int all = 0;
    int network = 0;        ///< right as the network alone reads them
    int grammar = 0;        ///< right with the grammar
    int spoiled = 0;        ///< right before, wrong behind
    int spoiledSurely = 0;  ///< of them, with a confidence of 0.9 or more

    void print(const char* what) const {
        std::cout << what << ": " << all << " lines, right " << network << " by the network alone, "
                  << grammar << " with the grammar; spoiled " << spoiled << ", surely " << spoiledSurely
                  << "\n";
    }
};

void count(const std::string& truth, const std::vector<Doubt>& doubts, Rates& rates) {
    const auto network = decodeCtc(latticeOfText(truth, doubts), printAlphabet());
    const auto read = decoder().read(network);
    ++rates.all;
    rates.network += network.text == truth ? 1 : 0;
    rates.grammar += read.text == truth ? 1 : 0;
    if (network.text != truth || read.text == truth) return;
    std::cout << "  spoiled: " << truth << " > " << read.text << " (" << read.confidence << ")\n";
    ++rates.spoiled;
    rates.spoiledSurely += read.confidence >= 0.9 ? 1 : 0;
}

/// Look-alikes beside every character that has one, with shares drawn from `least` to `most`.
std::vector<Doubt> doubtsIn(const std::string& text, Numbers& numbers, double least, double most,
                            double often) {
    std::vector<Doubt> doubts;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char other = test::lookAlikeOf(text[i]);
        if (other != '\0' && numbers.next() < often)
            doubts.push_back({i, other, least + (most - least) * numbers.next()});
    }
    return doubts;
}

TEST(MarkingRates, ConfusedMarkingsAreReadBetter) {
    const auto markings = markingsKeptBack();
    if (markings.empty()) GTEST_SKIP() << "real/chips/gbhwdb-markings.tsv is not here; set TIDEWAITER_SHARED";
    Numbers numbers(1);
    Rates rates;
    for (const auto& marking : markings) count(marking, doubtsIn(marking, numbers, 0.05, 0.8, 0.3), rates);
    rates.print("look-alikes with 0.05 to 0.8 of their step");
    EXPECT_GT(rates.all, 1000);
    EXPECT_GE(rates.grammar, rates.all * 70 / 100);
    EXPECT_GE(rates.grammar, rates.network + rates.all * 30 / 100);
    EXPECT_LE(rates.spoiled, rates.all / 100);
    EXPECT_LE(rates.spoiledSurely, 1);
}

TEST(MarkingRates, CertainMarkingsSurvive) {
    const auto markings = markingsKeptBack();
    if (markings.empty()) GTEST_SKIP() << "real/chips/gbhwdb-markings.tsv is not here; set TIDEWAITER_SHARED";
    Numbers numbers(2);
    Rates certain;
    for (const auto& marking : markings) count(marking, {}, certain);
    certain.print("certain");
    EXPECT_EQ(certain.grammar, certain.all);
    Rates nearly;
    for (const auto& marking : markings) count(marking, doubtsIn(marking, numbers, 0.001, 0.02, 1), nearly);
    nearly.print("look-alikes with up to 0.02 of their step");
    EXPECT_LE(nearly.spoiled, 2);
    EXPECT_EQ(nearly.spoiledSurely, 0);
}

/// Words of goods in all the lexicon's languages that are written in ASCII.
std::vector<std::string> lexiconWords() {
    const auto json = nlohmann::json::parse(tests::dataStore().read("lexicon/goods.json").value());
    std::set<std::string> words;
    for (const auto& entry : json["entries"]) {
        for (const auto& [language, list] : entry["words"].items()) {
            for (const auto& word : list) {
                if (isAscii(word.get<std::string>())) words.insert(word.get<std::string>());
            }
        }
    }
    return {words.begin(), words.end()};
}

TEST(MarkingRates, WordsOfManyLanguagesAreLeftAlone) {
    const auto words = lexiconWords();
    ASSERT_GT(words.size(), 700U);
    Numbers numbers(3);
    Rates certain;
    Rates doubtful;
    for (const auto& word : words) {
        count(word, {}, certain);
        count(word, doubtsIn(word, numbers, 0.01, 0.2, 0.5), doubtful);
    }
    certain.print("words");
    doubtful.print("words with look-alikes");
    EXPECT_EQ(certain.spoiled, 0);
    EXPECT_EQ(doubtful.spoiled, 0);
}

TEST(MarkingRates, RandomSerialNumbersAreLeftAlone) {
    constexpr std::string_view kSymbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    Numbers numbers(4);
    Rates certain;
    Rates doubtful;
    for (int i = 0; i < 2000; ++i) {
        std::string serial;
        const bool digitsOnly = i % 2 == 0;
        const auto length = 6 + numbers.below(9);
        while (serial.size() < length)
            serial += kSymbols[digitsOnly ? 26 + numbers.below(10) : numbers.below(36)];
        count(serial, {}, certain);
        count(serial, doubtsIn(serial, numbers, 0.01, 0.1, 0.5), doubtful);
    }
    certain.print("serial numbers");
    doubtful.print("serial numbers with look-alikes");
    EXPECT_EQ(certain.spoiled, 0);
    EXPECT_LE(doubtful.spoiled, doubtful.all / 400);
    EXPECT_EQ(doubtful.spoiledSurely, 0);
}

}  // namespace
}  // namespace tidewaiter::ocr
