// "Checkpoints are signed as the tools of auditors expect it." (issue 6, point 6; C2SP signed-note)
#include "firmware/tlog/signed_note.h"

#include <gtest/gtest.h>

namespace tidewaiter::tlog::tests {
namespace {

// The example of Go's sumdb/note.
const std::string kKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const std::string kText =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const std::string kLine =
    "\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const std::string kNote = kText + '\n' + kLine;

VerifierKey key(const std::string& text = kKey) {
    auto parsed = parseVerifierKey(text);
    EXPECT_TRUE(parsed) << parsed.error().message;
    return *parsed;
}

bool isSigned(const std::string& note, const VerifierKey& by) {
    const auto parsed = parseSignedNote(note);
    return parsed && isSignedBy(*parsed, by);
}

TEST(SignedNote, OfGosToolsIsVerified) {
    const auto note = parseSignedNote(kNote);
    ASSERT_TRUE(note) << note.error().message;
    EXPECT_EQ(note->text, kText);
    ASSERT_EQ(note->signatures.size(), 1U);
    EXPECT_EQ(note->signatures[0].name, "PeterNeumann");
    EXPECT_TRUE(isSignedBy(*note, key()));
    EXPECT_EQ(textOf(key()), kKey);
}

TEST(SignedNote, NoByteOfItCanBeChanged) {
    for (std::size_t i = 0; i < kNote.size(); ++i) {
        for (const unsigned bit : {1U, 4U, 128U}) {
            auto other = kNote;
            other[i] = static_cast<char>(static_cast<unsigned char>(other[i]) ^ bit);
            EXPECT_FALSE(isSigned(other, key())) << "byte " << i;
        }
    }
}

TEST(SignedNote, OfOurOwnIsVerifiedByWhoHasTheKey) {
    const auto signer = NoteSigner::generate("tidewaiter.example/log");
    const auto note = "a\n\n" + signer.sign("a\n");
    EXPECT_TRUE(isSigned(note, key(textOf(signer.verifier()))));
    EXPECT_FALSE(isSigned(note, key()));
    EXPECT_FALSE(isSigned(note, NoteSigner::generate("tidewaiter.example/log").verifier()));
}

TEST(SignedNote, KeepsTheSignaturesOfOthers) {
    const auto witness = NoteSigner::generate("witness");
    const auto note = kNote + witness.sign(kText) + "\u2014 other AAAAAAAA\n";
    ASSERT_TRUE(parseSignedNote(note));
    EXPECT_EQ(parseSignedNote(note)->signatures.size(), 3U);
    EXPECT_TRUE(isSigned(note, key()));
    EXPECT_TRUE(isSigned(note, witness.verifier()));
}

TEST(SignedNote, IsSpoiledByAWrongSignatureOfTheKey) {
    auto wrong = kLine;
    wrong[kLine.size() - 10] ^= 1;
    EXPECT_FALSE(isSigned(kNote + wrong, key()));
    EXPECT_FALSE(isSigned(kText + '\n' + wrong + kLine, key()));
}

TEST(SignedNote, ThatIsNoneIsRefused) {
    std::string many = kText + '\n';
    for (int i = 0; i < 101; ++i) many += kLine;
    const std::vector<std::string> notes = {"",
                                            kText,
                                            kText + '\n',
                                            kText + kLine,
                                            kNote + '\n',
                                            kNote + "more\n",
                                            kNote.substr(0, kNote.size() - 1),
                                            kText + "\n- PeterNeumann AAAAAAAA\n",
                                            kText + "\n\u2014 PeterNeumann\n",
                                            kText + "\n\u2014  AAAAAAAA\n",
                                            kText + "\n\u2014 a b AAAAAAAA\n",
                                            kText + "\n\u2014 a+b AAAAAAAA\n",
                                            kText + "\n\u2014 a\u00A0b AAAAAAAA\n",
                                            kText + "\n\u2014 a AAAAAA==\n",
                                            kText + "\n\u2014 a AAAAAAA\n",
                                            kText + "\n\u2014 a AAAAAAB=\n",
                                            kText + "\n\u2014 a AAAA_AAA\n",
                                            "a\tb\n\n" + kLine,
                                            "a\r\n\n" + kLine,
                                            "\xff\n\n" + kLine,
                                            std::string(1U << 20U, 'a') + "\n\n" + kLine,
                                            many};
    for (const auto& note : notes) {
        const auto parsed = parseSignedNote(note);
        ASSERT_FALSE(parsed) << note.substr(0, 200);
        EXPECT_NE(parsed.error().message.find("; take"), std::string::npos) << parsed.error().message;
    }
}

TEST(VerifierKey, ThatIsNoneIsRefused) {
    const std::string encoded = "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const std::vector<std::string> keys = {
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "PeterNeumann+c74f20a3+",
        "PeterNeumann+c74f20a4+" + encoded,
        "PeterNeumann+C74F20A3+" + encoded,
        "PeterNewmann+c74f20a3+" + encoded,
        "+c74f20a3+" + encoded,
        "Peter Neumann+c74f20a3+" + encoded,
        "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+" + encoded.substr(4),
        kKey + '\n',
        kKey + "AAAA"};
    for (const auto& text : keys) {
        const auto parsed = parseVerifierKey(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_NE(parsed.error().message.find("copy the whole line"), std::string::npos);
    }
}

TEST(NoteSigner, IsTheSameFromItsText) {
    const auto signer = NoteSigner::generate("log");
    const auto again = NoteSigner::parse(signer.text());
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->verifier(), signer.verifier());
    EXPECT_EQ(again->sign("a\n"), signer.sign("a\n"));
    EXPECT_TRUE(signer.text().text().starts_with("PRIVATE+KEY+log+"));
}

// The key of Go's sumdb/note example.
TEST(NoteSigner, SignsAsGosToolsDo) {
    const auto signer = NoteSigner::parse(
        files::Secret::of("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"));
    ASSERT_TRUE(signer) << signer.error().message;
    EXPECT_EQ(textOf(signer->verifier()), kKey);
    EXPECT_EQ(signer->sign(kText), kLine);
}

TEST(NoteSigner, OfADamagedTextIsRefused) {
    const auto signer = NoteSigner::generate("log");
    const auto text = std::string(signer.text().text());
    for (const auto& wrong : {std::string(), std::string("PRIVATE+KEY+"), kKey, text.substr(1), text + 'A',
                              text.substr(0, text.size() - 4), "PRIVATE+KEY+lag" + text.substr(15)}) {
        const auto parsed = NoteSigner::parse(files::Secret::of(wrong.empty() ? "x" : wrong));
        ASSERT_FALSE(parsed) << wrong;
        EXPECT_NE(parsed.error().message.find("backup"), std::string::npos);
        EXPECT_EQ(parsed.error().message.find(text.substr(30)), std::string::npos) << "it tells the key";
    }
}

}  // namespace
}  // namespace tidewaiter::tlog::tests
