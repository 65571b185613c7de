// Scenarios of the conformance suite: keys, thresholds and signatures. Clauses of The Update
// Framework 1.0.34.
#include <functional>

#include "tests/tuf/client.h"

namespace tidewaiter::tests {
namespace {

using nlohmann::json;
using KeysOfRoles = ClientTest;

/// Changes what was published last, after it was signed.
void change(std::string& bytes, const std::function<void(json&)>& how) {
    auto file = json::parse(bytes);
    how(file);
    bytes = file.dump();
}

// 4.3 THRESHOLD, 5.5.3: two signatures of three that are needed.
TEST_F(KeysOfRoles, SnapshotBelowThreshold) {
    repository_.setThreshold("snapshot", 3);
    repository_.addKey("snapshot");
    repository_.addKey("snapshot");
    repository_.publish({"root", "targets", "snapshot", "timestamp"});
    begin();
    repository_.signers("snapshot").pop_back();
    repository_.publishTargets();
    expectRefusal("role 'snapshot' is signed by 2 of its keys where 3 must sign");
    EXPECT_EQ(version("snapshot"), 2);
}

// 4.3 THRESHOLD: more signatures are asked for than there are keys: well-formed, never fulfilled.
TEST_F(KeysOfRoles, ImpossibleThreshold) {
    initialize();
    for (int i = 0; i < 4; ++i) repository_.addKey("snapshot");
    repository_.setThreshold("snapshot", 6);
    repository_.publish({"root", "snapshot", "timestamp"});
    expectRefusal("signed by 5 of its keys where 6 must sign");
    EXPECT_EQ(version("root"), 2);
    EXPECT_EQ(version("snapshot"), 0);
}

// 4.2, 4.3: one key id nine times in a role, and nine signatures by it.
TEST_F(KeysOfRoles, DuplicateKeys) {
    initialize();
    const auto signer = Signer::make();
    for (int i = 0; i < 9; ++i) repository_.addKey("snapshot", signer);
    repository_.signers("snapshot") = {repository_.signers("snapshot").front(), signer};
    repository_.setThreshold("snapshot", 6);
    repository_.publish({"root", "snapshot", "timestamp"});
    expectRefusal("signed by 2 of its keys where 6 must sign");
    change(repository_.published("snapshot").back(), [](json& file) {
        for (int i = 0; i < 8; ++i) file["signatures"].push_back(file["signatures"][1]);
    });
    expectRefusal("the only signature with its keyid");
    EXPECT_EQ(version("snapshot"), 0);
}

// 4.2: the same signature twice, although one would be enough.
TEST_F(KeysOfRoles, DuplicateSignatureKeyIds) {
    initialize();
    change(repository_.published("snapshot").back(),
           [](json& file) { file["signatures"].push_back(file["signatures"][0]); });
    expectRefusal("signatures[1] must be the only signature with its keyid");
    EXPECT_EQ(version("snapshot"), 0);
}

struct KeyKind {
    std::string name;
    std::string kind;
};

class KeyKinds : public ClientTest, public testing::WithParamInterface<KeyKind> {};

// 4.2 KEYTYPE, SCHEME: a root that needs a further key of this kind; then a signature by it that is wrong.
TEST_P(KeyKinds, AreVerified) {
    initialize();
    const auto signer = Signer::make(GetParam().kind);
    repository_.addKey("root", signer);
    repository_.setThreshold("root", 2);
    repository_.publish({"root"});
    expectRefresh();
    EXPECT_EQ(version("root"), 2);

    repository_.publish({"root"});
    change(repository_.published("root").back(),
           [&](json& file) { file["signatures"][1]["sig"] = signer.sign("something else"); });
    expectRefusal("role 'root' is signed by 1 of its keys where 2 must sign");
    EXPECT_EQ(version("root"), 2);
}

// The same kinds for all roles of a repository.
TEST_P(KeyKinds, SignEverything) {
    repository_ = Repository(GetParam().kind);
    begin();
    EXPECT_EQ(trusted().size(), 4U);
}

INSTANTIATE_TEST_SUITE_P(KeysOfRoles, KeyKinds,
                         testing::Values(KeyKind{"RsaPssSha256", "rsa"},
                                         KeyKind{"RsaPkcs1v15Sha256", "rsa-pkcs1v15"},
                                         KeyKind{"EcdsaSha2Nistp256", "ecdsa"},
                                         KeyKind{"EcdsaKeyTypeWithCurve", "ecdsa-sha2-nistp256"},
                                         KeyKind{"Ed25519", "ed25519"}),
                         [](const auto& each) { return each.param.name; });

struct JunkCase {
    std::string name;
    std::string signature;
};

class JunkSignatures : public ClientTest, public testing::WithParamInterface<JunkCase> {};

// 4.3: a signature that is none spoils nothing where enough others are right.
TEST_P(JunkSignatures, AreTolerated) {
    initialize();
    repository_.addKey("timestamp");
    repository_.publish({"root", "timestamp"});
    change(repository_.published("timestamp").back(),
           [](json& file) { file["signatures"][0]["sig"] = GetParam().signature; });
    expectRefresh();
    EXPECT_EQ(version("timestamp"), 2);
}

INSTANTIATE_TEST_SUITE_P(KeysOfRoles, JunkSignatures,
                         testing::Values(JunkCase{"Plausible", std::string(128, 'b')}, JunkCase{"Empty", ""},
                                         JunkCase{"NoHex", "not hexadecimal"}, JunkCase{"OddDigits", "abc"},
                                         JunkCase{"TooLong", std::string(4096, 'f')}),
                         [](const auto& each) { return each.param.name; });

// 4.3: a signature by a key that root knows, but not for this role, counts nothing.
TEST_F(KeysOfRoles, KeyOfAnotherRole) {
    initialize();
    repository_.signers("timestamp") = {repository_.signers("snapshot").front()};
    repository_.publish({"timestamp"});
    expectRefusal("role 'timestamp' is signed by 0");
}

// 4.2: keys of kinds that nobody here knows are kept and never count.
TEST_F(KeysOfRoles, UnknownKeyType) {
    initialize();
    auto& root = repository_.role("root");
    root["keys"]["future"] = {
        {"keytype", "sphincs"}, {"scheme", "sphincs-2"}, {"keyval", {{"public", {{"a", 1}}}}}};
    root["roles"]["timestamp"]["keyids"].push_back("future");
    repository_.publish({"root"});
    expectRefresh();
    repository_.setThreshold("timestamp", 2);
    repository_.publish({"root", "timestamp"});
    change(repository_.published("timestamp").back(), [](json& file) {
        file["signatures"].push_back({{"keyid", "future"}, {"sig", "00"}});
    });
    expectRefusal("role 'timestamp' is signed by 1 of its keys where 2 must sign");
}

// 4.2: a scheme that does not go with the type of the key.
TEST_F(KeysOfRoles, SchemeOfAnotherKeyType) {
    initialize();
    for (auto& key : repository_.role("root")["keys"]) key["scheme"] = "rsassa-pss-sha256";
    repository_.publish({"root"});
    expectRefusal("role 'root' is signed by 0");
}

// 4.2: all RSA keys have at least 2048 bits.
TEST_F(KeysOfRoles, SmallRsaKeyNeverCounts) {
    initialize();
    repository_.addKey("root", Signer::make("rsa-1024"));
    repository_.setThreshold("root", 2);
    repository_.publish({"root"});
    expectRefusal("role 'root' is signed by 1 of its keys where 2 must sign");
}

// 4.3: a key that stands under two ids is still one key.
TEST_F(KeysOfRoles, SameKeyUnderTwoIds) {
    initialize();
    auto& root = repository_.role("root");
    const auto id = repository_.signers("timestamp").front().keyId();
    root["keys"]["alias"] = root["keys"][id];
    root["roles"]["timestamp"]["keyids"].push_back("alias");
    root["roles"]["timestamp"]["threshold"] = 2;
    repository_.publish({"root", "timestamp"});
    change(repository_.published("timestamp").back(), [](json& file) {
        auto copy = file["signatures"][0];
        copy["keyid"] = "alias";
        file["signatures"].push_back(copy);
    });
    expectRefusal("role 'timestamp' is signed by 1 of its keys where 2 must sign");
}

// 4.3: the same with PEM keys that are only written in another way.
TEST_F(KeysOfRoles, SameKeyWrittenInAnotherWay) {
    const auto signer = Signer::make("ecdsa");
    const auto text = signer.publicKey()["keyval"]["public"].get<std::string>();
    const tuf::Key key{"ecdsa", "ecdsa-sha2-nistp256", text};
    const tuf::Key spaced{"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", "comment\n" + text + "\n"};
    EXPECT_EQ(tuf::identityOf(key), tuf::identityOf(spaced));
    EXPECT_NE(tuf::identityOf(key),
              tuf::identityOf({"ecdsa", "ecdsa-sha2-nistp256",
                               Signer::make("ecdsa").publicKey()["keyval"]["public"].get<std::string>()}));
    EXPECT_EQ(tuf::identityOf({"ed25519", "ed25519", "ABCD"}),
              tuf::identityOf({"ed25519", "ed25519", "abcd"}));
}

// 4.3: a role that names a key which is not there.
TEST_F(KeysOfRoles, KeyIdWithoutKey) {
    initialize();
    repository_.role("root")["roles"]["timestamp"]["keyids"].push_back("missing");
    repository_.publish({"root"});
    expectRefresh();
    EXPECT_EQ(version("root"), 2);
}

}  // namespace
}  // namespace tidewaiter::tests
