// `rotate`: key rotation with thresholds and an offline root (issue 5, point 8).
#include "firmware/publisher/rotate.h"

#include "firmware/publisher/metadata_json.h"
#include "firmware/publisher/status.h"
#include "firmware/tuf/metadata_parser.h"
#include "tests/publisher/authority_test.h"

namespace tidewaiter::publisher::tests {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;

class RotateTest : public AuthorityTest {
  protected:
    void SetUp() override {
        found();
        ASSERT_TRUE(publishFile(list("a.csv", 100)));
        EXPECT_OK(old_.refresh(now_));
    }

    [[nodiscard]] tuf::Root newestRoot(int version) const {
        const auto root =
            tuf::parseRoot(contentOf(places().metadata() / (std::to_string(version) + ".root.json")));
        EXPECT_TRUE(root);
        return root ? root->content : tuf::Root();
    }

    /// A device that was there before, and one that comes new, both get the list.
    void expectDevicesFollow() {
        EXPECT_OK(old_.update("stolen", now_));
        EXPECT_OK(device("new" + std::to_string(count_++)).update("stolen", now_));
    }

    int count_ = 0;
    Device old_{folder_ / "old", places().anchor(), places().repository()};
};

TEST_F(RotateTest, DevicesFollowARootThroughTheChain) {
    for (int i = 0; i < 3; ++i) {
        const auto turned = rotateRole("root");
        ASSERT_TRUE(turned) << turned.error().message;
        EXPECT_EQ(turned->rootVersion, i + 2);
        EXPECT_EQ(turned->made.size(), 3U);
    }
    EXPECT_EQ(newestRoot(4).roles.at("root").threshold, 2);
    EXPECT_EQ(newestRoot(4).keys.size(), 6U);
    expectDevicesFollow();
    EXPECT_TRUE(publishFile(list("b.csv", 101)));
    expectDevicesFollow();
}

TEST_F(RotateTest, EveryRoleGetsNewKeys) {
    for (const std::string role : {"targets", "snapshot", "timestamp", "root"}) {
        const auto before = newestRoot(count_ == 0 ? 1 : count_ + 1).roles.at(role).keyIds;
        const auto turned = rotateRole(role);
        ASSERT_TRUE(turned) << role << ": " << turned.error().message;
        const auto after = newestRoot(static_cast<int>(turned->rootVersion)).roles.at(role).keyIds;
        EXPECT_EQ(after.size(), before.size());
        for (const auto& id : before) EXPECT_EQ(std::count(after.begin(), after.end(), id), 0);
        expectDevicesFollow();
    }
    EXPECT_TRUE(publishFile(list("b.csv", 101)));
    expectDevicesFollow();
}

// "role rotation after compromise (old key's metadata refused)"
TEST_F(RotateTest, WhatAStolenKeySignsIsRefusedAfterwards) {
    auto ring = KeyRing::open({places().keys()}, knows());
    const auto thief = ring->signersOf("timestamp", newestRoot(1).roles.at("timestamp"));
    ASSERT_TRUE(thief);
    ASSERT_TRUE(rotateRole("timestamp"));
    EXPECT_OK(old_.refresh(now_));
    const auto file = places().metadata() / "timestamp.json";
    auto forged = tuf::parseTimestamp(contentOf(file))->content;
    forged.version += 100;
    const auto honest = contentOf(file);
    ASSERT_TRUE(replaceFile(file, signedFile(timestampJson(forged), *thief)));
    expectRefusal(old_.refresh(now_), "metadata of role 'timestamp' is signed by 0 of its keys");
    expectRefusal(device("another").refresh(now_), "metadata of role 'timestamp' is signed by 0 of its keys");
    ASSERT_TRUE(replaceFile(file, honest));
    expectDevicesFollow();
}

// A thief who published a version far ahead does not keep devices from the honest one for good.
TEST_F(RotateTest, RecoversFromVersionsFarAhead) {
    auto ring = KeyRing::open({places().keys()}, knows());
    const auto thief = ring->signersOf("timestamp", newestRoot(1).roles.at("timestamp"));
    const auto file = places().metadata() / "timestamp.json";
    const auto honest = contentOf(file);
    auto forged = tuf::parseTimestamp(honest)->content;
    forged.version = 1'000'000;
    ASSERT_TRUE(replaceFile(file, signedFile(timestampJson(forged), *thief)));
    EXPECT_OK(old_.refresh(now_));
    ASSERT_TRUE(replaceFile(file, honest));
    expectRefusal(old_.refresh(now_), "version");
    ASSERT_TRUE(rotateRole("timestamp"));
    expectDevicesFollow();
}

// Root keys lie on two sticks; the third is lost.
TEST_F(RotateTest, TakesRootKeysFromWhereTheyLie) {
    const auto one = takeAway({"root-1"}, "stick1");
    const auto other = takeAway({"root-3"}, "stick2");
    fs::remove(places().keys() / "root-2.key");
    auto order = rotation("timestamp");
    expectRefusal(
        rotateOrder(order),
        "for root, 2 of 3 keys must sign and 0 are here; bring 2 of these: root-1, root-2, root-3, and "
        "name the folder where they lie with --keys");
    order.keyFolders = {one};
    expectRefusal(rotateOrder(order), "and 1 is here; bring 1 of these: root-2, root-3");
    EXPECT_FALSE(fs::exists(places().keys() / "timestamp-2.key"))
        << "made before it was sure that they are needed";
    order.keyFolders = {one, other};
    EXPECT_OK(rotateOrder(order));
    auto replace = rotation("root");
    replace.keyFolders = {one, other};
    replace.replace = {"root-2"};
    const auto turned = rotateOrder(replace);
    ASSERT_TRUE(turned) << turned.error().message;
    EXPECT_EQ(turned->made, std::vector<std::string>{"root-4"});
    EXPECT_EQ(turned->replaced, std::vector<std::string>{"root-2"});
    expectDevicesFollow();
}

TEST_F(RotateTest, AKeyThatIsLostCanBeReplaced) {
    for (const std::string role : {"timestamp", "snapshot", "targets"}) {
        fs::remove(places().keys() / (role + "-1.key"));
        EXPECT_OK(rotateRole(role));
        expectDevicesFollow();
    }
}

TEST_F(RotateTest, AKeyWhosePassphraseIsForgottenCanBeReplaced) {
    const auto forgetful = [](const std::string& name, int attempt) -> Expected<Secret> {
        if (name == "timestamp-1") return failure("nobody knows");
        return knows()(name, attempt);
    };
    EXPECT_OK(rotate(
        rotation("timestamp"), forgetful, [] { return Expected<Secret>(secret(kPassphrase)); }, quiet));
    expectDevicesFollow();
}

TEST_F(RotateTest, RenewsTheRootWithTheSameKeys) {
    now_ += days(2);
    auto order = rotation("root");
    order.renew = true;
    const auto renewed = rotateOrder(order);
    ASSERT_TRUE(renewed) << renewed.error().message;
    EXPECT_TRUE(renewed->made.empty());
    EXPECT_EQ(newestRoot(2).expires, now_ + days(365));
    EXPECT_EQ(newestRoot(2).roles.at("root").keyIds, newestRoot(1).roles.at("root").keyIds);
    expectDevicesFollow();
}

TEST_F(RotateTest, RefusesWhatItCannotDo) {
    expectRefusal(rotateRole("mirrors"),
                  "there is no role \"mirrors\"; name root, targets, snapshot or timestamp");
    auto order = rotation("root");
    order.replace = {"timestamp-1"};
    expectRefusal(rotateOrder(order), "there is no key timestamp-1 among those of root");
    order.keyFolders = {folder_ / "nowhere"};
    expectRefusal(rotateOrder(order), "check its name and that its medium is there");
    const auto before = everything();
    expectRefusal(rotate(
                      rotation("timestamp"), knows("a wrong one, alas"),
                      [] { return Expected<Secret>(secret(kPassphrase)); }, quiet),
                  "the passphrase does not open the key root-1");
    EXPECT_EQ(everything(), before);
    expectDevicesFollow();
}

TEST_F(RotateTest, WorksBeforeAnythingIsPublished) {
    fs::remove_all(places().folder);
    found();
    EXPECT_OK(rotateRole("timestamp"));
    EXPECT_OK(rotateRole("root"));
    ASSERT_TRUE(publishFile(list("a.csv", 100)));
    EXPECT_OK(device("new").update("stolen", now_));
}

TEST_F(RotateTest, StatusNamesKeysHereAndElsewhere) {
    const auto stick = takeAway({"root-1", "root-2"}, "stick");
    const auto status = readStatus(places().folder, {});
    ASSERT_TRUE(status) << status.error().message;
    const auto& root = status->roles.front();
    ASSERT_EQ(root.keys.size(), 3U);
    EXPECT_EQ(root.keys[0].name, "root-1");
    EXPECT_FALSE(root.keys[0].here);
    EXPECT_TRUE(root.keys[2].here);
    EXPECT_FALSE(root.canSign());
    EXPECT_TRUE(readStatus(places().folder, {stick})->roles.front().canSign());
    EXPECT_EQ(status->roles[3].name, "timestamp");
    EXPECT_EQ(status->roles[3].expires, now_ + days(3));
    EXPECT_EQ(status->index.lists.size(), 1U);
}

}  // namespace
}  // namespace tidewaiter::publisher::tests
