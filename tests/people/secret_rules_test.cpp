// "PIN of at least 6 digits or password of at least 8 characters; trivial ones refused."
#include "firmware/people/secret_rules.h"

#include <gtest/gtest.h>

#include <string>

#include "firmware/people/plain_text.h"

namespace tidewaiter::people::tests {
namespace {

TEST(SecretRules, TakeWhatOthersWouldNotTryFirst) {
    for (const auto* secret : {"294716", "1234567890129", "081547", "correct horse", "Tr4ktor!",
                               "海关检查员二号码头", "contraseña", "123457", "112233"})
        EXPECT_TRUE(checkSecret(secret, "Ada Lovelace")) << secret;
}

struct Refused {
    const char* secret;
    const char* why;
};

TEST(SecretRules, RefuseWhatIsShortOrTrivialAndSayWhy) {
    const Refused refused[] = {
        {"", "at least 6 digits"},
        {"29471", "at least 6 digits"},
        {"secret", "at least 8 characters"},
        {"ñññññññ", "at least 8 characters"},
        {"123456", "simple pattern"},
        {"654321", "simple pattern"},
        {"456789", "simple pattern"},
        {"567890", "simple pattern"},
        {"098765", "simple pattern"},
        {"777777", "simple pattern"},
        {"121212", "simple pattern"},
        {"123123", "simple pattern"},
        {"12341234", "simple pattern"},
        {"aaaaaaaa", "simple pattern"},
        {"abcdefgh", "simple pattern"},
        {"ABABABAB", "simple pattern"},
        {"Password", "simple pattern"},
        {"tidewaiter", "simple pattern"},
        {"ADA lovelace", "a name is no secret"},
        {"\xFF\xFE\xFF\xFE\xFF\xFE\xFF\xFE", "not text"},
    };
    for (const auto& [secret, why] : refused) {
        const auto checked = checkSecret(secret, "Ada Lovelace");
        ASSERT_FALSE(checked) << secret;
        EXPECT_NE(checked.error().message.find(why), std::string::npos) << checked.error().message;
    }
}

TEST(SecretRules, RefuseWhatIsTooLongToHash) {
    EXPECT_FALSE(checkSecret(std::string(257, 'x') + "y", "Ada"));
    EXPECT_FALSE(checkSecret(std::string(10'000'000, '7'), "Ada"));
}

TEST(PlainText, IsOneFormOfWhatKeyboardsWriteDifferently) {
    EXPECT_EQ(composed("nin\u0303o"), "ni\u00f1o");
    EXPECT_EQ(tidied("  Ada \u00a0 Lovelace\u3000"), "Ada Lovelace");
    EXPECT_EQ(nameKey("ADA"), nameKey(" ada "));
    EXPECT_EQ(nameKey("Ａｄａ"), nameKey("ada"));
    EXPECT_EQ(nameKey("Stra\u00dfe"), nameKey("STRASSE"));
    EXPECT_NE(nameKey("Ada"), nameKey("Adam"));
}

TEST(PlainText, HasNothingThatCannotBeSeen) {
    for (const auto* text : {"A\nB", "A\tB", "A\u202eB", "A\u200bB", "A\x7f", "\xC3\x28"})
        EXPECT_FALSE(tidied(text)) << text;
    EXPECT_FALSE(tidied(std::string("A\0B", 3)));
}

}  // namespace
}  // namespace tidewaiter::people::tests
