// "Witnesses outside can sign the checkpoints." (issue 6, point 6; C2SP tlog-cosignature)
#include "firmware/tlog/cosignature.h"

#include <sodium.h>

#include <algorithm>

#include "firmware/files/base64.h"
#include "tests/tlog/log_folder.h"

namespace tidewaiter::tlog::tests {
namespace {

constexpr std::uint64_t kTime = 1679315147;

/// A witness as it stands elsewhere: it has its key, and signs what it gets.
class Witness {
  public:
    explicit Witness(std::string name) : name_(std::move(name)) {
        if (sodium_init() < 0) std::abort();
        crypto_sign_keypair(raw(publicKey_), raw(secretKey_));
    }

    std::string keyText() const {
        constexpr const char* kDigits = "0123456789abcdef";
        std::string digits;
        for (const char c : hash()) {
            const auto byte = static_cast<unsigned char>(c);
            digits += {kDigits[byte / 16], kDigits[byte % 16]};
        }
        return name_ + '+' + digits + '+' + files::toBase64('\4' + publicKey_);
    }
    WitnessKey key() const { return *parseWitnessKey(keyText()); }

    std::string sign(const std::string& text, std::uint64_t time = kTime) {
        std::string bytes = hash();
        for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(time >> shift);
        const auto message = "cosignature/v1\ntime " + std::to_string(time) + '\n' + text;
        std::string signature(crypto_sign_BYTES, '\0');
        crypto_sign_detached(raw(signature), nullptr, reinterpret_cast<const unsigned char*>(message.data()),
                             message.size(), raw(secretKey_));
        return "\u2014 " + name_ + ' ' + files::toBase64(bytes + signature) + '\n';
    }

  private:
    static unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

    std::string hash() const {
        const auto named = name_ + "\n\4" + publicKey_;
        std::string digest(crypto_hash_sha256_BYTES, '\0');
        crypto_hash_sha256(raw(digest), reinterpret_cast<const unsigned char*>(named.data()), named.size());
        return digest.substr(0, 4);
    }

    std::string name_;
    std::string publicKey_ = std::string(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string secretKey_ = std::string(crypto_sign_SECRETKEYBYTES, '\0');
};

class CosignedLog : public LogFolder {
  protected:
    Witness witness_{"witness.example.com/w1"};
};

TEST_F(CosignedLog, KeepsTheLineOfAWitnessUntilItGrows) {
    auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    ASSERT_TRUE(append(*log, 5));
    const auto added = log->addCosignature(witness_.sign(textOf(log->checkpoint())), witness_.key());
    ASSERT_TRUE(added) << added.error().message;
    const auto reader = read();
    ASSERT_TRUE(reader) << reader.error().message;
    EXPECT_EQ(reader->checkpoint(), log->checkpoint());
    EXPECT_EQ(cosignedAt(*parseSignedNote(reader->note()), witness_.key()), std::chrono::seconds(kTime));
    ASSERT_TRUE(append(*log, 1));
    EXPECT_FALSE(cosignedAt(*parseSignedNote(read()->note()), witness_.key()));
}

TEST_F(CosignedLog, TakesNoLineThatDoesNotVerify) {
    auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    const auto earlier = witness_.sign(textOf(log->checkpoint()));
    ASSERT_TRUE(append(*log, 5));
    const auto text = textOf(log->checkpoint());
    const auto note = contentOf(folder_ / "checkpoint");
    const auto right = witness_.sign(text);
    auto wrong = right;
    wrong[wrong.size() - 10] ^= 1;
    for (const auto& line : {earlier, wrong, std::string(), std::string("line"), right + right,
                             Witness("witness.example.com/w1").sign(text), signer().sign(text),
                             witness_.sign(text, std::uint64_t{1} << 63U)}) {
        EXPECT_FALSE(log->addCosignature(line, witness_.key())) << line;
        EXPECT_EQ(contentOf(folder_ / "checkpoint"), note);
    }
}

TEST_F(CosignedLog, IsToldApartFromOneThatIsSigned) {
    const auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    const auto note = log->reader()->note();
    EXPECT_FALSE(parseVerifierKey(witness_.keyText()));
    EXPECT_FALSE(parseWitnessKey(textOf(signer().verifier())));
    auto spoiled = witness_.sign(textOf(log->checkpoint()));
    const auto both = note + spoiled;
    spoiled[spoiled.size() - 10] ^= 1;
    EXPECT_TRUE(cosignedAt(*parseSignedNote(both), witness_.key()));
    EXPECT_FALSE(cosignedAt(*parseSignedNote(both + spoiled), witness_.key()))
        << "one wrong line in its name";
    EXPECT_FALSE(cosignedAt(*parseSignedNote(note), witness_.key()));
}

}  // namespace
}  // namespace tidewaiter::tlog::tests
