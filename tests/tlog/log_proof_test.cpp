// "The proof of one record is verified without the log." (issue 6, point 6; C2SP tlog-proof)
#include "firmware/tlog/log_proof.h"

#include <algorithm>

#include "tests/tlog/log_folder.h"

namespace tidewaiter::tlog::tests {
namespace {

constexpr std::uint64_t kSize = 300;
constexpr std::uint64_t kIndex = 270;

class ProofOfALog : public LogFolder {
  protected:
    void SetUp() override {
        LogFolder::SetUp();
        make(kSize);
        const auto reader = read();
        ASSERT_TRUE(reader) << reader.error().message;
        proof_ = {kIndex, *reader->inclusionProof(kIndex), reader->note(), {}};
    }

    bool holds(const std::string& text, const std::string& entry = entryAt(kIndex)) const {
        const auto proof = parseLogProof(text);
        return proof && verifyLogProof(*proof, entry, signer().verifier());
    }

    LogProof proof_;
};

TEST_F(ProofOfALog, IsVerifiedWithoutIt) {
    const auto text = textOf(proof_);
    EXPECT_TRUE(text.starts_with("c2sp.org/tlog-proof@v1\nindex 270\n")) << text;
    const auto again = parseLogProof(text);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, proof_);
    const auto checkpoint = verifyLogProof(*again, entryAt(kIndex), signer().verifier());
    ASSERT_TRUE(checkpoint) << checkpoint.error().message;
    EXPECT_EQ(checkpoint->size, kSize);
}

TEST_F(ProofOfALog, CarriesWhatElseIsNeeded) {
    proof_.extra = std::string("\0more", 5);
    const auto again = parseLogProof(textOf(proof_));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->extra, proof_.extra);
    EXPECT_TRUE(holds(textOf(proof_)));
}

TEST_F(ProofOfALog, IsOfOneEntryOnly) {
    EXPECT_FALSE(holds(textOf(proof_), entryAt(kIndex - 1)));
    auto other = proof_;
    other.index = kIndex - 1;
    EXPECT_FALSE(holds(textOf(other)));
    const auto wrong = verifyLogProof(proof_, "another", signer().verifier());
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().message.find("as number 270"), std::string::npos) << wrong.error().message;
    EXPECT_FALSE(verifyLogProof(proof_, entryAt(kIndex), NoteSigner::generate("other").verifier()));
}

TEST_F(ProofOfALog, NoByteOfItCanBeChanged) {
    const auto text = textOf(proof_);
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto other = text;
        other[i] = static_cast<char>(static_cast<unsigned char>(other[i]) ^ (1U << i % 8));
        EXPECT_FALSE(holds(other)) << "byte " << i;
        EXPECT_FALSE(holds(text.substr(0, i))) << i << " bytes";
    }
}

TEST_F(ProofOfALog, ThatIsNoneIsRefused) {
    const std::string head = "c2sp.org/tlog-proof@v1\n";
    const auto& note = proof_.note;
    const std::string hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    std::string many = head + "index 0\n";
    for (int i = 0; i < 65; ++i) many += hash;
    for (const auto& text :
         {std::string(), head, "c2sp.org/tlog-proof@v2\nindex 0\n\n" + note, head + "\n" + note,
          head + "index 00\n\n" + note, head + "index -1\n\n" + note, head + "index\n\n" + note,
          head + "index 0 \n\n" + note, head + "index 0\n" + hash, head + "index 0\nAAAA\n\n" + note,
          head + "index 0\n" + hash + "more\n\n" + note, head + "extra A\nindex 0\n\n" + note,
          head + "index 0\nextra AAAA\n\n" + note, head + "extra AAAA\nextra AAAA\nindex 0\n\n" + note,
          many + '\n' + note}) {
        const auto proof = parseLogProof(text);
        ASSERT_FALSE(proof) << text;
        EXPECT_NE(proof.error().message.find("; take it"), std::string::npos);
    }
}

}  // namespace
}  // namespace tidewaiter::tlog::tests
