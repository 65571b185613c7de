// Synchronization: a device ends with what is published, by the cheapest path, or keeps what it has and says
// why.
#include "firmware/sync/synchronizer.h"

#include <gtest/gtest.h>

#include <fstream>

#include "firmware/watchlist/import.h"
#include "tests/sync/published_lists.h"

namespace tidewaiter::sync::tests {
namespace {

namespace fs = std::filesystem;
using Kind = ListChange::Kind;
using std::chrono::days;

class Synchronize : public ::testing::Test {
  protected:
    Synchronize() {
        publisher_.put("eu", versionOf(1));
        publisher_.put("us", versionOf(2, 50));
        publisher_.publish();
    }

    /// The change of that list, with a failure of the test where the synchronization fails.
    ListChange changeOf(const std::string& name) {
        const auto report = device_.sync();
        EXPECT_TRUE(report) << report.error().message;
        for (const auto& change : report ? report->lists : std::vector<ListChange>()) {
            if (change.name == name) return change;
        }
        ADD_FAILURE() << "nothing is said of " << name;
        return {};
    }

    void publish(int version) {
        publisher_.put("eu", versionOf(version));
        publisher_.publish();
    }

    PublishedLists publisher_;
    Device device_{publisher_};
};

TEST_F(Synchronize, BringsWhatIsPublished) {
    const auto report = device_.sync();
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_EQ(report->lists.size(), 2U);
    EXPECT_EQ(report->lists[0].name, "eu");
    EXPECT_EQ(report->lists[0].version, "1");
    EXPECT_EQ(report->lists[0].kind, Kind::New);
    EXPECT_EQ(report->lists[0].entries, 2000);
    EXPECT_TRUE(report->lists[0].whole);
    EXPECT_EQ(report->lists[0].fetched, publisher_.list("eu").snapshotBytes);
    EXPECT_EQ(device_.hashOf("eu"), publisher_.list("eu").contentHash);
    EXPECT_EQ(device_.hashOf("us"), publisher_.list("us").contentHash);
    const auto state = readSyncState(device_.lists());
    ASSERT_TRUE(state && *state);
    EXPECT_EQ((*state)->completed, device_.now);
    EXPECT_EQ((*state)->expires, device_.now + days(30));
    EXPECT_EQ((*state)->lists, (std::set<std::string>{"eu", "us"}));
    EXPECT_TRUE(fs::is_empty(syncFolder(device_.lists()) / "targets")) << "downloads take room";
}

TEST_F(Synchronize, ASecondTimeFetchesNothing) {
    device_.expectSync();
    const auto change = changeOf("eu");
    EXPECT_EQ(change.kind, Kind::Unchanged);
    EXPECT_EQ(change.fetched, 0U);
}

TEST_F(Synchronize, TakesADelta) {
    device_.expectSync();
    publish(2);
    const auto change = changeOf("eu");
    EXPECT_EQ(change.kind, Kind::Changed);
    EXPECT_FALSE(change.whole);
    EXPECT_LT(change.fetched, publisher_.list("eu").snapshotBytes);
    EXPECT_EQ(device_.hashOf("eu"), publisher_.list("eu").contentHash);
}

TEST_F(Synchronize, TakesSeveralDeltasAtOnce) {
    device_.expectSync();
    publisher_.put("eu", versionOf(2));
    publisher_.put("eu", versionOf(1));
    auto entries = versionOf(1);
    entries.pop_back();
    publisher_.put("eu", entries);
    publisher_.publish();
    const auto change = changeOf("eu");
    EXPECT_EQ(change.version, "4");
    EXPECT_EQ(device_.hashOf("eu"), publisher_.list("eu").contentHash);
}

// A damaged list mends itself.
TEST_F(Synchronize, ReplacesADamagedList) {
    device_.expectSync();
    std::ofstream(device_.lists() / "eu.watchlist") << "damaged";
    const auto change = changeOf("eu");
    EXPECT_TRUE(change.whole);
    EXPECT_EQ(device_.hashOf("eu"), publisher_.list("eu").contentHash);
}

// A list whose content is not what it says takes no delta, and gets the whole list.
TEST_F(Synchronize, FallsBackToTheWholeList) {
    device_.expectSync();
    auto database = watchlist::Database::open(device_.lists() / "eu.watchlist", true);
    ASSERT_TRUE(database && database->run("DELETE FROM serials"));
    publish(2);
    const auto change = changeOf("eu");
    EXPECT_TRUE(change.whole);
    EXPECT_EQ(device_.hashOf("eu"), publisher_.list("eu").contentHash);
}

TEST_F(Synchronize, RemovesWhatIsPublishedNoLonger) {
    device_.expectSync();
    publisher_.remove("us");
    publisher_.publish();
    EXPECT_EQ(changeOf("us").kind, Kind::Removed);
    EXPECT_FALSE(device_.has("us"));
    EXPECT_TRUE(device_.has("eu"));
}

// What an officer imported by hand is not touched.
TEST_F(Synchronize, LeavesListsImportedByHand) {
    std::ofstream(device_.lists() / "own.csv") << "value\nAAA1\n";
    const watchlist::ImportOrder order{
        {device_.lists() / "own.csv"}, device_.lists() / "own.watchlist", "own", ""};
    ASSERT_TRUE(watchlist::importLists(order, [](const auto&) {}));
    device_.expectSync();
    EXPECT_TRUE(device_.has("own"));
    publisher_.put("own", versionOf(1, 10));
    publisher_.publish();
    device_.expectRefusal("a watchlist \"own\" was imported here by hand");
    fs::remove(device_.lists() / "own.watchlist");
    device_.expectSync();
    EXPECT_EQ(device_.hashOf("own"), publisher_.list("own").contentHash);
}

TEST_F(Synchronize, BringsThePolicy) {
    publisher_.setPolicy("one");
    publisher_.publish();
    auto report = device_.sync();
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->policy, SyncReport::Policy::Changed);
    ASSERT_TRUE(synchronizedPolicy(device_.lists()));
    report = device_.sync();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->policy, SyncReport::Policy::Unchanged);
}

// A policy for another program is told; the lists come all the same.
TEST_F(Synchronize, APolicyThatCannotBeUsedStaysOut) {
    publisher_.setPolicy("one");
    publisher_.publish();
    device_.expectSync();
    publisher_.setPolicy("two");
    device_.refusedPolicy = "two";
    publish(2);
    const auto report = device_.sync();
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->policyProblem, "the policy is for a newer program; update the program");
    EXPECT_EQ(device_.hashOf("eu"), publisher_.list("eu").contentHash);
    std::string policy;
    std::getline(std::ifstream(*synchronizedPolicy(device_.lists())), policy);
    EXPECT_EQ(policy, "one");
}

TEST_F(Synchronize, NeedsARoot) {
    tuf::AddressFetcher fetcher;
    const SyncMeans means{fetcher, [] { return tidewaiter::tests::today(); },
                          [](const auto&) { return Expected<void>(); }, [](const auto&) {}};
    const auto refused = synchronize({device_.lists(), publisher_.folder().string()}, means);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("trust no publisher yet; name the root.json"), std::string::npos);
    EXPECT_NE(refused.error().message.find("they were never synchronized"), std::string::npos);
    EXPECT_FALSE(synchronize({device_.lists(), publisher_.folder().string(), "/no/root.json"}, means));
    device_.expectSync();
    // The same root again is no mistake, another one is.
    EXPECT_TRUE(synchronize({device_.lists(), publisher_.folder().string(), publisher_.root()}, means));
    const PublishedLists other;
    const auto foreign = synchronize({device_.lists(), publisher_.folder().string(), other.root()}, means);
    ASSERT_FALSE(foreign);
    EXPECT_NE(foreign.error().message.find("trust another publisher already"), std::string::npos);
}

TEST_F(Synchronize, RefusesAnotherPublishersLists) {
    device_.expectSync();
    PublishedLists other;
    other.put("eu", versionOf(7));
    other.publish();
    const auto before = device_.hashOf("eu");
    EXPECT_FALSE(device_.sync(other.folder().string()));
    EXPECT_EQ(device_.hashOf("eu"), before);
}

// An index may promise what its files are not: then the list stays.
TEST_F(Synchronize, RefusesAListThatIsNotWhatTheIndexSays) {
    device_.expectSync();
    const auto before = device_.hashOf("eu");
    auto list = publisher_.list("eu");
    list.contentHash = std::string(64, '7');
    publisher_.index = toJson({{list}, {}});
    publisher_.publish();
    device_.expectRefusal(
        "the watchlist \"eu\" stays as it is: the list \"eu\" is not what its publisher says it is");
    EXPECT_EQ(device_.hashOf("eu"), before);
    publisher_.index = "[]";
    publisher_.publish();
    device_.expectRefusal("the repository's index is wrong: it is no JSON object");
    list.snapshot = "lists/eu/nowhere";
    publisher_.index = toJson({{list}, {}});
    publisher_.publish();
    device_.expectRefusal("no trusted role describes a target");
    EXPECT_EQ(device_.hashOf("eu"), before);
}

TEST_F(Synchronize, SaysHowOldListsAreThatCannotBeSynchronized) {
    device_.expectSync();
    device_.now += days(12);
    device_.expectRefusal("last synchronized 12 days ago", "/no/repository");
    device_.now += days(30);
    device_.expectRefusal("last synchronized 42 days ago");  // what is signed has expired by now
    EXPECT_EQ(device_.hashOf("eu"), publisher_.list("eu").contentHash);
}

TEST_F(Synchronize, RefusesADamagedState) {
    device_.expectSync();
    for (const char* bytes : {"", "{}", "[]", R"({"schema":1,"repository":7,"lists":[]})",
                              R"({"schema":1,"repository":"a","lists":[7]})"}) {
        std::ofstream(syncFolder(device_.lists()) / "state.json") << bytes;
        const auto refused = device_.sync();
        ASSERT_FALSE(refused);
        EXPECT_NE(refused.error().message.find("remove it and synchronize them again"), std::string::npos);
    }
    // Which is what then works: lists of published content are no strangers.
    fs::remove(syncFolder(device_.lists()) / "state.json");
    publish(2);
    const auto change = changeOf("eu");
    EXPECT_FALSE(change.whole);
    EXPECT_EQ(device_.hashOf("eu"), publisher_.list("eu").contentHash);
}

}  // namespace
}  // namespace tidewaiter::sync::tests
