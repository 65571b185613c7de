// Targets of requests taken apart, good ones and others.
#include "firmware/console/url_text.h"

#include <gtest/gtest.h>

namespace tidewaiter::console {
namespace {

TEST(UrlText, TakesATargetApart) {
    const auto target = parseTarget("/a%20b/%E4%BE%8B?text=a+b%2Bc&empty=&alone&text=later");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/a b/\u4F8B");
    EXPECT_EQ(target->query,
              (std::map<std::string, std::string>{{"text", "later"}, {"empty", ""}, {"alone", ""}}));
    EXPECT_EQ(unescaped("a+b", false), "a+b");
    EXPECT_EQ(unescaped("a+b", true), "a b");
    EXPECT_EQ(parseTarget("/")->path, "/");
}

TEST(UrlText, RefusesWhatIsNone) {
    using std::string_literals::operator""s;
    for (const auto& target : {""s, "a"s, "?a=b"s, "http://x/"s, "/%"s, "/%4"s, "/%4g"s, "/%-1"s, "/%+1"s,
                               "/%00"s, "/a\0b"s, "/a?b=%00"s, "/a?b=\0"s, "/a?%zz=b"s})
        EXPECT_FALSE(parseTarget(target)) << testing::PrintToString(target);
}

}  // namespace
}  // namespace tidewaiter::console
