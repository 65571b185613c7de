// Scenarios of the conformance suite: rollback and recovery from fast-forward. Clauses of The Update
// Framework 1.0.34.
#include "tests/tuf/client.h"

namespace tidewaiter::tests {
namespace {

using Rollback = ClientTest;

// 5.4.3.1: an older timestamp.
TEST_F(Rollback, Timestamp) {
    repository_.publish({"timestamp"});
    begin();
    repository_.role("timestamp")["version"] = 1;
    repository_.publish({"timestamp"}, false);
    expectRefusal("role 'timestamp' have version 1, trusted is 2");
    EXPECT_EQ(version("timestamp"), 2);
    EXPECT_EQ(repository_.requests.back(), "timestamp");
}

// 5.5.1: an older snapshot that the timestamp does not name is not even asked for.
TEST_F(Rollback, SnapshotBehindTheTimestamp) {
    repository_.publishTargets();
    begin();
    repository_.role("snapshot")["version"] = 1;
    repository_.publish({"snapshot"}, false);
    expectRefresh();
    EXPECT_EQ(version("snapshot"), 2);
    EXPECT_EQ(repository_.requests.back(), "timestamp");
}

class WithHashes : public ClientTest, public testing::WithParamInterface<bool> {
  protected:
    void SetUp() override {
        ClientTest::SetUp();
        repository_.listHashes = GetParam();
    }
};

// 5.4.3.2: a newer timestamp that names an older snapshot.
TEST_P(WithHashes, Snapshot) {
    repository_.publishTargets();
    begin();
    repository_.role("snapshot")["version"] = 1;
    repository_.publish({"snapshot"}, false);
    repository_.publish({"timestamp"});
    expectRefusal("role 'snapshot' have version 1 in the timestamp, trusted is 2");
    EXPECT_EQ(version("timestamp"), 2);
    EXPECT_EQ(version("snapshot"), 2);
    EXPECT_EQ(repository_.requests.back(), "timestamp");
}

// 5.5.5: a newer snapshot that lists older targets.
TEST_P(WithHashes, Targets) {
    repository_.publish({"targets"});
    repository_.publishTargets();
    begin();
    repository_.role("targets")["version"] = 1;
    repository_.publish({"targets"}, false);
    repository_.publish({"snapshot", "timestamp"});
    expectRefusal("lists version 1 of 'targets.json', trusted is 3");
    EXPECT_EQ(version("snapshot"), 2);
    EXPECT_EQ(version("targets"), 3);
}

// 5.5.5: a role that was listed must stay listed.
TEST_P(WithHashes, RoleRemoval) {
    repository_.delegate("targets", "lists");
    repository_.publish({"lists", "targets", "snapshot", "timestamp"});
    begin();
    repository_.role("snapshot")["meta"].erase("lists.json");
    repository_.publish({"snapshot", "timestamp"});
    expectRefusal("no longer lists 'lists.json'");
    EXPECT_EQ(version("snapshot"), 2);
}

// 5.5.5: delegated roles are guarded like the top-level ones.
TEST_P(WithHashes, DelegatedRole) {
    repository_.delegate("targets", "lists");
    repository_.publish({"lists", "lists", "targets", "snapshot", "timestamp"});
    begin();
    repository_.role("lists")["version"] = 1;
    repository_.publish({"lists"}, false);
    repository_.publish({"snapshot", "timestamp"});
    expectRefusal("lists version 1 of 'lists.json', trusted is 2");
}

INSTANTIATE_TEST_SUITE_P(Rollback, WithHashes, testing::Bool(),
                         [](const auto& each) { return each.param ? "Hashes" : "Plain"; });

// 5.3.5: roots skip no version, neither forward nor back.
TEST_F(Rollback, RootSkipsAVersion) {
    begin();
    repository_.role("root")["version"] = 2;
    repository_.publish({"root"});
    EXPECT_EQ(repository_.role("root")["version"], 3);
    expectRefusal("role 'root' have version 3, next is 2");
    EXPECT_EQ(version("root"), 1);
}

// 5.3.5: an older root under the name of the next one.
TEST_F(Rollback, OlderRoot) {
    repository_.publish({"root"});
    begin();
    repository_.overrides["metadata/3.root.json"] = repository_.published("root").front();
    expectRefusal("role 'root' have version 1, next is 3");
    EXPECT_EQ(version("root"), 2);
}

// 5.3.11: after its key was replaced, the timestamp may begin anew.
TEST_F(Rollback, TimestampFastForwardRecovery) {
    repository_.role("timestamp")["version"] = 99998;
    repository_.publish({"timestamp"});
    begin();
    EXPECT_EQ(version("timestamp"), 99999);
    repository_.rotateKeys("timestamp");
    repository_.role("timestamp")["version"] = 1;
    repository_.publish({"timestamp"}, false);
    repository_.publish({"root"});
    expectRefresh();
    EXPECT_EQ(version("timestamp"), 1);
}

// 5.3.11: the snapshot, for which the keys of snapshot and timestamp are replaced.
TEST_F(Rollback, SnapshotFastForwardRecovery) {
    repository_.role("snapshot")["version"] = 99999;
    repository_.publish({"snapshot"}, false);
    repository_.overrides["metadata/99999.snapshot.json"] = repository_.published("snapshot").back();
    repository_.publish({"timestamp"});
    begin();
    EXPECT_EQ(version("snapshot"), 99999);
    repository_.rotateKeys("snapshot");
    repository_.rotateKeys("timestamp");
    repository_.role("snapshot")["version"] = 1;
    repository_.published("snapshot").clear();
    repository_.publish({"snapshot"}, false);
    repository_.publish({"timestamp"});
    repository_.publish({"root"});
    expectRefresh();
    EXPECT_EQ(version("snapshot"), 1);
}

// 5.3.11: targets, for which the key of the snapshot is replaced.
TEST_F(Rollback, TargetsFastForwardRecovery) {
    repository_.role("targets")["version"] = 99999;
    repository_.publish({"targets"}, false);
    repository_.overrides["metadata/99999.targets.json"] = repository_.published("targets").back();
    repository_.publish({"snapshot", "timestamp"});
    begin();
    EXPECT_EQ(version("targets"), 99999);
    repository_.rotateKeys("snapshot");
    repository_.role("targets")["version"] = 1;
    repository_.published("targets").clear();
    repository_.publish({"targets"}, false);
    repository_.publish({"snapshot", "timestamp", "root"});
    expectRefresh();
    EXPECT_EQ(version("targets"), 1);
}

// 5.3.11: without a new key there is no way back.
TEST_F(Rollback, NoRecoveryWithoutRotation) {
    repository_.role("timestamp")["version"] = 99999;
    repository_.publish({"timestamp"}, false);
    begin();
    repository_.role("timestamp")["version"] = 1;
    repository_.publish({"timestamp"}, false);
    repository_.publish({"root"});
    expectRefusal("trusted is 99999");
}

// 5.3.11: a further key beside the old one replaces nothing: what is stored keeps guarding.
TEST_F(Rollback, AnotherKeyIsNoRotation) {
    repository_.publish({"timestamp"});
    begin();
    repository_.addKey("timestamp");
    repository_.role("timestamp")["version"] = 1;
    repository_.publish({"timestamp"}, false);
    repository_.publish({"root"});
    expectRefusal("role 'timestamp' have version 1, trusted is 2");
}

// 5.3.11: from one root to a later one over several, where the key is taken away and given back.
TEST_F(Rollback, RotationInAnIntermediateRoot) {
    repository_.publish({"timestamp"});
    begin();
    const auto old = repository_.signers("timestamp").front();
    const auto before = repository_.role("root");
    repository_.rotateKeys("timestamp");
    repository_.publish({"root"});
    repository_.role("root")["roles"]["timestamp"] = before["roles"]["timestamp"];
    repository_.publish({"root"});
    repository_.signers("timestamp") = {old};
    repository_.role("timestamp")["version"] = 1;
    repository_.publish({"timestamp"}, false);
    expectRefresh();
    EXPECT_EQ(version("timestamp"), 1);
}

}  // namespace
}  // namespace tidewaiter::tests
