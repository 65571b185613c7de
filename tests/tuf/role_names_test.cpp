// Scenarios of the conformance suite: names of roles that mean harm. Clauses of The Update Framework 1.0.34.
#include <algorithm>

#include "firmware/tuf/url.h"
#include "tests/tuf/client.h"

namespace tidewaiter::tests {
namespace {

struct NameCase {
    std::string name;
    std::string role;
    std::string inUrl;
    std::string onDisk;
};

class RoleNames : public ClientTest, public testing::WithParamInterface<NameCase> {};

// 4.5 ROLENAME, 5.6.1: any name is asked for in one piece and stored inside the folder.
TEST_P(RoleNames, AreQuoted) {
    initialize();
    repository_.delegate("targets", GetParam().role);
    repository_.addTarget(GetParam().role, "file", "content");
    repository_.publish({GetParam().role, "targets", "snapshot", "timestamp"});
    EXPECT_EQ(download("file").value_or(""), "content");
    EXPECT_EQ(repository_.requests.back(), "1." + GetParam().inUrl);
    const auto versions = trusted();
    EXPECT_EQ(versions.size(), 5U);
    EXPECT_TRUE(versions.contains(GetParam().onDisk)) << testing::PrintToString(versions);
    EXPECT_TRUE(download("file")) << "what was stored is found again";
    EXPECT_EQ(repository_.requests.back(), "timestamp");
}

INSTANTIATE_TEST_SUITE_P(
    RoleNames, RoleNames,
    testing::Values(
        NameCase{"QuestionMark", "?", "%3F", "%3F"}, NameCase{"Hash", "#", "%23", "%23"},
        NameCase{"LeadingSlash", "/delegatedrole", "%2Fdelegatedrole", "%2Fdelegatedrole"},
        NameCase{"ParentFolder", "../delegatedrole", "..%2Fdelegatedrole", "%2E.%2Fdelegatedrole"},
        NameCase{"Percent", "%2e%2e", "%252e%252e", "%252e%252e"}, NameCase{"Dots", "..", "..", "%2E."},
        NameCase{"Space", "a b", "a%20b", "a%20b"}, NameCase{"LineEnd", "a\nb", "a%0Ab", "a%0Ab"},
        NameCase{"Chinese", "\xE5\x90\x8D\xE5\x8D\x95", "%E5%90%8D%E5%8D%95", "%E5%90%8D%E5%8D%95"},
        NameCase{"LooksLikeAVersion", "7.root", "7.root", "7.root"}),
    [](const auto& each) { return each.param.name; });

// A name too long for a file gets a short one of its own.
TEST(FileNames, LongOnes) {
    const std::string name(300, 'a');
    EXPECT_EQ(tuf::safeFileName(name).size(), std::string("%sha256-").size() + 64);
    EXPECT_NE(tuf::safeFileName(name), tuf::safeFileName(name + 'a'));
    EXPECT_NE(tuf::safeFileName(tuf::safeFileName(name)), tuf::safeFileName(name));
    EXPECT_EQ(tuf::safeFileName("lists"), "lists");
}

TEST(Urls, JoinWithAndWithoutSlash) {
    EXPECT_EQ(tuf::joinedUrl("http://host/metadata", "a"), "http://host/metadata/a");
    EXPECT_EQ(tuf::joinedUrl("http://host/metadata/", "a"), "http://host/metadata/a");
}

TEST(Urls, DecodeWhatWasEncoded) {
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    EXPECT_EQ(tuf::percentDecoded(tuf::percentEncoded(all)), all);
    for (const char* bad : {"%", "%1", "%zz", "a%2"}) EXPECT_FALSE(tuf::percentDecoded(bad)) << bad;
}

}  // namespace
}  // namespace tidewaiter::tests
