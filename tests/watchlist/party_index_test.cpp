// Parties of many lists: found by name, line and address, and how often honest firms are taken for them.
#include "firmware/watchlist/party_index.h"

#include <gtest/gtest.h>

#include <deque>
#include <set>

#include "tests/watchlist/made_parties.h"

namespace tidewaiter::watchlist {
namespace {

constexpr auto kDay = "2026-11-22";

Entry party(const std::string& id, const std::string& name, const std::string& address = "") {
    Entry entry{id, name, "", address, {}};
    entry.terms.kind = EntryKind::Party;
    return entry;
}

class PartyIndexTest : public ::testing::Test {
  protected:
    PartyIndex& holding(std::vector<Entry> entries) {
        entries_ = std::move(entries);
        for (const auto& entry : entries_) index_.add(entry, "csl");
        index_.finish();
        return index_;
    }

    std::vector<Entry> entries_;
    PartyIndex index_;
};

TEST_F(PartyIndexTest, FindsTheBestNameOfEachParty) {
    const auto& index = holding({party("17", "Huaqiang Electronics Co., Ltd.", "7 Ring Road, Shenzhen"),
                                 party("17#2", "华强电子有限公司"), party("18", "Huaqiarg Electronics"),
                                 party("19", "Fuyuan Trading")});
    const auto hits = index.find("HUAQIANG ELECTRONICS", "", kDay, kPossibleParty);
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_EQ(hits[0].entry->id, "17");
    EXPECT_EQ(hits[0].list, "csl");
    EXPECT_GE(hits[0].score, kSureParty);
    EXPECT_EQ(hits[0].why, "Co, Ltd left out");
    EXPECT_EQ(hits[1].entry->id, "18");
    EXPECT_LT(hits[1].score, kSureParty);
    EXPECT_EQ(index.find("华强电子", "", kDay, kPossibleParty)[0].entry->id, "17#2");  // its own spelling
}

// "One word alone says little, unless number, street and town agree."
TEST_F(PartyIndexTest, AnAddressMakesShortNamesSure) {
    const auto& index = holding({party("1", "Romashka", "7 Ring Road, Shenzhen")});
    EXPECT_LT(index.find("Romashka LLC", "", kDay, 0.5)[0].score, kSureParty);
    EXPECT_LT(index.find("Romashka LLC", "9 Ring Road, Shenzhen", kDay, 0.5)[0].score, kSureParty);
    const auto hits = index.find("Romashka LLC", "No. 7 Ring Rd, Shenzhen, China", kDay, 0.5);
    EXPECT_GE(hits[0].score, kSureParty);
    EXPECT_TRUE(hits[0].sameAddress);
    EXPECT_TRUE(index.findLine("Romashka LLC, 7 Ring Road, Shenzhen", kDay, 0.5)[0].sameAddress);
}

TEST_F(PartyIndexTest, FindsLinesOfNameAndAddress) {
    const auto& index = holding({party("1", "Huaqiang Electronics Co., Ltd.")});
    for (const auto* line :
         {"Huaqiang Electronics Co., Ltd., 9 Ring Road, Shenzhen",
          "Huaqiang Electronics, Building 5, Shenzhen", "Huaqiang Electronics Ltd 9 Ring Road",
          "华强电子有限公司 深圳市福田区深南大道1001号"}) {
        const auto hits = index.findLine(line, kDay, kPossibleParty);
        ASSERT_EQ(hits.size(), 1U) << line;
        EXPECT_GE(hits[0].score, kSureParty) << line << ": " << hits[0].why;
    }
    for (const auto* line : {"Fuyuan Trading, Huaqiang Electronics Building, Shenzhen", "Shenzhen", "", ","})
        EXPECT_TRUE(index.findLine(line, kDay, kPossibleParty).empty()) << line;
}

TEST_F(PartyIndexTest, FindsAnAddressWhateverTheName) {
    const auto& index = holding({party("1", "Romashka", "7 Ring Road, Shenzhen"),
                                 party("2", "Fuyuan", "Floor 3, 7 Ring Road, Shenzhen"),
                                 party("3", "Vega", "Shenzhen, China"), party("4", "Kedr")});
    const auto hits = index.findAddress("Ring Road 7, Shenzhen", kDay);
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_EQ(hits[0].entry->id, "1");
    EXPECT_EQ(index.findAddress("Floor 4, 7 Ring Road, Shenzhen", kDay).size(), 1U);
    for (const auto* address : {"Shenzhen, China", "8 Ring Road, Shenzhen", "7 Ring Road, Dongguan", ""})
        EXPECT_TRUE(index.findAddress(address, kDay).empty()) << address;
}

TEST_F(PartyIndexTest, OnlyOnTheDaysThatCount) {
    auto past = party("1", "Huaqiang Electronics", "7 Ring Road, Shenzhen");
    past.terms.expires = "2026-11-21";
    const auto& index = holding({past});
    EXPECT_TRUE(index.find("Huaqiang Electronics", "", kDay, 0.5).empty());
    EXPECT_TRUE(index.findInLine("by Huaqiang Electronics", kDay).empty());
    EXPECT_TRUE(index.findAddress("7 Ring Road, Shenzhen", kDay).empty());
    EXPECT_EQ(index.find("Huaqiang Electronics", "", "2026-11-21", 0.5).size(), 1U);
}

TEST_F(PartyIndexTest, OfNothingNothing) {
    const auto& index = holding({});
    EXPECT_TRUE(index.find("Huaqiang", "", kDay, 0.1).empty());
    EXPECT_TRUE(index.findInLine("Huaqiang Electronics", kDay).empty());
    EXPECT_TRUE(index.findAddress("7 Ring Road, Shenzhen", kDay).empty());
}

/// The words that tell a name, whatever their order: two names with the same are one party's here.
std::multiset<std::string> wordsOf(const std::string& name) {
    std::multiset<std::string> words;
    for (const auto& word : partyName(name).words) words.insert(word.text);
    return words;
}

// "Honest firms of common words against 10,000 parties of the same words."
TEST_F(PartyIndexTest, SeldomTakesHonestFirmsForListedOnes) {
    constexpr int kParties = 10000;
    constexpr int kHonest = 3000;
    tests::MadeParties made(7);
    std::vector<Entry> entries;
    std::set<std::multiset<std::string>> listed;
    for (int i = 0; i < kParties; ++i) {
        entries.push_back(party(std::to_string(i), made.name()));
        listed.insert(wordsOf(entries.back().value));
    }
    const auto& index = holding(std::move(entries));
    int honest = 0;
    int told = 0;
    int shown = 0;
    while (honest < kHonest) {
        const auto name = made.name();
        if (listed.contains(wordsOf(name))) continue;
        ++honest;
        const auto hits = index.find(name, "", kDay, kPossibleParty);
        if (hits.empty()) continue;
        const bool sure = hits[0].score >= kSureParty;
        ++(sure ? told : shown);
        if (sure || shown <= 10)
            std::printf("%s: %s / %s (%.2f): %s\n", sure ? "told" : "shown", name.c_str(),
                        hits[0].entry->value.c_str(), hits[0].score, hits[0].why.c_str());
    }
    std::printf("of %d honest names %d told wrongly, %d shown\n", honest, told, shown);
    EXPECT_EQ(told, 0);
    EXPECT_LE(shown, kHonest * 4 / 100);
}

// "Listed names in another order, with another form or a misread letter are told or shown."
TEST_F(PartyIndexTest, FindsVariedNames) {
    constexpr int kParties = 10000;
    tests::MadeParties made(7);
    std::vector<Entry> entries;
    for (int i = 0; i < kParties; ++i) entries.push_back(party(std::to_string(i), made.name()));
    const auto& index = holding(std::move(entries));
    for (const bool slips : {false, true}) {
        int told = 0;
        int shown = 0;
        constexpr int kLooked = 1000;
        for (int i = 0; i < kLooked; ++i) {
            const auto& truth = entries_[static_cast<std::size_t>(i)];
            const auto varied = made.varied(truth.value, slips);
            for (const auto& hit : index.find(varied, "", kDay, kPossibleParty)) {
                if (hit.entry != &truth) continue;
                ++(hit.score >= kSureParty ? told : shown);
            }
        }
        std::printf("%s: of %d listed names %d told, %d shown\n", slips ? "a letter misread" : "as listed",
                    kLooked, told, shown);
        EXPECT_GE(told + shown, slips ? 850 : 985);
    }
}

}  // namespace
}  // namespace tidewaiter::watchlist
