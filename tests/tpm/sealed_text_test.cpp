#include "firmware/tpm/sealed_text.h"

#include <gtest/gtest.h>

namespace tidewaiter::tpm {
namespace {

const SealedText kSealed{std::string("\0\x0bname", 6), "public bytes", "private bytes"};

TEST(SealedText, ComesBackAsItWas) {
    const auto parsed = parseSealedText(textOf(kSealed));
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_EQ(*parsed, kSealed);
}

/// FORMAT.md shows it like this.
TEST(SealedText, IsFourLines) {
    EXPECT_EQ(textOf(kSealed),
              "tidewaiter sealed by TPM 2.0, version 1\n"
              "parent AAtuYW1l\n"
              "public cHVibGljIGJ5dGVz\n"
              "private cHJpdmF0ZSBieXRlcw==\n");
}

/// Anything else is refused: cut off anywhere, longer, other names, other order, other base64.
TEST(SealedText, RefusesWhatItDoesNotWrite) {
    const auto text = textOf(kSealed);
    for (std::size_t size = 0; size < text.size(); ++size)
        EXPECT_FALSE(parseSealedText(std::string_view(text).substr(0, size))) << size;
    const std::string first = "tidewaiter sealed by TPM 2.0, version 1\n";
    for (const auto& bad :
         {text + "\n", text + "x", "\n" + text, first + "parent \npublic YQ==\nprivate YQ==\n",
          first + "public YQ==\nparent YQ==\nprivate YQ==\n",
          first + "parent YQ==\npublic YQ==\nprivate YR==\n",
          first + "parent YQ==\npublic YQ\nprivate YQ==\n",
          first + "parent  YQ==\npublic YQ==\nprivate YQ==\n",
          first + "parent YQ==\r\npublic YQ==\r\nprivate YQ==\r\n", std::string(100, '\0'),
          std::string("PRIVATE+KEY+tidewaiter+00000000+AQID\n"),
          first + "parent " + std::string(1U << 20U, 'A') + "\npublic YQ==\nprivate YQ==\n"}) {
        const auto parsed = parseSealedText(bad);
        ASSERT_FALSE(parsed) << bad.substr(0, 100);
        EXPECT_EQ(parsed.error().message, "it is damaged; restore it from its backup");
    }
}

TEST(SealedText, TellsANewerVersion) {
    const auto parsed =
        parseSealedText("tidewaiter sealed by TPM 2.0, version 2\nparent YQ==\npublic YQ==\nprivate YQ==\n");
    ASSERT_FALSE(parsed);
    EXPECT_NE(parsed.error().message.find("update the program"), std::string::npos);
}

}  // namespace
}  // namespace tidewaiter::tpm
