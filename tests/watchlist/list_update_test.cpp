// List files and updates: a device that takes deltas ends where one that takes the whole list ends, and
// whatever is wrong with a file leaves the list that is in use.
#include "firmware/watchlist/list_update.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "firmware/watchlist/list_file.h"
#include "firmware/watchlist/serial_key.h"
#include "firmware/watchlist/zstd_stream.h"
#include "tests/watchlist/list_folder.h"

namespace tidewaiter::watchlist {
namespace {

namespace fs = std::filesystem;
using tests::ListFolder;
using tests::serial;

Summary build(const fs::path& file, const std::vector<Entry>& entries) {
    auto builder = StoreBuilder::begin(file);
    EXPECT_TRUE(builder) << builder.error().message;
    for (const auto& entry : entries) {
        const auto added = builder->add(checked(entry).value());
        EXPECT_TRUE(added) << added.error().message;
    }
    auto summary = builder->finish({"list", "1"});
    EXPECT_TRUE(summary) << summary.error().message;
    return summary.value_or(Summary{});
}

Entry other(EntryKind kind, const std::string& id, const std::string& value,
            const std::string& address = {}) {
    Entry entry{id, value, "", address, {}};
    entry.terms.kind = kind;
    return entry;
}

std::string bytesOf(const fs::path& file) {
    std::ostringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
}

/// A list of every kind of entry, of which some are of one version only.
std::vector<Entry> version(int number) {
    std::vector<Entry> entries;
    for (int i = 0; i < 3000; ++i) {
        if (i % 10 == number) continue;
        entries.push_back(serial("SN" + std::to_string(100000 + i)));
        if (i % 500 == number + 3)
            entries.back().terms.reason = "seen at \"" + std::to_string(number) + "\", 龙";
        if (i % 700 == 5) entries.back().id = "case " + std::to_string(i + number);
    }
    auto range = serial("AA100");
    range.id = "range";
    range.terms.match = MatchMode::Range;
    range.last = "AA2" + std::to_string(number) + "0";
    auto fuzzy = other(EntryKind::Model, "f", "A100PCIE");
    fuzzy.terms.match = MatchMode::Fuzzy;
    fuzzy.terms.budget = 1;
    auto pattern = serial("B[0-9]+");
    pattern.terms.match = MatchMode::Pattern;
    auto moved = other(number % 2 == 0 ? EntryKind::Brand : EntryKind::Phrase, "moves", "SANDKYAN");
    for (auto& one : {range, fuzzy, pattern, moved}) entries.push_back(one);
    entries.push_back(other(EntryKind::Party, "p", "例贸易", "7 Ring Road " + std::to_string(number)));
    return entries;
}

class ListUpdate : public ::testing::Test {
  protected:
    /// Builds the versions 0 to 2, the deltas from each to the next, and the snapshot of the last.
    ListUpdate() {
        for (int i = 0; i < 3; ++i) built_.push_back(build(store(i), version(i)));
        for (int i = 0; i < 2; ++i) {
            const auto written = writeDelta(store(i), store(i + 1), delta(i));
            EXPECT_TRUE(written) << written.error().message;
        }
        EXPECT_TRUE(writeSnapshot(store(2), folder_ / "full"));
        fs::copy_file(store(0), target());
    }

    [[nodiscard]] fs::path store(int number) const { return folder_ / std::to_string(number); }
    [[nodiscard]] fs::path delta(int number) const { return folder_ / ("delta" + std::to_string(number)); }
    [[nodiscard]] fs::path target() const { return folder_ / "in use"; }
    [[nodiscard]] ListTitle title(int number) const {
        return {"list", std::to_string(number), built_[static_cast<std::size_t>(number)].contentHash};
    }

    /// That the store in use is whole and has this version's content.
    void expectInUse(int number) const {
        auto store = Store::open(target());
        ASSERT_TRUE(store) << store.error().message;
        const auto& summary = store->summary();
        const auto& wanted = built_[static_cast<std::size_t>(number)];
        EXPECT_EQ(summary.contentHash, wanted.contentHash);
        EXPECT_EQ(summary.serials, wanted.serials);
        EXPECT_EQ(summary.others, wanted.others);
        const auto whole = store->isWhole();
        ASSERT_TRUE(whole) << whole.error().message;
        EXPECT_TRUE(*whole);
    }

    /// Writes a file of these lines as the publisher would, whatever they say.
    [[nodiscard]] fs::path put(const std::string& name, const std::string& lines) const {
        ZstdWriter out(folder_ / name);
        out.write(lines);
        EXPECT_TRUE(out.finish());
        return folder_ / name;
    }

    ListFolder folder_;
    std::vector<Summary> built_;
};

TEST_F(ListUpdate, ASnapshotLeadsToTheSameContent) {
    const auto summary = updateStore({{folder_ / "full"}, target(), title(2)});
    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(summary->version, "2");
    expectInUse(2);
}

TEST_F(ListUpdate, DeltasOneAfterTheOtherLeadToTheSameContent) {
    ASSERT_TRUE(updateStore({{delta(0)}, target(), title(1)}));
    expectInUse(1);
    ASSERT_TRUE(updateStore({{delta(1)}, target(), title(2)}));
    expectInUse(2);
    auto store = Store::open(target());
    ASSERT_TRUE(store);
    EXPECT_FALSE(store->withKey(serialKey("SN100000")).value().empty());
    EXPECT_TRUE(store->withKey(serialKey("SN100002")).value().empty());
    EXPECT_EQ(store->others(EntryKind::Brand).size(), 1U);
    EXPECT_TRUE(store->others(EntryKind::Phrase).empty());
}

TEST_F(ListUpdate, SeveralDeltasAtOnceLeadToTheSameContent) {
    ASSERT_TRUE(updateStore({{delta(0), delta(1)}, target(), title(2)}));
    expectInUse(2);
}

TEST_F(ListUpdate, ADeltaOfAllAndOfNothing) {
    build(folder_ / "none", {});
    ASSERT_TRUE(writeDelta(folder_ / "none", store(2), folder_ / "all"));
    fs::copy_file(folder_ / "none", target(), fs::copy_options::overwrite_existing);
    ASSERT_TRUE(updateStore({{folder_ / "all"}, target(), title(2)}));
    expectInUse(2);
    const auto same = writeDelta(store(2), store(2), folder_ / "same");
    ASSERT_TRUE(same);
    EXPECT_EQ(same->rows, 0);
    ASSERT_TRUE(writeDelta(store(2), folder_ / "none", folder_ / "gone"));
    ASSERT_TRUE(updateStore({{folder_ / "same", folder_ / "gone"}, target(), {"list", "0"}}));
    auto store = Store::open(target());
    ASSERT_TRUE(store);
    EXPECT_EQ(store->summary().serials + store->summary().others, 0);
    EXPECT_TRUE(store->isWhole().value_or(false));
}

TEST_F(ListUpdate, NoFileGivesATitle) {
    const auto summary = updateStore({{}, target(), {"list", "0b", built_[0].contentHash}});
    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(Store::open(target())->summary().version, "0b");
    expectInUse(0);
}

// A list that outgrows its filter by deltas stays as quick to say no.
TEST_F(ListUpdate, TheFilterGrowsWithTheList) {
    ASSERT_TRUE(writeDelta(store(0), store(2), delta(2)));
    build(folder_ / "small", {serial("SN1")});
    ASSERT_TRUE(writeDelta(folder_ / "small", store(2), folder_ / "grows"));
    fs::copy_file(folder_ / "small", target(), fs::copy_options::overwrite_existing);
    ASSERT_TRUE(updateStore({{folder_ / "grows"}, target(), title(2)}));
    expectInUse(2);
    auto store = Store::open(target());
    ASSERT_TRUE(store);
    EXPECT_GE(store->filter().capacity(), static_cast<std::size_t>(store->summary().serials));
    int passing = 0;
    for (int i = 0; i < 10000; ++i) passing += store->mayHold(serialKey("XY" + std::to_string(i))) ? 1 : 0;
    EXPECT_LT(passing, 300);
}

struct Refusal {
    std::vector<std::string> files;
    const char* sentence;  ///< in what is said
};

TEST_F(ListUpdate, WhatDoesNotFitLeavesTheList) {
    const std::string header = R"({"tidewaiter":"watchlist","schema":1,"from":")" + built_[0].contentHash +
                               R"(","to":")" + built_[1].contentHash + "\"}\n";
    const std::string terms = "{\"terms\":{\"reason\":\"stolen\"}}\n";
    const auto file = [&](const std::string& name, const std::string& lines) {
        return put(name, lines).filename().string();
    };
    const auto line = [&](const std::string& name, const std::string& row) {
        return file(name, header + terms + row + "\n{\"changes\":1}\n");
    };
    const std::vector<Refusal> cases = {
        {{"delta1"}, "changes another version of the list"},
        {{"delta0", "delta0"}, "changes another version of the list"},
        {{"full", "delta1"}, "changes another version of the list"},
        {{"delta0"}, "is not what its publisher says it is"},  // where the title is another
        {{"missing"}, "missing, line 0: it breaks off"},
        {{line("twice", R"(["+",0,"SN100001"])")}, "does not fit the list: to be added is \"SN100001\""},
        {{line("gone", R"(["-",0,"SN999999"])")}, "does not fit the list: to be removed is \"SN999999\""},
        {{line("terms", R"(["-",7,"SN100001"])")}, "line 3: this is neither a change nor terms"},
        {{line("sign", R"(["?",0,"SN1"])")}, "this is neither a change nor terms"},
        {{line("short", R"(["+",0])")}, "this is neither a change nor terms"},
        {{line("long", R"(["+",0,"A","B","C","D","E"])")}, "this is neither a change nor terms"},
        {{line("number", R"(["+",0,17])")}, "a part of the change is no text"},
        {{line("canon", R"(["+",0,"sn-1"])")}, "the value is not as a list file has it"},
        {{line("empty", R"(["+",0,""])")}, "the value is empty"},
        {{line("json", "[")}, "this is not valid JSON"},
        {{line("object", "{}")}, "this is neither a change nor terms"},
        {{file("columns", header + "{\"terms\":{\"colour\":\"x\"}}\n")}, "there is no column \"colour\""},
        {{file("kind", header + "{\"terms\":{\"kind\":\"gun\"}}\n")}, "\"gun\" is no kind"},
        {{file("count", header + "{\"changes\":3}\n")}, "it has other changes than it says"},
        {{file("more", header + "{\"changes\":0}\n{\"changes\":0}\n")}, "it has other changes than it says"},
        {{file("open", header + terms)}, "it breaks off"},
        {{file("cut", header + "{\"changes\":0}")}, "it breaks off in a line"},
        {{file("schema", "{\"tidewaiter\":\"watchlist\",\"schema\":2}\n")},
         "of another version than this program's"},
        {{file("foreign", "{\"a\":1}\n")}, "this is no watchlist to synchronize"},
        {{file("array", "[]\n")}, "this is no watchlist to synchronize"},
        {{file("hashless", "{\"tidewaiter\":\"watchlist\",\"schema\":1}\n")}, "it has no hashes"},
        {{file("endless", std::string(std::size_t{64} << 20, ' '))}, "a line is longer than 1 MiB"},
    };
    for (const auto& [names, sentence] : cases) {
        std::vector<fs::path> files;
        for (const auto& name : names) files.push_back(folder_ / name);
        const auto updated = updateStore({files, target(), title(2)});
        ASSERT_FALSE(updated) << sentence;
        EXPECT_NE(updated.error().message.find(sentence), std::string::npos)
            << updated.error().message << "\nwanted: " << sentence;
    }
    expectInUse(0);
}

// A byte changed or cut off anywhere is told, never applied.
TEST_F(ListUpdate, EveryDamageOfAFileIsTold) {
    const auto good = bytesOf(delta(0));
    std::mt19937 random(7);
    for (int i = 0; i < 200; ++i) {
        auto bad = good;
        const auto at = std::uniform_int_distribution<std::size_t>(0, good.size() - 1)(random);
        if (i % 2 == 0)
            bad.resize(at);
        else
            bad[at] = static_cast<char>(bad[at] ^ (1 << (i / 2 % 8)));
        std::ofstream(folder_ / "bad", std::ios::binary) << bad;
        const auto updated = updateStore({{folder_ / "bad"}, target(), title(1)});
        // A bit of the frame's header that nothing rests on may change; the content may not.
        if (updated) {
            expectInUse(1);
            fs::copy_file(store(0), target(), fs::copy_options::overwrite_existing);
        }
    }
    expectInUse(0);
    EXPECT_FALSE(fs::exists(folder_ / "in use.new"));
}

TEST_F(ListUpdate, ADamagedStoreIsNotChangedButReplaced) {
    std::ofstream(target(), std::ios::binary) << "no list";
    EXPECT_FALSE(updateStore({{delta(0)}, target(), title(1)}));
    EXPECT_TRUE(updateStore({{folder_ / "full"}, target(), title(2)}));
    expectInUse(2);
}

}  // namespace
}  // namespace tidewaiter::watchlist
