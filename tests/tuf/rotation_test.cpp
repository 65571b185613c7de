// Scenarios of the conformance suite: key rotations. Clauses of The Update Framework 1.0.34.
#include "tests/tuf/client.h"

namespace tidewaiter::tests {
namespace {

/// One version of a role: its keys, how many must sign, and who does, by number of the signer.
struct KeySet {
    std::vector<int> keys;
    int threshold;
    std::vector<int> signatures;
};

struct Rotation {
    std::string name;
    std::vector<KeySet> versions;
    bool accepted = true;  ///< the last version; those before are
};

std::string rotationName(const testing::TestParamInfo<Rotation>& info) {
    return info.param.name;
}

class RotationTest : public ClientTest, public testing::WithParamInterface<Rotation> {
  protected:
    void SetUp() override {
        ClientTest::SetUp();
        for (int i = 0; i < 10; ++i) pool_.push_back(Signer::make());
    }
    void use(const std::string& role, const KeySet& set) {
        repository_.role("root")["roles"][role]["keyids"] = nlohmann::json::array();
        repository_.setThreshold(role, set.threshold);
        for (const int key : set.keys) repository_.addKey(role, pool_[key]);
        repository_.signers(role).clear();
        for (const int signer : set.signatures) repository_.signers(role).push_back(pool_[signer]);
    }

    std::vector<Signer> pool_;
};

class RootRotation : public RotationTest {};

// 5.3.4: each root is signed by a threshold of the keys before and by one of its own.
TEST_P(RootRotation, Chain) {
    repository_.published("root").clear();
    repository_.role("root")["version"] = 1;
    for (const auto& version : GetParam().versions) {
        use("root", version);
        repository_.publish({"root"});
    }
    initialize();
    const auto ok = refresh();
    EXPECT_EQ(ok.has_value(), GetParam().accepted) << (ok ? "accepted" : ok.error().message);
    const auto& published = repository_.published("root");
    EXPECT_EQ(storedBytes("root"), published[published.size() - (GetParam().accepted ? 1 : 2)]);
}

const std::vector<Rotation>& rootRotations() {
    static const std::vector<Rotation> all = {
        {"OneOfOneKeyRotation", {{{1}, 1, {1}}, {{2}, 1, {2, 1}}, {{2}, 1, {2}}}},
        {"OneOfOneUnusedSignatures", {{{1}, 1, {3, 1, 4}}, {{2}, 1, {3, 2, 1, 4}}, {{2}, 1, {3, 2, 4}}}},
        {"ThreeOfFiveDifferentCombinations",
         {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}},
          {{0, 1, 2, 3, 4}, 3, {0, 4, 1}},
          {{0, 1, 2, 3, 4}, 3, {0, 1, 3}},
          {{0, 1, 2, 3, 4}, 3, {0, 1, 3}}}},
        {"ThreeOfFiveOneKeyRotated", {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 4, 1}}}},
        {"ThreeOfFiveOneKeyRotatedWithIntermediateStep",
         {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}},
          {{0, 1, 3, 4, 5}, 3, {0, 2, 4, 5}},
          {{0, 1, 3, 4, 5}, 3, {0, 4, 5}}}},
        {"ThreeOfFiveAllKeysRotatedWithIntermediateStep",
         {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}},
          {{5, 6, 7, 8, 9}, 3, {0, 2, 4, 5, 6, 7}},
          {{5, 6, 7, 8, 9}, 3, {5, 6, 7}}}},
        {"ThresholdIncreasesToTwoOfThree", {{{1, 2, 3}, 1, {1}}, {{1, 2, 3}, 2, {1, 2}}}},
        {"ThresholdDecreasesToOneOfThree",
         {{{1, 2, 3}, 2, {1, 2}}, {{1, 2, 3}, 1, {1, 2}}, {{1, 2, 3}, 1, {1}}}},
        {"ThresholdIncreasesToTwoOfTwo", {{{1}, 1, {1}}, {{1, 2}, 2, {1, 2}}}},
        {"NotSignedWithOldKey", {{{1}, 1, {1}}, {{2}, 1, {2, 3, 4}}}, false},
        {"NotSignedWithNewKey", {{{1}, 1, {1}}, {{2}, 1, {1, 3, 4}}}, false},
        {"NotSignedWithThreeNewKeys",
         {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 2, 4}}},
         false},
        {"NotSignedWithThreeOldKeys",
         {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 4, 5}}},
         false},
        {"NewThresholdNotReached", {{{1, 2, 3}, 1, {1}}, {{1, 2, 3}, 2, {2}}}, false},
        {"OldThresholdNotReached", {{{1, 2, 3}, 2, {1, 2}}, {{1, 2, 3}, 1, {1}}}, false},
    };
    return all;
}

INSTANTIATE_TEST_SUITE_P(Rotations, RootRotation, testing::ValuesIn(rootRotations()), rotationName);

class OtherRotation : public RotationTest {
  protected:
    /// After the keys of `role` were changed by a new root.
    void run(const std::string& role) {
        begin();
        use(role, GetParam().versions.front());
        repository_.publish({"root"});
        repository_.publishTargets();
        const auto ok = refresh();
        EXPECT_EQ(ok.has_value(), GetParam().accepted) << (ok ? "accepted" : ok.error().message);
        if (GetParam().accepted) {
            EXPECT_EQ(storedBytes(role), repository_.published(role).back());
        } else {
            EXPECT_NE(version(role), 2);
        }
        EXPECT_EQ(version("root"), 2);
    }
};

// 5.4.2
TEST_P(OtherRotation, Timestamp) {
    run("timestamp");
}

// 5.5.3
TEST_P(OtherRotation, Snapshot) {
    run("snapshot");
}

// 5.6.3
TEST_P(OtherRotation, Targets) {
    run("targets");
}

const std::vector<Rotation>& otherRotations() {
    static const std::vector<Rotation> all = {
        {"OneOfOneKeyRotation", {{{2}, 1, {2}}}},
        {"OneOfOneUnusedSignatures", {{{1}, 1, {3, 1, 4}}}},
        {"NotSignedWithNewKey", {{{2}, 1, {1, 3, 4}}}, false},
        {"OneSignatureByAnOldKey", {{{0, 1, 3, 4, 5}, 3, {0, 2, 4}}}, false},
        {"OneSignatureMissing", {{{0, 1, 3, 4, 5}, 3, {0, 4}}}, false},
        {"FirstCombination", {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}}},
        {"SecondCombination", {{{0, 1, 2, 3, 4}, 3, {0, 4, 1}}}},
        {"ThirdCombination", {{{0, 1, 2, 3, 4}, 3, {0, 1, 3}}}},
        {"FourthCombination", {{{0, 1, 2, 3, 4}, 3, {1, 2, 3}}}},
        {"FifthCombination", {{{0, 1, 2, 3, 4}, 3, {2, 3, 4}}}},
    };
    return all;
}

INSTANTIATE_TEST_SUITE_P(Rotations, OtherRotation, testing::ValuesIn(otherRotations()), rotationName);

}  // namespace
}  // namespace tidewaiter::tests
