// Attacks that The Update Framework 1.0.34 names in section 1.5.2, each against what it must fail at. Every
// attack is followed by an honest update: no attack may leave the client unable to go on (section 5, note at
// its beginning).
#include "tests/tuf/client.h"

namespace tidewaiter::tests {
namespace {

using nlohmann::json;

class Attack : public ClientTest {
  protected:
    void SetUp() override {
        ClientTest::SetUp();
        repository_.addTarget("targets", "list", "honest list");
        repository_.publishTargets();
        begin();
        honest_ = repository_;
    }
    /// The honest repository comes back with something new; the client takes it.
    void expectRecovery() {
        repository_ = honest_;
        repository_.addTarget("targets", "list", "newer list");
        repository_.publishTargets();
        const auto content = download("list");
        ASSERT_TRUE(content) << content.error().message;
        EXPECT_EQ(*content, "newer list");
    }
    void expectDownloadRefused(const std::string& part) {
        const auto result = download("list");
        ASSERT_FALSE(result) << *result;
        EXPECT_NE(result.error().message.find(part), std::string::npos) << result.error().message;
        EXPECT_TRUE(downloads().empty());
    }

    Repository honest_;
};

// 5.6.3: somebody without the keys of targets signs a list of his own.
TEST_F(Attack, ArbitraryInstallation) {
    repository_.signers("targets") = {Signer::make()};
    repository_.addTarget("targets", "list", "evil list");
    repository_.publishTargets();
    expectDownloadRefused("role 'targets' is signed by 0");
    expectRecovery();
}

// 5.3.4: the same with a root of his own that names his keys.
TEST_F(Attack, ArbitraryRoot) {
    Repository evil;
    evil.addTarget("targets", "list", "evil list");
    evil.publish({"root", "targets", "snapshot", "timestamp"});
    repository_ = evil;
    expectDownloadRefused("role 'root' is signed by 0");
    EXPECT_EQ(version("root"), 1);
    expectRecovery();
}

// 5.7.3: the list itself is replaced by one of the same length.
TEST_F(Attack, WrongHash) {
    repository_.artifacts["list"] = "hostile lis";
    expectDownloadRefused("another sha256");
    expectRecovery();
}

// 5.7.3: more follows behind the right content.
TEST_F(Attack, WrongLength) {
    repository_.artifacts["list"] += " and a line more";
    expectDownloadRefused("too long");
    expectRecovery();
}

// 5.4.3.1: yesterday's repository, as it was.
TEST_F(Attack, Rollback) {
    repository_.publishTargets();
    expectRefresh();
    repository_ = honest_;
    expectDownloadRefused("role 'timestamp' have version 2, trusted is 3");
    honest_.publishTargets();
    expectRecovery();
}

// 5.4.4: yesterday's repository for ever.
TEST_F(Attack, Freeze) {
    now_ += std::chrono::days(31);
    expectDownloadRefused("expired");
    now_ = today();
    expectRecovery();
}

// 5.3.11: versions near the end of numbers, then new keys.
TEST_F(Attack, FastForwardAndRecovery) {
    repository_.role("timestamp")["version"] = (std::int64_t{1} << 53) - 1;
    repository_.publish({"timestamp"}, false);
    expectRefresh();
    repository_ = honest_;
    expectDownloadRefused("trusted is 9007199254740991");
    honest_.rotateKeys("timestamp");
    honest_.publish({"root", "timestamp"});
    expectRecovery();
    EXPECT_EQ(version("timestamp"), 4);
}

// 4.3 VERSION: a number that not every reader can hold is none.
TEST_F(Attack, FastForwardBeyondNumbers) {
    for (const char* number :
         {"9007199254740992", "9223372036854775807", "18446744073709551615", "1e3", "2.0"}) {
        repository_ = honest_;
        repository_.role("timestamp")["version"] = json::parse(number);
        repository_.publish({"timestamp"}, false);
        expectDownloadRefused("signed.version must be an integer");
    }
    expectRecovery();
}

// 5.5.2: snapshot and targets of different days under a timestamp that names hashes.
TEST_F(Attack, MixAndMatchSnapshot) {
    repository_.listHashes = true;
    repository_.publishTargets();
    repository_.publishTargets();
    auto& snapshots = repository_.published("snapshot");
    snapshots.back() = snapshots[snapshots.size() - 2];
    expectDownloadRefused("role 'snapshot' has another sha256");
    honest_ = Repository(honest_);
    honest_.publishTargets();
    honest_.publishTargets();
    expectRecovery();
}

// 5.5.4, 5.6.4: the same where versions are all there is.
TEST_F(Attack, MixAndMatchTargets) {
    repository_.publishTargets();
    auto& targets = repository_.published("targets");
    targets.back() = targets[targets.size() - 2];
    expectDownloadRefused("role 'targets' have version 2, listed is 3");
    honest_.publishTargets();
    expectRecovery();
}

struct EndlessCase {
    std::string name;
    std::string address;
};

class EndlessData : public Attack, public testing::WithParamInterface<EndlessCase> {};

// 5.3.3, 5.4.1, 5.5.1, 5.6.1, 5.7.3: an answer without end costs no more than its limit.
TEST_P(EndlessData, IsCutOff) {
    repository_.addTarget("targets", "list", "another list");
    repository_.publishTargets();
    fetcher_.endless.insert(GetParam().address);
    fetcher_.delivered = 0;
    const auto result = download("list");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, "too long");
    EXPECT_LT(fetcher_.delivered, 10'000U);
    fetcher_.endless.clear();
    honest_ = repository_;
    expectRecovery();
}

INSTANTIATE_TEST_SUITE_P(
    Attack, EndlessData,
    testing::Values(EndlessCase{"Root", "metadata/2.root.json"},
                    EndlessCase{"Timestamp", "metadata/timestamp.json"},
                    EndlessCase{"Snapshot", "metadata/3.snapshot.json"},
                    EndlessCase{"Targets", "metadata/3.targets.json"},
                    EndlessCase{
                        "Target",
                        "targets/b1fcd24b7e48ad0dba1ab094e2585ae4cfd08e8459d2d82839586b1e39a6ee10.list"}),
    [](const auto& each) { return each.param.name; });

// 5.4.2: a key of another role.
TEST_F(Attack, WrongKey) {
    repository_.signers("timestamp") = repository_.signers("targets");
    repository_.publishTargets();
    expectDownloadRefused("role 'timestamp' is signed by 0");
    expectRecovery();
}

// 4.3 THRESHOLD: one of two keys was stolen.
TEST_F(Attack, TooFewSignatures) {
    repository_.addKey("targets");
    repository_.setThreshold("targets", 2);
    repository_.publish({"root", "targets", "snapshot", "timestamp"});
    expectRefresh();
    honest_ = repository_;
    repository_.signers("targets").pop_back();
    repository_.addTarget("targets", "list", "evil list");
    repository_.publishTargets();
    expectDownloadRefused("role 'targets' is signed by 1 of its keys where 2 must sign");
    honest_.publishTargets();
    expectRecovery();
}

// 4.2, 4.3: the same, with the one signature written twice, under its id and another one.
TEST_F(Attack, DuplicateSignaturesCountOnce) {
    repository_.addKey("targets");
    repository_.setThreshold("targets", 2);
    repository_.publish({"root", "targets", "snapshot", "timestamp"});
    expectRefresh();
    honest_ = repository_;
    const auto other = repository_.signers("targets")[1].keyId();
    repository_.signers("targets").pop_back();
    repository_.publishTargets();
    auto& bytes = repository_.published("targets").back();
    auto file = json::parse(bytes);
    file["signatures"].push_back(file["signatures"][0]);
    bytes = file.dump();
    expectDownloadRefused("the only signature with its keyid");
    file["signatures"][1]["keyid"] = other;
    bytes = file.dump();
    expectDownloadRefused("role 'targets' is signed by 1 of its keys where 2 must sign");
    honest_.publishTargets();
    expectRecovery();
}

// 5.5.5: a list is taken out of the snapshot, so that nobody finds it.
TEST_F(Attack, RoleRemoval) {
    repository_.role("snapshot")["meta"] = json::object();
    repository_.publish({"snapshot", "timestamp"});
    expectDownloadRefused("no longer lists 'targets.json'");
    expectRecovery();
}

// Two readers that understand a file in two ways: a name twice in an object.
TEST_F(Attack, AmbiguousJson) {
    repository_.publish({"timestamp"});
    auto& bytes = repository_.published("timestamp").back();
    bytes.insert(bytes.find("\"version\""), "\"version\": 2, ");
    expectDownloadRefused("names 'version' twice in one object");
    honest_.publish({"timestamp"});
    expectRecovery();
}

// Nesting without end, which brings recursive readers down.
TEST_F(Attack, DeepJson) {
    repository_.overrides["metadata/timestamp.json"] = std::string(8000, '[') + std::string(8000, ']');
    expectDownloadRefused("nests deeper than");
    expectRecovery();
}

// 5.3.8 to 5.6.6: cut off after any step, the client goes on later (the repository is up to date each time).
TEST_F(Attack, InterruptionAfterAnyStep) {
    for (const char* address :
         {"metadata/timestamp.json", "metadata/3.snapshot.json", "metadata/3.targets.json"}) {
        repository_ = honest_;
        repository_.publish({"root"});
        repository_.publishTargets();
        fetcher_.unreachable = {address};
        EXPECT_FALSE(refresh()) << address;
        fetcher_.unreachable.clear();
        expectRefresh();
        EXPECT_EQ(trusted(), (Versions{{"root", 2}, {"timestamp", 3}, {"snapshot", 3}, {"targets", 3}}))
            << address;
        std::filesystem::remove_all(metadata_);
        initialize();
    }
}

}  // namespace
}  // namespace tidewaiter::tests
