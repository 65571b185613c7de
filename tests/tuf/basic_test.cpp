// Scenarios of the conformance suite: basic client behavior. Clauses of The Update Framework 1.0.34.
#include <functional>

#include "tests/tuf/client.h"

namespace tidewaiter::tests {
namespace {

using nlohmann::json;
using Basic = ClientTest;

const std::vector<std::string> kAllRequests = {"2.root", "timestamp", "1.snapshot", "1.targets"};

// 5.3.3, 5.4.1, 5.5.1, 5.6.1: what is asked for, by which names and in which order.
TEST_F(Basic, RefreshRequests) {
    begin();
    EXPECT_EQ(repository_.requests, kAllRequests);
}

// 5.3.8, 5.4.5, 5.5.7, 5.6.6: every role is stored under its name without a version.
TEST_F(Basic, RefreshTrustedData) {
    begin();
    for (const char* role : {"root", "timestamp", "snapshot", "targets"})
        EXPECT_EQ(storedBytes(role), repository_.published(role).back()) << role;
}

// 5.1: a download refreshes first; 5.7.2: there is no such target.
TEST_F(Basic, ImplicitRefresh) {
    initialize();
    const auto result = download("nonexistent artifact");
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("nonexistent%20artifact"), std::string::npos)
        << result.error().message;
    EXPECT_EQ(repository_.requests, kAllRequests);
    EXPECT_EQ(trusted().size(), 4U);
}

// 5.2: initialization asks nobody.
TEST_F(Basic, InitializeMakesNoRequest) {
    initialize();
    EXPECT_TRUE(repository_.requests.empty());
    EXPECT_EQ(trusted(), (Versions{{"root", 1}}));
}

// 5.2: a refresh without a root fails and asks nobody.
TEST_F(Basic, RefreshWithoutRoot) {
    std::filesystem::create_directories(metadata_);
    expectRefusal("initialize it");
    EXPECT_TRUE(repository_.requests.empty());
}

// 5.2: a first root without a version is none, and nobody is asked.
TEST_F(Basic, InvalidInitialRoot) {
    auto root = json::parse(repository_.published("root").front());
    root["signed"].erase("version");
    EXPECT_FALSE(tuf::Updater::initialize(metadata_, root.dump()));
    initialize();
    ASSERT_TRUE(tuf::MetadataStore(metadata_).save("root", root.dump()));
    expectRefusal("signed.version is missing");
    EXPECT_TRUE(repository_.requests.empty());
}

// 5.2: a first root that its own keys did not sign.
TEST_F(Basic, UnsignedInitialRoot) {
    auto root = json::parse(repository_.published("root").front());
    root["signatures"][0]["sig"] = std::string(128, 'a');
    EXPECT_FALSE(tuf::Updater::initialize(metadata_, root.dump()));
    initialize();
    ASSERT_TRUE(tuf::MetadataStore(metadata_).save("root", root.dump()));
    expectRefusal("signed by 0 of its keys");
    EXPECT_TRUE(repository_.requests.empty());
}

struct RoleCase {
    std::string role;
    Versions trusted;  ///< after the refresh that failed
};

std::string roleName(const testing::TestParamInfo<RoleCase>& info) {
    return info.param.role;
}

class Unsigned : public ClientTest, public testing::WithParamInterface<RoleCase> {};

// 5.3.4, 5.4.2, 5.5.3, 5.6.3: a role without its signature is refused, those before it are kept.
TEST_P(Unsigned, IsRefused) {
    initialize();
    repository_.signers(GetParam().role).clear();
    repository_.publish({"root", "targets", "snapshot", "timestamp"});
    expectRefusal("role '" + GetParam().role + "' is signed by 0");
    EXPECT_EQ(trusted(), GetParam().trusted);
}

INSTANTIATE_TEST_SUITE_P(
    Basic, Unsigned,
    testing::Values(RoleCase{"root", {{"root", 1}}}, RoleCase{"timestamp", {{"root", 2}}},
                    RoleCase{"snapshot", {{"root", 2}, {"timestamp", 2}}},
                    RoleCase{"targets", {{"root", 2}, {"snapshot", 2}, {"timestamp", 2}}}),
    roleName);

class VersionMismatch : public ClientTest, public testing::WithParamInterface<RoleCase> {};

// 5.3.5, 5.5.4, 5.6.4: what was asked for as version 2 says that it is version 3.
TEST_P(VersionMismatch, IsRefused) {
    initialize();
    auto& content = repository_.role(GetParam().role);
    repository_.publish({"root", "targets", "snapshot", "timestamp"});
    content["version"] = 3;
    repository_.published(GetParam().role).pop_back();
    repository_.publish({GetParam().role}, false);
    if (GetParam().role == "targets") {  // listed as version 2 in a snapshot that is all right
        repository_.role("snapshot")["meta"]["targets.json"]["version"] = 2;
        repository_.published("snapshot").pop_back();
        repository_.publish({"snapshot"}, false);
    }
    repository_.role("timestamp")["meta"]["snapshot.json"]["version"] = 2;
    repository_.published("timestamp").pop_back();
    repository_.publish({"timestamp"}, false);
    expectRefusal("have version 3");
    EXPECT_EQ(trusted(), GetParam().trusted);
}

INSTANTIATE_TEST_SUITE_P(
    Basic, VersionMismatch,
    testing::Values(RoleCase{"root", {{"root", 1}}}, RoleCase{"snapshot", {{"root", 2}, {"timestamp", 2}}},
                    RoleCase{"targets", {{"root", 2}, {"snapshot", 2}, {"timestamp", 2}}}),
    roleName);

// 5.3.5: a root of the version that is trusted already ends the search and is no failure.
TEST_F(Basic, SameRootAgain) {
    initialize();
    repository_.overrides["metadata/2.root.json"] = repository_.published("root").front();
    expectRefresh();
    EXPECT_EQ(version("root"), 1);
}

// 5.4.3.1: a timestamp of the same version is discarded, whatever it says, and nothing else is asked for.
TEST_F(Basic, TimestampContentChanges) {
    begin();
    repository_.role("timestamp")["meta"]["snapshot.json"]["version"] = 100;
    repository_.publish({"timestamp"}, false);
    expectRefresh();
    EXPECT_EQ(repository_.requests.back(), "timestamp");
    EXPECT_EQ(storedBytes("timestamp"), repository_.published("timestamp").front());
}

// 5.5.2, 5.6.2: hashes and lengths of metadata count where they are stated.
TEST_F(Basic, MetadataHashes) {
    repository_.listHashes = true;
    repository_.publishTargets();
    begin();
    repository_.publish({"targets"});
    repository_.role("snapshot")["meta"]["targets.json"]["hashes"]["sha256"] = std::string(64, '4');
    repository_.publish({"snapshot", "timestamp"});
    expectRefusal("another sha256");
    EXPECT_EQ(version("snapshot"), 3);
    EXPECT_EQ(version("targets"), 2);
}

// 5.5.2: the same for a snapshot that differs from what the timestamp states.
TEST_F(Basic, SnapshotHashMismatch) {
    repository_.listHashes = true;
    repository_.publishTargets();
    initialize();
    repository_.published("snapshot").back().push_back(' ');
    repository_.role("timestamp")["meta"]["snapshot.json"].erase("length");
    repository_.publish({"timestamp"});
    expectRefusal("role 'snapshot' has another sha256");
    EXPECT_EQ(version("snapshot"), 0);
}

// 5.5.2: a stored snapshot of the right version counts only if it is the one that the timestamp means.
TEST_F(Basic, StoredSnapshotHashMismatch) {
    repository_.listHashes = true;
    repository_.publishTargets();
    begin();
    ASSERT_TRUE(tuf::MetadataStore(metadata_).save("snapshot", storedBytes("snapshot") + ' '));
    expectRefresh();
    EXPECT_EQ(repository_.requests.back(), "2.snapshot");
    EXPECT_EQ(storedBytes("snapshot"), repository_.published("snapshot").back());
}

// Metadata are stored byte for byte as they were received.
TEST_F(Basic, MetadataBytesMatch) {
    repository_.published("timestamp").back() += " \n";
    begin();
    EXPECT_EQ(storedBytes("timestamp"), repository_.published("timestamp").back());
}

// Section 4: fields that are not known count in signatures and disturb nothing, wherever they stand.
TEST_F(Basic, CustomFields) {
    begin();
    auto& root = repository_.role("root");
    root["custom-field"] = "value";
    root["roles"]["root"]["another-field"] = {{"z", 1}, {"a", {1, 2, nullptr, true}}};
    root["keys"].front()["extra-field"] = {{"a", 1}, {"b", 2}};
    repository_.publish({"root"});
    expectRefresh();
    EXPECT_EQ(version("root"), 2);
    EXPECT_NE(storedBytes("root").find("custom-field"), std::string::npos);
}

// Section 4: a custom field that was changed after signing spoils the signature.
TEST_F(Basic, ChangedCustomFieldIsRefused) {
    begin();
    repository_.role("root")["custom-field"] = "value";
    repository_.publish({"root"});
    auto& bytes = repository_.published("root").back();
    bytes.replace(bytes.find("value"), 5, "other");
    expectRefusal("signed by 0");
    EXPECT_EQ(version("root"), 1);
}

// 4.2: "keyid_hash_algorithms" is no part of the specification and means nothing.
TEST_F(Basic, MisleadingKeyIdHashAlgorithms) {
    begin();
    for (auto& key : repository_.role("root")["keys"]) key["keyid_hash_algorithms"] = {"md5"};
    repository_.publish({"root", "snapshot", "timestamp"});
    expectRefresh();
    EXPECT_EQ(version("root"), 2);
    EXPECT_EQ(version("snapshot"), 2);
}

// 5.5.1: the snapshot that the timestamp names is not there.
TEST_F(Basic, SnapshotNotFound) {
    begin();
    repository_.role("timestamp")["meta"]["snapshot.json"]["version"] = 2;
    repository_.publish({"timestamp"});
    expectRefusal("2.snapshot.json");
    EXPECT_EQ(repository_.requests.back(), "2.snapshot");
    EXPECT_EQ(trusted(), (Versions{{"root", 1}, {"snapshot", 1}, {"targets", 1}, {"timestamp", 2}}));
}

// 5.6.1: the targets that the snapshot names are not there.
TEST_F(Basic, TargetsNotFound) {
    begin();
    repository_.role("snapshot")["meta"]["targets.json"]["version"] = 2;
    repository_.publish({"snapshot", "timestamp"});
    expectRefusal("2.targets.json");
    EXPECT_EQ(repository_.requests.back(), "2.targets");
    EXPECT_EQ(trusted(), (Versions{{"root", 1}, {"snapshot", 2}, {"targets", 1}, {"timestamp", 2}}));
}

// 5.4.1: there is no timestamp.
TEST_F(Basic, TimestampNotFound) {
    begin();
    repository_.published("timestamp").clear();
    expectRefusal("timestamp.json");
    EXPECT_EQ(repository_.requests.back(), "timestamp");
}

// 5.3.3: a root that cannot be reached is not the same as one that is not there.
TEST_F(Basic, UnreachableRootEndsTheRefresh) {
    begin();
    fetcher_.unreachable.insert("metadata/2.root.json");
    expectRefusal("unreachable");
}

// 4.3 _type: a snapshot in place of a timestamp, well signed and well-formed as either.
TEST_F(Basic, IncorrectMetadataType) {
    initialize();
    repository_.addKey("snapshot", repository_.signers("timestamp").front());
    repository_.role("snapshot")["meta"] = {{"snapshot.json", {{"version", 1}}}};
    repository_.publish({"root", "snapshot"});
    repository_.published("timestamp").push_back(repository_.published("snapshot").back());
    expectRefusal("signed._type must be 'timestamp'");
    EXPECT_EQ(trusted(), (Versions{{"root", 2}}));
}

// 5.6.1: targets that the snapshot does not name at all.
TEST_F(Basic, TargetsNotListed) {
    initialize();
    repository_.role("snapshot")["meta"] = json::object();
    repository_.publish({"snapshot", "timestamp"});
    expectRefusal("not listed in the snapshot");
}

// 6.2: without consistent snapshots, names have no version and targets no hash; root always has its version.
TEST_F(Basic, WithoutConsistentSnapshots) {
    repository_.role("root")["consistent_snapshot"] = false;
    repository_.addTarget("targets", "dir/file", "content");
    repository_.publish({"targets", "snapshot", "timestamp", "root"});
    initialize();
    const auto content = download("dir/file");
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_EQ(*content, "content");
    EXPECT_EQ(repository_.requests,
              (std::vector<std::string>{"2.root", "3.root", "timestamp", "snapshot", "targets"}));
    EXPECT_EQ(repository_.targetRequests, std::vector<std::string>{"dir/file"});
}

// 5.3.3 (Y): a bounded number of roots in one refresh; the next one goes on.
TEST_F(Basic, BoundedRootRotations) {
    initialize();
    for (int i = 0; i < 7; ++i) repository_.publish({"root"});
    limits_.rootRotations = 4;
    expectRefresh();
    EXPECT_EQ(version("root"), 5);
    expectRefresh();
    EXPECT_EQ(version("root"), 8);
}

// 5.1 to 5.6: a second refresh of an unchanged repository asks for root and timestamp only.
TEST_F(Basic, UnchangedRepository) {
    begin();
    repository_.requests.clear();
    expectRefresh();
    EXPECT_EQ(repository_.requests, (std::vector<std::string>{"2.root", "timestamp"}));
}

}  // namespace
}  // namespace tidewaiter::tests
