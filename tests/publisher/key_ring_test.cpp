// Keys that can be reached, and how those that cannot are told.
#include "firmware/publisher/key_ring.h"

#include <fstream>

#include "tests/publisher/authority_test.h"

namespace tidewaiter::publisher::tests {
namespace {

class KeyRingTest : public AuthorityTest {
  protected:
    std::string add(const std::string& name, const std::string& passphrase) {
        const auto key = SigningKey::make();
        EXPECT_OK(writeKey(folder_, name, key, secret(passphrase), kCheap));
        return key.id();
    }

    /// Gives these, one after the other, whatever key they are for.
    PassphraseSource gives(std::vector<std::string> passphrases) {
        return [this, passphrases](const std::string& key, int) -> Expected<Secret> {
            if (asked_ == passphrases.size()) return failure("no other for " + key);
            return secret(passphrases[asked_++]);
        };
    }

    std::size_t asked_ = 0;
};

TEST_F(KeyRingTest, AsksOnceForKeysThatShareAPassphrase) {
    const tuf::Role role{{add("a-1", "one and the same"), add("a-2", "one and the same")}, 2};
    auto ring = KeyRing::open({folder_}, gives({"one and the same"}));
    ASSERT_TRUE(ring);
    const auto signers = ring->signersOf("a", role);
    ASSERT_TRUE(signers) << signers.error().message;
    EXPECT_EQ(signers->size(), 2U);
    EXPECT_EQ(asked_, 1U);
}

TEST_F(KeyRingTest, AsksAgainWhereKeysHaveTheirOwn) {
    const tuf::Role role{{add("a-1", "that of the first"), add("a-2", "that of the second")}, 2};
    auto ring = KeyRing::open({folder_}, gives({"that of the second", "that of the first"}));
    ASSERT_TRUE(ring);
    EXPECT_OK(ring->signersOf("a", role));
    EXPECT_EQ(asked_, 2U);
}

TEST_F(KeyRingTest, OpensNoMoreKeysThanMustSign) {
    const tuf::Role role{{add("a-1", "that of the first"), add("a-2", "that of the second")}, 1};
    auto ring = KeyRing::open({folder_}, gives({"that of the first"}));
    const auto signers = ring->signersOf("a", role);
    ASSERT_TRUE(signers) << signers.error().message;
    EXPECT_EQ(signers->size(), 1U);
}

TEST_F(KeyRingTest, SaysWhichKeysAreMissing) {
    const tuf::Role role{{add("root-1", kPassphrase), add("root-2", kPassphrase), "0123456789abcdef"}, 3};
    std::filesystem::remove(folder_ / "root-2.key");
    auto ring = KeyRing::open({folder_}, knows());
    ASSERT_TRUE(ring);
    expectRefusal(
        ring->signersOf("root", role),
        "for root, 3 of 3 keys must sign and 1 is here; bring 2 of these: root-2, the key 01234567, and "
        "name the folder where they lie with --keys");
}

TEST_F(KeyRingTest, TellsOfADamagedFileWhereItsKeyIsMissed) {
    const tuf::Role role{{add("a-1", kPassphrase)}, 1};
    std::ofstream(folder_ / "a-1.key") << "{";
    auto ring = KeyRing::open({folder_}, knows());
    ASSERT_TRUE(ring);
    expectRefusal(ring->signersOf("a", role), "a-1.key' is damaged");
}

TEST_F(KeyRingTest, HandsOnThatNoPassphraseFits) {
    const tuf::Role role{{add("a-1", kPassphrase)}, 1};
    auto ring = KeyRing::open({folder_}, gives({"one that is wrong", "another one"}));
    expectRefusal(ring->signersOf("a", role), "no other for a-1");
}

TEST_F(KeyRingTest, SaysThatAFolderIsNotThere) {
    expectRefusal(KeyRing::open({folder_ / "stick"}, knows()), "check its name and that its medium is there");
}

TEST_F(KeyRingTest, NumbersGoOnBehindKeysThatWereTakenAway) {
    add("root-1", kPassphrase);
    add("root-4", kPassphrase);
    std::filesystem::remove(folder_ / "root-4.key");
    const auto ring = KeyRing::open({folder_}, knows());
    EXPECT_EQ(ring->nextNumber("root"), 5);
    EXPECT_EQ(ring->nextNumber("targets"), 1);
}

// Files that are none, huge, or hostile spoil nothing.
TEST_F(KeyRingTest, PassesOverWhatIsNoKey) {
    const tuf::Role role{{add("a-1", kPassphrase)}, 1};
    std::ofstream(folder_ / "x.pub") << R"({"name": 7, "key": []})";
    std::ofstream(folder_ / "y.pub") << "[[[[";
    std::ofstream(folder_ / "z.key") << std::string(100000, '[');
    std::filesystem::create_directory(folder_ / "folder.key");
    auto ring = KeyRing::open({folder_}, knows());
    ASSERT_TRUE(ring) << ring.error().message;
    EXPECT_OK(ring->signersOf("a", role));
}

}  // namespace
}  // namespace tidewaiter::publisher::tests
