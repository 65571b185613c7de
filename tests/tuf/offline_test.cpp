// Reading what was verified earlier while nobody can be reached. Clauses of The Update Framework 1.0.34.
#include <fstream>

#include "tests/tuf/client.h"

namespace tidewaiter::tests {
namespace {

class Offline : public ClientTest {
  protected:
    void SetUp() override {
        ClientTest::SetUp();
        repository_.role("timestamp")["expires"] = inDays(1);
        repository_.role("snapshot")["expires"] = inDays(7);
        repository_.delegate("targets", "lists");
        repository_.addTarget("lists", "eu.jsonl", "entries");
        repository_.publish({"lists", "targets", "snapshot", "timestamp"});
        initialize();
        EXPECT_EQ(download("eu.jsonl").value_or(""), "entries");
        now_ += std::chrono::days(20);
        repository_.requests.clear();
        repository_.targetRequests.clear();
    }
};

// Expired metadata lead to the last good targets and say how old they are; nobody is asked.
TEST_F(Offline, FindsTheLastGoodTargets) {
    auto updater = open();
    ASSERT_TRUE(updater);
    const auto state = updater->readOffline();
    ASSERT_TRUE(state) << state.error().message;
    EXPECT_EQ(state->timestampExpires, today() + std::chrono::days(1));
    EXPECT_EQ(state->snapshotExpires, today() + std::chrono::days(7));
    EXPECT_EQ(state->targetsExpires, today() + std::chrono::days(30));
    EXPECT_EQ(state->rootExpires, today() + std::chrono::days(30));
    EXPECT_EQ(state->expires(), state->timestampExpires);
    EXPECT_EQ(state->refreshed, today());
    const auto target = updater->findTarget("eu.jsonl");
    ASSERT_TRUE(target) << target.error().message;
    EXPECT_TRUE(updater->download(*target, targets_));
    EXPECT_TRUE(repository_.requests.empty());
    EXPECT_TRUE(repository_.targetRequests.empty());
}

// 5.4.4: what offline reading accepts, a refresh of the same client refuses as ever.
TEST_F(Offline, DoesNotWeakenRefresh) {
    auto updater = open();
    ASSERT_TRUE(updater);
    ASSERT_TRUE(updater->readOffline());
    const auto ok = updater->refresh();
    ASSERT_FALSE(ok);
    EXPECT_NE(ok.error().message.find("role 'timestamp' expired"), std::string::npos) << ok.error().message;
    EXPECT_FALSE(updater->findTarget("eu.jsonl")) << "after a failed refresh nothing is found";
    EXPECT_TRUE(updater->readOffline());
    EXPECT_TRUE(updater->findTarget("eu.jsonl"));
}

// Signatures, hashes and versions count offline as well, and a damaged file is told.
TEST_F(Offline, ChangedFilesAreRefused) {
    const auto file = metadata_ / "last_good";
    std::ifstream stream(file);
    const auto good = nlohmann::json::parse(stream);
    for (const char* role : {"root", "timestamp", "snapshot", "targets"}) {
        auto changed = good;
        auto metadata = nlohmann::json::parse(changed[role].get<std::string>());
        metadata["signed"]["version"] = 7;
        changed[role] = metadata.dump();
        std::ofstream(file) << changed;
        auto updater = open();
        ASSERT_TRUE(updater);
        EXPECT_FALSE(updater->readOffline()) << role;
        changed.erase(role);
        std::ofstream(file) << changed;
        EXPECT_FALSE(updater->readOffline()) << role;
    }
    std::ofstream(file) << good;
    auto updater = open();
    EXPECT_TRUE(updater && updater->readOffline());
}

// A delegated role that was never fetched, or was changed, is not found; nobody is asked.
TEST_F(Offline, MissingDelegatedRole) {
    std::ofstream(metadata_ / "lists.json", std::ios::app) << "x";
    auto updater = open();
    ASSERT_TRUE(updater && updater->readOffline());
    EXPECT_FALSE(updater->findTarget("eu.jsonl"));
    std::filesystem::remove(metadata_ / "lists.json");
    const auto target = updater->findTarget("eu.jsonl");
    ASSERT_FALSE(target);
    EXPECT_NE(target.error().message.find("role 'lists' is not stored here"), std::string::npos);
    EXPECT_TRUE(repository_.requests.empty());
}

// A target that is not here is not fetched.
TEST_F(Offline, MissingTarget) {
    std::filesystem::remove_all(targets_);
    auto updater = open();
    ASSERT_TRUE(updater && updater->readOffline());
    const auto target = updater->findTarget("eu.jsonl");
    ASSERT_TRUE(target);
    EXPECT_FALSE(updater->download(*target, targets_));
    EXPECT_TRUE(repository_.targetRequests.empty());
}

// Before the first refresh there is nothing to read.
TEST_F(Offline, NeverRefreshed) {
    std::filesystem::remove_all(metadata_);
    initialize();
    auto updater = open();
    ASSERT_TRUE(updater);
    const auto state = updater->readOffline();
    ASSERT_FALSE(state);
    EXPECT_NE(state.error().message.find("ever went through"), std::string::npos);
}

// 5.5.7: a refresh that stopped in the middle leaves the last good set as it was.
TEST_F(Offline, HalfRefreshed) {
    now_ = today();
    repository_.publish({"targets", "snapshot", "timestamp"});
    fetcher_.unreachable.insert("metadata/3.targets.json");
    EXPECT_FALSE(refresh());
    EXPECT_EQ(version("snapshot"), 3);
    auto updater = open();
    ASSERT_TRUE(updater);
    EXPECT_TRUE(updater->readOffline());
    EXPECT_TRUE(updater->findTarget("eu.jsonl"));
}

}  // namespace
}  // namespace tidewaiter::tests
