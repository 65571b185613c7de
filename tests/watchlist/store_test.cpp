// Stores: what is put in is found again, half-built ones never appear, damaged ones are told.
#include "firmware/watchlist/store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "firmware/watchlist/serial_key.h"
#include "firmware/watchlist/store_builder.h"
#include "tests/watchlist/list_folder.h"

namespace tidewaiter::watchlist {
namespace {

namespace fs = std::filesystem;
using tests::ListFolder;
using tests::loseNumbers;
using tests::manySerials;
using tests::serial;

Summary build(const fs::path& file, const std::vector<Entry>& entries) {
    auto builder = StoreBuilder::begin(file);
    EXPECT_TRUE(builder) << builder.error().message;
    for (const auto& entry : entries) EXPECT_TRUE(builder->add(entry));
    auto summary = builder->finish({"test", "7"});
    EXPECT_TRUE(summary) << summary.error().message;
    return summary.value_or(Summary{});
}

Entry brand(const std::string& id, const std::string& value) {
    Entry entry{id, value, "", "", {}};
    entry.terms.kind = EntryKind::Brand;
    return entry;
}

TEST(WatchlistStore, FindsWhatWasPutIn) {
    const ListFolder folder;
    build(folder / "a.watchlist", {serial("1323621004567"), serial("ABC123"), brand("b1", "SANDKYAN")});
    auto store = Store::open(folder / "a.watchlist");
    ASSERT_TRUE(store) << store.error().message;
    EXPECT_EQ(store->summary().serials, 2);
    EXPECT_EQ(store->summary().others, 1);
    EXPECT_EQ(store->summary().version, "7");
    const auto found = store->withKey(serialKey("1323621004567")).value();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].value, "1323621004567");
    EXPECT_EQ(found[0].id, "1323621004567");
    EXPECT_EQ(found[0].terms, serial("x").terms);
    EXPECT_TRUE(store->mayHold(serialKey("ABC123")));
    EXPECT_TRUE(store->withKey(serialKey("ABC124")).value().empty());
    ASSERT_EQ(store->others(EntryKind::Brand).size(), 1U);
    EXPECT_EQ(store->others(EntryKind::Brand)[0].entry, brand("b1", "SANDKYAN"));
    EXPECT_TRUE(store->others(EntryKind::Party).empty());
}

// Look-alikes share a key, which is how a doubtful reading finds its entry.
TEST(WatchlistStore, FindsLookAlikesUnderOneKey) {
    const ListFolder folder;
    build(folder / "a", {serial("B10S"), serial("8I05"), serial("BBBB")});
    auto store = Store::open(folder / "a");
    ASSERT_TRUE(store);
    EXPECT_EQ(store->withKey(serialKey("81O5")).value().size(), 2U);
}

TEST(WatchlistStore, HasTheSameHashWhateverTheOrder) {
    const ListFolder folder;
    const auto one = build(folder / "a", {serial("AAA1"), serial("BBB2"), brand("x", "X"), brand("y", "Y")});
    const auto other =
        build(folder / "b", {brand("y", "Y"), serial("BBB2"), brand("x", "X"), serial("AAA1")});
    EXPECT_EQ(one.contentHash.size(), 64U);
    EXPECT_EQ(one.contentHash, other.contentHash);
    auto changed = serial("BBB2");
    changed.terms.reason = "another";
    EXPECT_NE(build(folder / "c", {serial("AAA1"), changed, brand("x", "X"), brand("y", "Y")}).contentHash,
              one.contentHash);
    EXPECT_NE(build(folder / "d", {serial("AAA1")}).contentHash, one.contentHash);
}

TEST(WatchlistStore, CountsASerialNumberOfOneIdOnce) {
    const ListFolder folder;
    EXPECT_EQ(build(folder / "a", {serial("AAA1"), serial("AAA1")}).serials, 1);
    auto second = serial("AAA1");
    second.id = "case 2";
    EXPECT_EQ(build(folder / "b", {serial("AAA1"), second}).serials, 2);
}

TEST(WatchlistStore, RefusesAnIdTwice) {
    const ListFolder folder;
    auto builder = StoreBuilder::begin(folder / "a");
    ASSERT_TRUE(builder);
    ASSERT_TRUE(builder->add(brand("b1", "X")));
    const auto again = builder->add(brand("b1", "Y"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().message, "the id \"b1\" stands there twice; give each entry its own");
}

// A letter where all listed numbers have digits is no number; another digit is one.
TEST(WatchlistStore, KnowsWhatItsNumbersLookLike) {
    const ListFolder folder;
    std::vector<Entry> run;
    for (int i = 1000; i < 3000; ++i) run.push_back(serial("SN" + std::to_string(i)));
    build(folder / "run", run);
    const auto store = Store::open(folder / "run");
    ASSERT_TRUE(store);
    const auto& shapes = store->shapes();
    EXPECT_EQ(shapes.existing("SN1000", 5, '1'), 1);
    EXPECT_LT(shapes.existing("SN1000", 3, 'O'), 0.01);
    EXPECT_LT(shapes.existing("SN1000", 0, '5'), 0.01);
    EXPECT_EQ(shapes.existing("LONGER1", 0, 'X'), 1);  // no number of this length: nothing is known
}

// All or nothing: what was not finished leaves the old list and no traces.
TEST(WatchlistStore, AnUnfinishedOneLeavesTheOld) {
    const ListFolder folder;
    build(folder / "a", {serial("AAA1")});
    {
        auto builder = StoreBuilder::begin(folder / "a");
        ASSERT_TRUE(builder);
        ASSERT_TRUE(builder->add(serial("BBB2")));
    }
    auto store = Store::open(folder / "a");
    ASSERT_TRUE(store);
    EXPECT_EQ(store->withKey(serialKey("AAA1")).value().size(), 1U);
    EXPECT_TRUE(store->withKey(serialKey("BBB2")).value().empty());
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

TEST(WatchlistStore, TellsDamage) {
    const ListFolder folder;
    build(folder / "a", {serial("AAA1"), serial("BBB2")});
    {
        auto store = Store::open(folder / "a");
        ASSERT_TRUE(store);
        EXPECT_TRUE(store->isWhole().value_or(false));
    }
    auto database = Database::open(folder / "a", true);
    ASSERT_TRUE(database && database->run("DELETE FROM serials WHERE value='AAA1'"));
    auto store = Store::open(folder / "a");
    ASSERT_TRUE(store);
    EXPECT_FALSE(store->isWhole().value_or(true));
}

struct Harm {
    const char* sql;
    const char* told;  ///< in the brackets behind "damaged"
};

// Whatever stands in a file that SQLite can read, the program says a sentence and does not break.
TEST(WatchlistStore, RefusesDamagedTables) {
    for (const auto& [sql, told] : {
             Harm{"DELETE FROM meta", "it does not say what it holds"},
             Harm{"UPDATE meta SET value='x' WHERE name='content_hash'", "it does not say what it holds"},
             Harm{"UPDATE terms SET kind=55", "its terms 0 are none"},
             Harm{"UPDATE terms SET kind=-1", "its terms 0 are none"},
             Harm{"UPDATE terms SET match=9000000000", "its terms 0 are none"},
             Harm{"UPDATE terms SET budget=40", "its terms 0 are none"},
             Harm{"UPDATE terms SET severity='grim'", "its terms 0 are none"},
             Harm{"UPDATE terms SET grammar='acme'", "its terms 0 are none"},
             Harm{"UPDATE terms SET number=number+7", "its terms 0 are none"},
             Harm{"INSERT INTO others VALUES('z','z','','',77)", "its entry \"z\" is none"},
             Harm{"INSERT INTO others VALUES('z','','','',0)", "its entry \"z\" is none"},
             Harm{"INSERT INTO shapes VALUES(1000000000000,'1')", "its shape 1000000000000 is none"},
             Harm{"INSERT INTO shapes VALUES(-1,'1')", "its shape -1 is none"},
             Harm{"UPDATE shapes SET counts='1 2 3'", "its shape 4 is none"},
             Harm{"UPDATE shapes SET counts=replace(counts,'1','-1')", "its shape 4 is none"},
             Harm{"DELETE FROM filter", "its filter is lost"},
         }) {
        const ListFolder folder;
        build(folder / "a", {serial("AAA1"), serial("BBB2"), brand("x", "X")});
        auto database = Database::open(folder / "a", true);
        ASSERT_TRUE(database && database->run(sql)) << sql;
        const auto store = Store::open(folder / "a");
        ASSERT_FALSE(store) << sql;
        EXPECT_NE(store.error().message.find(std::string("damaged (") + told + "); import or synchronize"),
                  std::string::npos)
            << store.error().message;
    }
}

// A number whose terms are lost is never less than a hold, and never silent.
TEST(WatchlistStore, HoldsWhereTermsAreLost) {
    const ListFolder folder;
    build(folder / "a", {serial("AAA1")});
    auto database = Database::open(folder / "a", true);
    ASSERT_TRUE(database && database->run("UPDATE serials SET terms=99"));
    auto store = Store::open(folder / "a");
    ASSERT_TRUE(store);
    const auto found = store->withKey(serialKey("AAA1")).value();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].terms.severity, models::Severity::Hold);
    EXPECT_NE(found[0].terms.reason.find("damaged"), std::string::npos);
    EXPECT_FALSE(store->isWhole().value_or(true));
}

// What a look-up would not find counts as damage, though its hash be right.
TEST(WatchlistStore, TellsNumbersThatCannotBeFound) {
    for (const char* sql : {"UPDATE filter SET bits=zeroblob(length(bits))", "DELETE FROM shares",
                            "UPDATE meta SET value='7' WHERE name='serials'"}) {
        const ListFolder folder;
        build(folder / "a", {serial("AAA1"), serial("BBB2")});
        auto database = Database::open(folder / "a", true);
        ASSERT_TRUE(database && database->run(sql));
        auto store = Store::open(folder / "a");
        ASSERT_TRUE(store) << store.error().message;
        EXPECT_FALSE(store->isWhole().value_or(true)) << sql;
    }
}

// A number that cannot be looked up is not one that is not listed.
TEST(WatchlistStore, ALookUpThatFailsSaysSo) {
    const ListFolder folder;
    build(folder / "a", manySerials());
    loseNumbers(folder / "a");
    auto store = Store::open(folder / "a");
    ASSERT_TRUE(store) << store.error().message;
    std::size_t failed = 0;
    for (const auto& entry : manySerials()) {
        const auto found = store->withKey(serialKey(entry.value));
        if (found) {
            EXPECT_EQ(found->size(), 1U) << entry.value;
            continue;
        }
        ++failed;
        EXPECT_NE(found.error().message.find("import or synchronize the list again"), std::string::npos)
            << found.error().message;
    }
    EXPECT_GT(failed, 1000U);
    EXPECT_LT(failed, 10000U);
}

// The disk fails, or another program cuts the file, while it is in use.
TEST(WatchlistStore, OutlivesAFileThatIsCut) {
    const ListFolder folder;
    build(folder / "a", manySerials());
    auto store = Store::open(folder / "a");
    ASSERT_TRUE(store) << store.error().message;
    fs::resize_file(folder / "a", 8192);
    const auto found = store->withKey(serialKey("SN1010000"));
    ASSERT_FALSE(found);
    EXPECT_NE(found.error().message.find("a' cannot be used: "), std::string::npos) << found.error().message;
}

TEST(WatchlistStore, RefusesWhatIsNone) {
    const ListFolder folder;
    EXPECT_NE(Store::open(folder / "missing").error().message.find("import the list first"),
              std::string::npos);
    std::ofstream(folder / "text") << "these are no tables, and quite a few bytes of that";
    EXPECT_FALSE(Store::open(folder / "text"));
    auto other = Database::open(folder / "other", true);
    ASSERT_TRUE(other && other->run("CREATE TABLE t(x)"));
    EXPECT_NE(Store::open(folder / "other").error().message.find("is no watchlist"), std::string::npos);
    ASSERT_TRUE(other->run("PRAGMA application_id=1417107308; PRAGMA user_version=99"));
    EXPECT_NE(Store::open(folder / "other").error().message.find("another version"), std::string::npos);
}

TEST(KeyFilter, HoldsWhatWasAddedAndLittleElse) {
    KeyFilter filter(10000);
    for (int i = 0; i < 10000; ++i) filter.add(serialKey("A" + std::to_string(i)));
    const KeyFilter again(filter.bytes());
    int wrong = 0;
    for (int i = 0; i < 10000; ++i) {
        EXPECT_TRUE(again.mayHold(serialKey("A" + std::to_string(i))));
        wrong += again.mayHold(serialKey("Y" + std::to_string(i))) ? 1 : 0;
    }
    EXPECT_LT(wrong, 200);
    EXPECT_FALSE(KeyFilter().mayHold(1));
}

}  // namespace
}  // namespace tidewaiter::watchlist
