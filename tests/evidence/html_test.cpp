#include "firmware/evidence/html.h"

#include <gtest/gtest.h>

#include "firmware/evidence/content_hash.h"
#include "firmware/files/base64.h"

namespace tidewaiter::evidence {

// The door is shut at compile time: a string is not markup, and a Literal is made from constants only.
static_assert(!std::is_convertible_v<std::string, Markup>);
static_assert(!std::is_constructible_v<Markup, std::string>);
static_assert(!std::is_convertible_v<std::string, Literal>);

TEST(Html, escapes_everything_that_could_be_markup) {
    EXPECT_EQ(words("a & b < c > \"d\" 'e'").str(), "a &amp; b &lt; c &gt; &quot;d&quot; &#39;e&#39;");
    EXPECT_EQ(text("<script>").str(), "<bdi translate=\"no\">&lt;script&gt;</bdi>");
    EXPECT_EQ(text("&lt;").str(), "<bdi translate=\"no\">&amp;lt;</bdi>");
    EXPECT_EQ(text("a\x1D").str(), "<bdi translate=\"no\">a<span class=\"token\">GS</span></bdi>");
    EXPECT_EQ(attribute("title", "\" onload='x'\u202E").str(),
              " title=\"&quot; onload=&#39;x&#39;[U+202E]\"");
}

TEST(Html, joins_literals_and_markup) {
    Markup page;
    page << "<p>" << words("1 < 2") << "</p>";
    EXPECT_EQ(page.str(), "<p>1 &lt; 2</p>");
    EXPECT_TRUE(Markup().empty());
}

TEST(Base64, follows_the_vectors_of_rfc_4648) {
    const std::pair<std::string, std::string> vectors[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    };
    for (const auto& [plain, encoded] : vectors) EXPECT_EQ(files::toBase64(plain), encoded);
    // SHA-256 of nothing, FIPS 180-4.
    EXPECT_EQ(base64Sha256(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

}  // namespace tidewaiter::evidence
