// Synchronized watchlists and policy, as the installed program gets and uses them.
#include <fstream>
#include <regex>

#include "firmware/tuf/file_reader.h"
#include "tests/command/program.h"
#include "tests/sync/published_lists.h"

namespace tidewaiter::tests {
namespace {

void expectSays(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
}

class SyncProgram : public ProgramTest {
  protected:
    SyncProgram() {
        publisher_.put("stolen", numbers(300));
        // Valid for as long as these tests are likely to be run.
        for (const char* role : {"root", "targets", "snapshot", "timestamp"})
            publisher_.repository().role(role)["expires"] = "2099-01-01T00:00:00Z";
        publisher_.repository().publish({"root"});
        publisher_.publish();
    }

    /// Serial numbers from 1323621004567 on.
    static sync::tests::Entries numbers(int count) {
        sync::tests::Entries entries;
        for (int i = 0; i < count; ++i)
            entries.push_back(watchlist::tests::serial("132362" + std::to_string(1004567 + i * 7919)));
        return entries;
    }

    Outcome watchlist(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "watchlist");
        arguments.insert(arguments.end(), {"--lists", path("lists")});
        return run(arguments);
    }

    Outcome syncFirst() {
        return watchlist(
            {"sync", "--from", publisher_.folder().string(), "--root", publisher_.root().string()});
    }

    Outcome inspect(const std::string& photo) {
        return run({"inspect", "--json", "--declared", "tea", "--lists", path("lists"), "--seen", "", photo});
    }

    /// As if that was the last day of which anything is known.
    void age(const std::string& completed, const std::string& expires) {
        const auto file = path("lists/.sync/state.json");
        auto state = tuf::readFile(file)->value();
        const auto set = [&](const std::string& key, const std::string& day) {
            state = std::regex_replace(state, std::regex("\"" + key + "\": \"[^\"]*\""),
                                       "\"" + key + "\": \"" + day + "T00:00:00Z\"");
        };
        set("completed", completed);
        set("expires", expires);
        std::ofstream(file) << state;
    }

    sync::tests::PublishedLists publisher_;
};

TEST_F(SyncProgram, SynchronizesAndUsesWhatCame) {
    expectFailure(watchlist({"sync"}), 1, "nobody has said where the watchlists are published");
    expectFailure(watchlist({"sync", "--from", publisher_.folder().string()}), 1,
                  "trust no publisher yet; name the root.json");
    const auto first = syncFirst();
    ASSERT_EQ(first.exitCode, 0) << first.err;
    expectSays(first.out, "new        stolen, version 1, 300 entries: fetched all of it (");
    expectSays(first.out, "Valid until 2099-01-01; synchronize again before that.\n");
    publisher_.put("stolen", numbers(299));
    publisher_.publish();
    const auto second = watchlist({"sync"});
    ASSERT_EQ(second.exitCode, 0) << second.err;
    expectSays(second.out, "changed    stolen, version 2, 299 entries: fetched what has changed (");
    expectSays(watchlist({"sync"}).out, "unchanged  stolen, version 2, 299 entries\n");
    expectSays(watchlist({"status", "--verify"}).out, ", verified, synchronized on ");
    const auto held = inspect(photo("a.png", {"TEA", "S/N: 1323621004567"}));
    EXPECT_EQ(held.exitCode, 20) << held.err;
    expectSays(held.out, "\"synchronized\":\"");
    EXPECT_EQ(held.out.find("watchlist.old"), std::string::npos) << held.out;
}

// Nobody may take lists of unknown age for fresh ones, or an empty cell of a table for a clear one.
TEST_F(SyncProgram, TellsADamagedStateAndRefusesEmptyNames) {
    ASSERT_EQ(syncFirst().exitCode, 0);
    std::ofstream(path("lists/.sync/state.json")) << "x";
    const auto status = watchlist({"status"});
    EXPECT_EQ(status.exitCode, 1);
    expectSays(status.err, "nobody knows how old the watchlists are; remove it and synchronize them again");
    std::filesystem::remove(path("lists/.sync/state.json"));
    EXPECT_EQ(watchlist({"sync", "--from", publisher_.folder().string()}).exitCode, 0);
    EXPECT_EQ(watchlist({"status"}).exitCode, 0);
    for (const char* empty : {"", " "}) {
        expectFailure(watchlist({"check", empty}), 2, "name what to look for");
        expectFailure(watchlist({"check", "--party", empty}), 2, "name what to look for");
    }
}

// "Old lists stay usable offline: it marks verdicts with 'lists N days old' and a policy-set severity."
TEST_F(SyncProgram, SaysThatListsAreOldAndGoesOn) {
    ASSERT_EQ(syncFirst().exitCode, 0);
    age("2026-01-01", "2026-01-08");
    expectSays(watchlist({"status"}).out,
               "synchronized on 2026-01-01, EXPIRED on 2026-01-08: run tidewaiter");
    const auto tea = photo("a.png", {"GREEN TEA"});
    const auto item = inspect(tea);
    EXPECT_EQ(item.exitCode, 0) << item.out;
    expectSays(item.out, "\"rule\":\"watchlist.old\"");
    expectSays(item.out, " days old: what was listed since then is not found");
    auto policy = tuf::readFile(TIDEWAITER_SOURCE_DIR "/models/data/policy.toml")->value();
    const std::string rule = "[rules.\"watchlist.old\"]\nseverity = \"info\"";
    ASSERT_NE(policy.find(rule), std::string::npos);
    policy.replace(policy.find(rule), rule.size(), "[rules.\"watchlist.old\"]\nseverity = \"inspect\"");
    publisher_.setPolicy(policy);
    publisher_.publish();
    const auto synchronized = watchlist({"sync"});
    expectSays(synchronized.out, "changed    policy\n");
    age("2026-01-01", "2026-01-08");
    EXPECT_EQ(inspect(tea).exitCode, 10);
    publisher_.setPolicy("format = 99\n");
    publisher_.publish();
    const auto refused = watchlist({"sync"});
    EXPECT_EQ(refused.exitCode, 1);
    expectSays(refused.err, "the published policy is not used, the lists are: ");
    expectSays(refused.out, "unchanged  stolen");
    // One that a later program cannot use must not keep it from its work.
    std::ofstream(path("lists/.sync/policy.toml")) << "format = 99\n";
    const auto own = inspect(tea);
    EXPECT_EQ(own.exitCode, 0);
    expectSays(own.err, "the policy that came with the watchlists is not used, the program's own is: ");
}

}  // namespace
}  // namespace tidewaiter::tests
