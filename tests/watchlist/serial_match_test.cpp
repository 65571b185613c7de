// Matching under doubt: listed numbers are found through misread characters, others are left alone.
#include "firmware/watchlist/serial_match.h"

#include <gtest/gtest.h>

#include "firmware/watchlist/store_builder.h"
#include "tests/watchlist/list_folder.h"

namespace tidewaiter::watchlist {
namespace {

using tests::ListFolder;
using tests::serial;

Entry listed(const std::string& value, MatchMode match, const std::string& last = "", int budget = 0) {
    auto entry = serial(value);
    entry.terms.match = match;
    entry.terms.budget = budget;
    entry.last = last;
    return entry;
}

Entry ofGrammar(const std::string& value, const std::string& grammar) {
    auto entry = serial(value);
    entry.terms.grammar = grammar;
    return entry;
}

class SerialMatch : public ::testing::Test {
  protected:
    Store list(const std::vector<Entry>& entries) {
        auto builder = StoreBuilder::begin(folder_ / "list");
        for (const auto& entry : entries) EXPECT_TRUE(builder->add(entry));
        EXPECT_TRUE(builder->finish({"list", ""}));
        auto store = Store::open(folder_ / "list");
        if (!store) throw std::runtime_error(store.error().message);
        return std::move(*store);
    }

  private:
    ListFolder folder_;
};

/// What `findNumber` finds in a store that can be read.
std::vector<Hit> found(Store& store, EntryKind kind, const DoubtfulText& text,
                       const MatchSettings& settings = {}) {
    return findNumber(store, kind, text, settings).value();
}

/// A surely read text, but for places where the reader hesitates.
DoubtfulText read(const std::string& text, const std::vector<std::pair<std::size_t, Slot>>& doubts = {}) {
    auto slots = textOf(text, 1);
    for (auto& slot : slots) slot.choices.front().second = 0.999;
    for (const auto& [place, slot] : doubts) slots[place] = slot;
    return slots;
}

Slot either(char best, double probability, char other, double otherProbability) {
    return {{{best, probability}, {other, otherProbability}}};
}

TEST_F(SerialMatch, FindsWhatIsReadSurely) {
    auto store = list({serial("1323621004567"), serial("SGH1234ABC")});
    const auto hits = found(store, EntryKind::Serial, read("1323621004567"));
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits[0].entry.value, "1323621004567");
    EXPECT_GT(hits[0].probability, 0.99);
    EXPECT_TRUE(hits[0].doubtful.empty());
    EXPECT_EQ(marked(hits[0]), "1323621004567");
}

TEST_F(SerialMatch, LeavesAloneWhatIsNotListed) {
    auto store = list({serial("1323621004567")});
    EXPECT_TRUE(found(store, EntryKind::Serial, read("1423621004599")).empty());
    EXPECT_TRUE(found(store, EntryKind::Serial, read("")).empty());
    EXPECT_TRUE(found(store, EntryKind::Serial, read(std::string(500, '1'))).empty());
    EXPECT_TRUE(found(store, EntryKind::Part, read("1323621004567")).empty());
}

// A sure reading that differs by a look-alike is another number: 8 and B are both real.
TEST_F(SerialMatch, DoesNotAccuseASureReading) {
    auto store = list({serial("SGH1234AB8")});
    for (const auto& hit : found(store, EntryKind::Serial, textOf("SGH1234ABB", 0.9999)))
        EXPECT_LT(hit.probability, 0.5);
}

TEST_F(SerialMatch, FindsThroughLookAlikes) {
    auto store = list({serial("1323621004567")});
    const auto hits =
        found(store, EntryKind::Serial,
              read("I323621O04567", {{0, either('I', 0.6, '1', 0.39)}, {7, either('O', 0.7, '0', 0.25)}}));
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_GT(hits[0].probability, 0.05);
    EXPECT_EQ(marked(hits[0]), "[I]323621[O]04567");
}

// In a grammar of digits nothing but the digit is left.
TEST_F(SerialMatch, GrammarMakesItSurer) {
    const auto reading = read("1323621004S67", {{10, either('S', 0.8, '5', 0.15)}});
    auto any = list({serial("1323621004567")});
    const auto without = found(any, EntryKind::Serial, reading);
    auto digits = list({ofGrammar("1323621004567", "nvidia")});
    const auto with = found(digits, EntryKind::Serial, reading);
    ASSERT_FALSE(with.empty());
    EXPECT_GT(with[0].probability, without.empty() ? 0 : without[0].probability);
}

TEST_F(SerialMatch, CheckDigitsRuleOut) {
    auto store = list({ofGrammar("490154203237518", "imei")});
    const auto hits =
        found(store, EntryKind::Serial, read("490154203237S18", {{12, either('S', 0.6, '5', 0.39)}}));
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_GT(hits[0].probability, 0.9);
}

// The next number was made too, listed or not: a doubtful digit is no more than its own probability.
TEST_F(SerialMatch, ADoubtfulDigitIsAsSureAsTheReader) {
    auto store = list({serial("SN100500"), serial("SN200600")});
    const auto hits = found(store, EntryKind::Serial, read("SN100501", {{7, either('1', 0.7, '0', 0.25)}}));
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_NEAR(hits[0].probability, 0.25, 0.05);
}

// Where all listed numbers have digits, a letter is a misread digit.
TEST_F(SerialMatch, TheListsOwnShapeMakesItSurer) {
    std::vector<Entry> run;
    for (int i = 100000; i < 102000; ++i) run.push_back(serial("SN" + std::to_string(i)));
    auto store = list(run);
    const auto hits =
        found(store, EntryKind::Serial,
              read("SN1O05S1", {{3, either('O', 0.8, '0', 0.1)}, {6, either('S', 0.8, '5', 0.1)}}));
    ASSERT_FALSE(hits.empty());
    EXPECT_EQ(hits[0].entry.value, "SN100551");
    EXPECT_GT(hits[0].probability, 0.3);
}

TEST_F(SerialMatch, FindsThroughADroppedOrInventedCharacter) {
    auto store = list({serial("SGH1234ABC")});
    for (const std::string text : {"SGH124ABC", "SGH12334ABC", "GH1234ABC", "SGH1234ABCC"}) {
        const auto hits = found(store, EntryKind::Serial, read(text));
        ASSERT_EQ(hits.size(), 1U) << text;
        EXPECT_LT(hits[0].probability, 0.95) << text;  // shown as possible, never told as a fact
    }
    EXPECT_TRUE(found(store, EntryKind::Serial, read("SGH124ABC"), {0.05, false}).empty());
}

// A character taken for one that looks quite different, and the reader said itself that it was unsure.
TEST_F(SerialMatch, FindsThroughAnyOtherCharacterWhereTheReaderHesitated) {
    auto store = list({serial("SGH1234ABC")});
    EXPECT_TRUE(found(store, EntryKind::Serial, read("SGH1234KBC")).empty());
    EXPECT_EQ(found(store, EntryKind::Serial, read("SGH1234KBC", {{7, Slot{{{'K', 0.6}}}}})).size(), 1U);
}

TEST_F(SerialMatch, OtherWaysOfMatching) {
    auto store =
        list({listed("SGH12", MatchMode::Prefix), listed("AA100", MatchMode::Range, "AA199"),
              listed("QX[0-9]{4}", MatchMode::Pattern), listed("MONKEY77", MatchMode::Fuzzy, "", 2)});
    const auto value = [&](const std::string& text) {
        const auto hits = found(store, EntryKind::Serial, read(text));
        return hits.empty() ? std::string() : hits[0].entry.value;
    };
    EXPECT_EQ(value("SGH12345"), "SGH12");
    EXPECT_EQ(value("SGH13345"), "");
    EXPECT_EQ(value("AA150"), "AA100");
    EXPECT_EQ(value("AA200"), "");
    EXPECT_EQ(value("AA1500"), "");
    EXPECT_EQ(value("QX1234"), "QX[0-9]{4}");
    EXPECT_EQ(value("QX12345"), "");
    EXPECT_EQ(value("MONKY77"), "MONKEY77");
    EXPECT_EQ(value("MONEY71"), "MONKEY77");
    EXPECT_EQ(value("DONKY71"), "");
}

TEST(DoubtfulText, IsThePartOfTheReadingThatSaysTheValue) {
    ocr::Reading reading;
    reading.confidence = 0.9;
    for (const char c : std::string("S/N: ab-1O2"))
        reading.characters.push_back({std::string(1, c), 0.95, {}});
    reading.characters[9].alternatives = {{"0", 0.04}, {"-", 0.01}};
    const auto text = textOf(reading, "AB1O2");
    ASSERT_EQ(text.size(), 5U);
    EXPECT_EQ(bestOf(text), "AB1O2");
    ASSERT_EQ(text[3].choices.size(), 2U);
    EXPECT_EQ(text[3].choices[1].first, '0');
    EXPECT_EQ(bestOf(textOf(reading, "XYZ")), "XYZ");
}

TEST(DoubtfulText, HypothesesAreTheLikeliestEachOnce) {
    const DoubtfulText text = {either('A', 0.6, 'B', 0.3), either('1', 0.5, '2', 0.5), Slot{{{'X', 1}}}};
    const auto all = hypothesesOf(text, 10, 0);
    ASSERT_EQ(all.size(), 4U);
    double sum = 0;
    for (const auto& one : all) sum += one.probability;
    EXPECT_NEAR(sum, 0.9, 1e-9);
    EXPECT_EQ(all[0].text.substr(0, 1), "A");
    EXPECT_NEAR(all[3].probability, 0.15, 1e-9);
    EXPECT_EQ(hypothesesOf(text, 2, 0).size(), 2U);
    EXPECT_EQ(hypothesesOf(text, 10, 0.9).size(), 2U);
}

TEST(DoubtfulText, LikelihoodCountsSlips) {
    const auto text = textOf("ABC123", 0.99);
    EXPECT_NEAR(likelihoodOf("ABC123", text, 0), 0.99, 1e-6);
    EXPECT_EQ(likelihoodOf("ABC12", text, 0), 0);
    EXPECT_GT(likelihoodOf("ABC12", text, 1), 0);
    EXPECT_LT(likelihoodOf("ABC12", text, 1), 1e-3);
    EXPECT_GT(likelihoodOf("A8C123", text, 0), likelihoodOf("AXC123", text, 0));
    EXPECT_EQ(likelihoodOf("AB", text, 2), 0);
}

}  // namespace
}  // namespace tidewaiter::watchlist
