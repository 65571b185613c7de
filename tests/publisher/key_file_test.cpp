// "Private keys are encrypted at rest with a passphrase (Argon2id)." (issue 5, point 8)
#include "firmware/publisher/key_file.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <nlohmann/json.hpp>

#include "firmware/publisher/metadata_json.h"
#include "firmware/tuf/canonical_json.h"
#include "firmware/tuf/digest.h"
#include "firmware/tuf/hex.h"
#include "firmware/tuf/key.h"
#include "tests/publisher/authority_test.h"

namespace tidewaiter::publisher {
namespace {

using nlohmann::json;
using tests::kCheap;
using tests::secret;

class KeyFileTest : public testing::Test {
  protected:
    KeyFileTest() {
        auto sealed = sealKey(key_, "targets-1", secret("four words or five"), kCheap);
        EXPECT_TRUE(sealed);
        file_ = *sealed;
    }

    [[nodiscard]] json content() const { return json::parse(toJson(file_)); }
    /// As somebody writes it who knows how the checksum is made.
    static std::string forged(json content) {
        content.erase("checksum");
        content["checksum"] = tuf::sha256Hex(*tuf::canonicalJson(content));
        return content.dump();
    }
    static void expectRefusal(const std::string& text, const std::string& part) {
        const auto file = parseKeyFile(text, "a.key");
        ASSERT_FALSE(file) << text;
        EXPECT_NE(file.error().message.find(part), std::string::npos) << file.error().message;
        EXPECT_NE(file.error().message.find("'a.key'"), std::string::npos) << file.error().message;
        EXPECT_NE(file.error().message.find("backup"), std::string::npos) << file.error().message;
    }

    SigningKey key_ = SigningKey::make();
    KeyFile file_;
};

TEST_F(KeyFileTest, OpensWithItsPassphrase) {
    const auto read = parseKeyFile(toJson(file_), "a.key");
    ASSERT_TRUE(read) << read.error().message;
    const auto opened = openKey(*read, secret("four words or five"));
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(opened->id(), key_.id());
    const auto signature = tuf::fromHex(opened->sign("a message"));
    EXPECT_TRUE(tuf::verifies(key_.publicKey(), "a message", *signature));
    EXPECT_FALSE(tuf::verifies(key_.publicKey(), "another one", *signature));
}

TEST_F(KeyFileTest, HoldsNothingOfTheKeyInTheOpen) {
    const auto seed = key_.seed();
    EXPECT_EQ(toJson(file_).find(tuf::toHex(seed.text())), std::string::npos);
    const auto again = sealKey(key_, "targets-1", secret("four words or five"), kCheap);
    EXPECT_NE(again->salt, file_.salt);
    EXPECT_NE(again->nonce, file_.nonce);
    EXPECT_NE(again->sealed, file_.sealed);
}

TEST_F(KeyFileTest, TellsAWrongPassphraseFromADamagedFile) {
    const auto wrong = openKey(file_, secret("four words or six"));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().problem, KeyProblem::WrongPassphrase);
    EXPECT_NE(wrong.error().message.find("the passphrase does not open the key targets-1"),
              std::string::npos);
    auto damaged = toJson(file_);
    damaged[damaged.find("sealed") + 20] ^= 1;
    expectRefusal(damaged, "is damaged");
}

// Any byte that changes is noticed, before or after the passphrase.
TEST_F(KeyFileTest, NoticesEveryChangedByte) {
    const auto whole = toJson(file_);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        auto text = whole;
        text[i] = text[i] == '0' ? '1' : '0';
        const auto read = parseKeyFile(text, "a.key");
        EXPECT_FALSE(read) << "byte " << i << " of\n" << text;
    }
    for (std::size_t length = 0; length + 1 < whole.size(); length += 7)
        EXPECT_FALSE(parseKeyFile(whole.substr(0, length), "a.key")) << length;
}

// Who writes a fitting checksum still cannot change what the seal covers.
TEST_F(KeyFileTest, TheSealCoversEverything) {
    const auto other = SigningKey::make();
    auto anothersKey = content();
    anothersKey["key"] = keyJson(other.publicKey());
    auto anothersName = content();
    anothersName["name"] = "root-1";
    auto cheaper = content();
    cheaper["derivation"]["passes"] = 2;
    auto salt = content();
    salt["derivation"]["salt"] = std::string(32, '0');
    for (const auto& changed : {anothersKey, anothersName, cheaper, salt}) {
        const auto read = parseKeyFile(forged(changed), "a.key");
        ASSERT_TRUE(read) << read.error().message;
        const auto opened = openKey(*read, secret("four words or five"));
        ASSERT_FALSE(opened);
        EXPECT_NE(opened.error().message.find("somebody changed it"), std::string::npos);
    }
}

// "a hostile file must not ask for 1 TB"
TEST_F(KeyFileTest, RefusesCostsOutOfBounds) {
    for (const std::int64_t memory : {std::int64_t{1} << 40, (std::int64_t{1} << 30) + 1, std::int64_t{0},
                                      std::int64_t{8191}, std::int64_t{-1}}) {
        auto hostile = content();
        hostile["derivation"]["memory"] = memory;
        expectRefusal(forged(hostile), "it.derivation.memory must be ");
    }
    for (const std::int64_t passes : {0, -3, 17, 1000000}) {
        auto hostile = content();
        hostile["derivation"]["passes"] = passes;
        expectRefusal(forged(hostile), "it.derivation.passes must be ");
    }
}

TEST_F(KeyFileTest, RefusesWhatIsNoKeyFile) {
    expectRefusal("", "is damaged");
    expectRefusal("these are words", "is damaged");
    expectRefusal("[]", "is no key file");
    expectRefusal("{\"name\": \"root-1\"}", "is no key file");
    auto later = content();
    later["tidewaiter_key"] = 2;
    expectRefusal(forged(later), "is of a later version");
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"/key/keyval/public", "64 hexadecimal digits"},
        {"/derivation/salt", "32 hexadecimal digits"},
        {"/cipher/nonce", "48 hexadecimal digits"},
        {"/sealed", "96 hexadecimal digits"},
        {"/key/keytype", "'ed25519'"},
        {"/derivation/algorithm", "'argon2id13'"},
        {"/cipher/algorithm", "'xchacha20poly1305-ietf'"}};
    for (const auto& [path, expectation] : cases) {
        for (const json& value : {json("ab"), json(""), json(7), json(nullptr), json::array()}) {
            auto wrong = content();
            wrong[json::json_pointer(path)] = value;
            const auto file = parseKeyFile(forged(wrong), "a.key");
            EXPECT_FALSE(file) << path << ' ' << value;
        }
        auto wrong = content();
        wrong[json::json_pointer(path)] = "xy";
        expectRefusal(forged(wrong), "must be " + expectation);
    }
    for (const std::string name :
         {"", "a\nb", "\x1b[2J", "a name of far more than forty characters, which is too many"}) {
        auto wrong = content();
        wrong["name"] = name;
        expectRefusal(forged(wrong), "it.name must be a short name");
    }
}

// The strengths are those of libsodium, and the weakest is above 19 MiB and 2 passes, which OWASP asks for.
TEST(KeyStrengthTest, CostsWhatLibsodiumRecommends) {
    EXPECT_EQ(costOf(KeyStrength::Moderate).memory, crypto_pwhash_MEMLIMIT_MODERATE);
    EXPECT_EQ(costOf(KeyStrength::Moderate).passes, crypto_pwhash_OPSLIMIT_MODERATE);
    EXPECT_GE(costOf(KeyStrength::Interactive).memory, std::size_t{19} << 20U);
    EXPECT_GE(costOf(KeyStrength::Interactive).passes, 2U);
    EXPECT_LE(costOf(KeyStrength::Sensitive).memory, std::size_t{1} << 30U);
}

}  // namespace
}  // namespace tidewaiter::publisher
