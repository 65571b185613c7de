#include "firmware/tpm/sealed_secret.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "firmware/tpm/sealed_text.h"
#include "tests/tpm/software_tpm.h"

namespace tidewaiter::tpm {
namespace {

using files::Secret;
using tests::SoftwareTpm;

constexpr std::string_view kKey =
    "PRIVATE+KEY+tidewaiter-0a1b2c3d+5e6f7a8b+AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob";

std::string must(Expected<std::string> sealed) {
    return sealed ? *sealed : throw std::runtime_error(sealed.error().message);
}

std::string sentenceOf(const Expected<Secret>& unsealed) {
    return unsealed ? "it was unsealed" : unsealed.error().message;
}

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Every TPM seals this much; one byte and the most there may be are the edges.
TEST(SealedSecret, ComesBackAsItWas) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    for (const auto& text :
         {std::string(kKey), std::string(1, 'x'), std::string(kMostSealed, '\xff'), std::string(40, '\0')}) {
        const auto sealed = must(seal(Secret::of(text), chip.address()));
        EXPECT_LT(sealed.size(), 1000U);
        const auto unsealed = unseal(sealed, chip.address());
        ASSERT_TRUE(unsealed) << unsealed.error().message;
        EXPECT_EQ(unsealed->text(), text);
    }
}

/// Whether the machine was switched off in between makes no difference.
TEST(SealedSecret, OutlivesTheTpmsPower) {
    TIDEWAITER_NEEDS_SWTPM();
    SoftwareTpm chip;
    const auto sealed = must(seal(Secret::of(kKey), chip.address()));
    chip.stop();
    chip.start();
    const auto unsealed = unseal(sealed, chip.address());
    ASSERT_TRUE(unsealed) << unsealed.error().message;
    EXPECT_EQ(unsealed->text(), kKey);
}

/// Nothing is left inside the TPM, which has room for three objects and three sessions.
TEST(SealedSecret, LeavesNothingInTheTpm) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    const auto sealed = must(seal(Secret::of(kKey), chip.address()));
    for (int i = 0; i < 10; ++i) {
        EXPECT_TRUE(seal(Secret::of(kKey), chip.address()));
        EXPECT_TRUE(unseal(sealed, chip.address()));
        EXPECT_FALSE(unseal("tidewaiter", chip.address()));
    }
}

/// The text does not hold the secret, and two of one secret differ.
TEST(SealedSecret, ShowsNothingOfTheSecret) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    const auto one = must(seal(Secret::of(kKey), chip.address()));
    const auto two = must(seal(Secret::of(kKey), chip.address()));
    EXPECT_NE(one, two);
    const auto parts = parseSealedText(one);
    ASSERT_TRUE(parts);
    for (const auto& text : {one, parts->publicPart, parts->privatePart}) {
        for (auto i = kKey.find('-'); i + 8 <= kKey.size(); ++i)
            ASSERT_FALSE(says(text, kKey.substr(i, 8))) << i;
    }
}

/// On another machine the text is of no use, and so it is once this one's TPM was cleared.
TEST(SealedSecret, IsOfNoUseToAnotherTpm) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    const auto sealed = must(seal(Secret::of(kKey), chip.address()));
    const SoftwareTpm other;
    const auto sentence = sentenceOf(unseal(sealed, other.address()));
    EXPECT_TRUE(says(sentence, "another TPM sealed it, or this one was cleared since")) << sentence;
    EXPECT_TRUE(says(sentence, "name another folder")) << sentence;
    // Not even where the name of its storage key is put in.
    auto parts = parseSealedText(sealed).value();
    parts.parent = parseSealedText(must(seal(Secret::of(kKey), other.address()))).value().parent;
    const auto forged = sentenceOf(unseal(textOf(parts), other.address()));
    EXPECT_TRUE(says(forged, "damaged")) << forged;
}

/// Any changed byte is refused, with a sentence: every third one is tried.
TEST(SealedSecret, RefusesEveryChangedByte) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    const auto sealed = must(seal(Secret::of(kKey), chip.address()));
    for (std::size_t i = 0; i < sealed.size(); i += 3) {
        auto changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 7)));
        const auto sentence = sentenceOf(unseal(changed, chip.address()));
        ASSERT_TRUE(says(sentence, "damaged") || says(sentence, "another TPM")) << i << ": " << sentence;
    }
}

/// The same for what is not even base64 any more changed: bits of what the TPM itself wrote.
TEST(SealedSecret, RefusesEveryChangedBitOfItsParts) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    const auto parts = parseSealedText(must(seal(Secret::of(kKey), chip.address()))).value();
    for (auto part : {&SealedText::publicPart, &SealedText::privatePart}) {
        for (std::size_t bit = 0; bit < (parts.*part).size() * 8; bit += 7) {
            auto changed = parts;
            (changed.*part)[bit / 8] = static_cast<char>((changed.*part)[bit / 8] ^ (1 << (bit % 8)));
            const auto sentence = sentenceOf(unseal(textOf(changed), chip.address()));
            ASSERT_TRUE(says(sentence, "it is damaged; restore it from its backup"))
                << bit << ": " << sentence;
        }
    }
}

/// The parts of one sealed secret do not go with those of another.
TEST(SealedSecret, RefusesMixedParts) {
    TIDEWAITER_NEEDS_SWTPM();
    const SoftwareTpm chip;
    auto one = parseSealedText(must(seal(Secret::of(kKey), chip.address()))).value();
    const auto two = parseSealedText(must(seal(Secret::of("another"), chip.address()))).value();
    one.publicPart = two.publicPart;
    EXPECT_TRUE(says(sentenceOf(unseal(textOf(one), chip.address())), "damaged"));
}

/// A TPM that is gone is told with what to do, when sealing and when unsealing.
TEST(SealedSecret, TellsATpmThatIsGone) {
    TIDEWAITER_NEEDS_SWTPM();
    SoftwareTpm chip;
    const auto sealed = must(seal(Secret::of(kKey), chip.address()));
    chip.stop();
    const auto sentence = sentenceOf(unseal(sealed, chip.address()));
    EXPECT_TRUE(says(sentence, "no TPM answers at")) << sentence;
    EXPECT_TRUE(says(sentence, "start the program that provides it")) << sentence;
    const auto again = seal(Secret::of(kKey), chip.address());
    ASSERT_FALSE(again);
    EXPECT_TRUE(says(again.error().message, "no TPM answers at"));
}

TEST(SealedSecret, TellsWhereThereIsNoTpm) {
    const auto missing = seal(Secret::of(kKey), "device:/dev/there-is-no-tpm");
    ASSERT_FALSE(missing);
    EXPECT_TRUE(says(missing.error().message, "there is no TPM at \"/dev/there-is-no-tpm\"; switch it on"));
    const auto none = seal(Secret::of(kKey), "device:/dev/null");
    ASSERT_FALSE(none);
    EXPECT_TRUE(says(none.error().message, "\"/dev/null\" does not answer")) << none.error().message;
    EXPECT_FALSE(seal(Secret::of(kKey), "device:/dev/zero"));
    EXPECT_FALSE(seal(Secret::of(kKey), "/usr/lib/any.so"));
}

/// A file that is named by mistake is not written into.
TEST(SealedSecret, WritesIntoNoFile) {
    auto name = (std::filesystem::temp_directory_path() / "tidewaiter-tpm-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    const auto file = std::filesystem::path(name) / "notes.txt";
    std::ofstream(file) << "notes";
    for (const auto& path : {file.string(), name}) {
        const auto sealed = seal(Secret::of(kKey), "device:" + path);
        ASSERT_FALSE(sealed);
        EXPECT_TRUE(says(sealed.error().message, "is no TPM but a file")) << sealed.error().message;
    }
    std::ifstream in(file);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "notes");
    std::filesystem::remove_all(name);
}

/// A contract, not a mistake of the user: our keys are shorter.
TEST(SealedSecret, TakesNoMoreThanEveryTpmTakes) {
    EXPECT_THROW(static_cast<void>(seal(Secret(kMostSealed + 1), "device:/dev/null")), std::invalid_argument);
}

}  // namespace
}  // namespace tidewaiter::tpm
