// "A checkpoint says how many entries the log has and what its root is." (issue 6, point 6; C2SP
// tlog-checkpoint)
#include "firmware/tlog/checkpoint.h"

#include <gtest/gtest.h>

namespace tidewaiter::tlog::tests {
namespace {

// The example of the specification.
const std::string kRoot = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
const std::string kText = "example.com/behind-the-sofa\n20852163\n" + kRoot + '\n';

TEST(Checkpoint, OfTheSpecificationIsRead) {
    const auto checkpoint = parseCheckpoint(kText);
    ASSERT_TRUE(checkpoint) << checkpoint.error().message;
    EXPECT_EQ(checkpoint->origin, "example.com/behind-the-sofa");
    EXPECT_EQ(checkpoint->size, 20852163U);
    EXPECT_EQ(checkpoint->root[0], 0x0a);
    EXPECT_EQ(textOf(*checkpoint), kText);
}

TEST(Checkpoint, KeepsFurtherLines) {
    const auto checkpoint = parseCheckpoint(kText + "one\ntwo\n");
    ASSERT_TRUE(checkpoint) << checkpoint.error().message;
    EXPECT_EQ(checkpoint->extensions, "one\ntwo\n");
    EXPECT_EQ(textOf(*checkpoint), kText + "one\ntwo\n");
}

TEST(Checkpoint, ThatIsNoneIsRefused) {
    const std::vector<std::string> texts = {"",
                                            "log",
                                            "log\n",
                                            "\n1\n" + kRoot + '\n',
                                            "log\n1\n",
                                            "log\n1\n" + kRoot,
                                            "log\n\n" + kRoot + '\n',
                                            "log\n01\n" + kRoot + '\n',
                                            "log\n+1\n" + kRoot + '\n',
                                            "log\n-1\n" + kRoot + '\n',
                                            "log\n 1\n" + kRoot + '\n',
                                            "log\n1 \n" + kRoot + '\n',
                                            "log\n0x1\n" + kRoot + '\n',
                                            "log\n18446744073709551616\n" + kRoot + '\n',
                                            "log\n1\nAAAA\n",
                                            "log\n1\n" + kRoot.substr(0, 43) + '\n',
                                            "log\n1\n" + kRoot + " \n",
                                            kText + '\n',
                                            kText + "more",
                                            kText + "one\n\ntwo\n"};
    for (const auto& text : texts) {
        const auto checkpoint = parseCheckpoint(text);
        ASSERT_FALSE(checkpoint) << text;
        EXPECT_NE(checkpoint.error().message.find("; take it"), std::string::npos);
    }
}

TEST(Checkpoint, CountsOnlyWhereTheLogSignedIt) {
    const auto log = NoteSigner::generate("example.com/behind-the-sofa");
    const auto note = kText + '\n' + log.sign(kText);
    const auto checkpoint = openCheckpoint(note, log.verifier());
    ASSERT_TRUE(checkpoint) << checkpoint.error().message;
    EXPECT_EQ(checkpoint->size, 20852163U);

    const auto sameName = NoteSigner::generate("example.com/behind-the-sofa");
    EXPECT_FALSE(openCheckpoint(note, sameName.verifier()));
    const auto other = NoteSigner::generate("other");
    const auto wrong = openCheckpoint(note + other.sign(kText), other.verifier());
    ASSERT_FALSE(wrong) << "another's checkpoint, if signed";
    EXPECT_NE(wrong.error().message.find("behind-the-sofa"), std::string::npos);
    EXPECT_FALSE(openCheckpoint("a\n\n" + log.sign("a\n"), log.verifier()));
    EXPECT_FALSE(openCheckpoint("", log.verifier()));
}

}  // namespace
}  // namespace tidewaiter::tlog::tests
