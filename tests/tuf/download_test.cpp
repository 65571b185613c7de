// Scenarios of the conformance suite: downloads of targets. Clauses of The Update Framework 1.0.34.
#include <fstream>

#include "tests/tuf/client.h"
#include "tests/tuf/sums.h"

namespace tidewaiter::tests {
namespace {

using nlohmann::json;
using Download = ClientTest;

constexpr const char* kPath = "target_file.txt";

// 5.7.3: a target arrives with its content, by its hash and name.
TEST_F(Download, ExpectedFile) {
    repository_.addTarget("targets", kPath, "target file contents");
    repository_.publishTargets();
    begin();
    EXPECT_TRUE(downloads().empty());
    EXPECT_EQ(download(kPath).value_or(""), "target file contents");
    EXPECT_EQ(downloads(), std::vector<std::string>{kPath});
    EXPECT_EQ(repository_.targetRequests,
              std::vector<std::string>{sumOf("sha256", "target file contents") + '.' + kPath});
}

// 5.7.3: the hash stands before the last part of the path only.
TEST_F(Download, SubDirectory) {
    repository_.addTarget("targets", "path/to/a/target file.txt", "contents");
    repository_.publishTargets();
    initialize();
    EXPECT_EQ(download("path/to/a/target file.txt").value_or(""), "contents");
    EXPECT_EQ(repository_.targetRequests,
              std::vector<std::string>{"path/to/a/" + sumOf("sha256", "contents") + ".target%20file.txt"});
    EXPECT_EQ(downloads(), std::vector<std::string>{"path%2Fto%2Fa%2Ftarget%20file.txt"});
}

// 5.7.3: a target that was replaced on the server is refused and leaves nothing behind.
TEST_F(Download, Substitution) {
    repository_.addTarget("targets", kPath, "target file contents");
    repository_.addTarget("targets", "another.txt", "content");
    repository_.publishTargets();
    initialize();
    EXPECT_TRUE(download(kPath));
    repository_.artifacts[kPath] = "malicious";
    repository_.artifacts["another.txt"] = "malware";
    EXPECT_EQ(download(kPath).value_or(""), "target file contents");
    const auto result = download("another.txt");
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("another sha256"), std::string::npos) << result.error().message;
    EXPECT_EQ(downloads(), std::vector<std::string>{kPath});
}

// 5.7.3: good and bad versions of a target by turns: only good ones arrive.
TEST_F(Download, RepeatedTampering) {
    initialize();
    for (int i = 0; i < 10; ++i) {
        const auto good = "modified contents " + std::to_string(i);
        repository_.addTarget("targets", kPath, good);
        repository_.publishTargets();
        ASSERT_EQ(download(kPath).value_or(""), good);
        repository_.addTarget("targets", kPath, good + '!');
        repository_.publishTargets();
        repository_.artifacts[kPath] = "malicious content " + std::to_string(i);
        ASSERT_FALSE(download(kPath));
        std::ifstream file(targets_ / kPath);
        std::string kept;
        std::getline(file, kept);
        ASSERT_EQ(kept, good);
        ASSERT_EQ(downloads(), std::vector<std::string>{kPath});
    }
}

struct HashCase {
    std::string name;
    std::vector<std::string> algorithms;
};

class DownloadHashes : public ClientTest, public testing::WithParamInterface<HashCase> {};

// 4.5 HASHES, 5.7.3: every stated hash counts, alone and beside others.
TEST_P(DownloadHashes, AreVerified) {
    repository_.addTarget("targets", kPath, "content", GetParam().algorithms);
    repository_.publishTargets();
    initialize();
    EXPECT_EQ(download(kPath).value_or(""), "content");
    for (const auto& algorithm : GetParam().algorithms) {
        auto& hashes = repository_.role("targets")["targets"][kPath]["hashes"];
        const auto good = hashes[algorithm];
        hashes[algorithm] = sumOf(algorithm, "other content");
        repository_.publishTargets();
        std::filesystem::remove_all(targets_);
        EXPECT_FALSE(download(kPath)) << algorithm;
        EXPECT_TRUE(downloads().empty());
        repository_.role("targets")["targets"][kPath]["hashes"][algorithm] = good;
    }
}

INSTANTIATE_TEST_SUITE_P(Download, DownloadHashes,
                         testing::Values(HashCase{"Sha256", {"sha256"}}, HashCase{"Sha512", {"sha512"}},
                                         HashCase{"Both", {"sha256", "sha512"}}),
                         [](const auto& each) { return each.param.name; });

struct UnknownCase {
    std::string name;
    bool besideKnown;
};

class UnknownHash : public ClientTest, public testing::WithParamInterface<UnknownCase> {};

// 4.5 HASHES: what cannot be verified is refused, also beside what can.
TEST_P(UnknownHash, IsRefused) {
    repository_.addTarget("targets", kPath, "content");
    auto& hashes = repository_.role("targets")["targets"][kPath]["hashes"];
    hashes["unknown-hash"] = hashes["sha256"];
    if (!GetParam().besideKnown) hashes.erase("sha256");
    repository_.publishTargets();
    initialize();
    const auto result = download(kPath);
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("'unknown-hash' is not known"), std::string::npos)
        << result.error().message;
    EXPECT_TRUE(downloads().empty());
}

INSTANTIATE_TEST_SUITE_P(Download, UnknownHash,
                         testing::Values(UnknownCase{"Alone", false}, UnknownCase{"Beside", true}),
                         [](const auto& each) { return each.param.name; });

// A target that is here already is not fetched again, nor is the role that describes it.
TEST_F(Download, PresentTargetIsNotFetchedAgain) {
    repository_.addTarget("targets", kPath, "content");
    repository_.publishTargets();
    initialize();
    EXPECT_TRUE(download(kPath));
    EXPECT_TRUE(download(kPath));
    EXPECT_EQ(repository_.targetRequests.size(), 1U);
}

// A target that somebody changed on disk is fetched again.
TEST_F(Download, ChangedPresentTarget) {
    repository_.addTarget("targets", kPath, "content");
    repository_.publishTargets();
    initialize();
    EXPECT_TRUE(download(kPath));
    std::ofstream(targets_ / kPath) << "changed";
    EXPECT_EQ(download(kPath).value_or(""), "content");
    EXPECT_EQ(repository_.targetRequests.size(), 2U);
}

// 5.7.3: longer than is signed: ends after as many bytes as are signed.
TEST_F(Download, LongerThanSigned) {
    repository_.addTarget("targets", kPath, "content");
    repository_.publishTargets();
    initialize();
    repository_.artifacts[kPath] = "content and more";
    EXPECT_FALSE(download(kPath));
    EXPECT_TRUE(downloads().empty());
}

// 5.7.3: shorter than is signed.
TEST_F(Download, ShorterThanSigned) {
    repository_.addTarget("targets", kPath, "content");
    repository_.publishTargets();
    initialize();
    repository_.artifacts[kPath] = "conten";
    const auto result = download(kPath);
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("6 bytes where 7 are signed"), std::string::npos)
        << result.error().message;
    EXPECT_TRUE(downloads().empty());
}

// An empty target is a target.
TEST_F(Download, EmptyTarget) {
    repository_.addTarget("targets", kPath, "");
    repository_.publishTargets();
    initialize();
    const auto content = download(kPath);
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_EQ(*content, "");
    EXPECT_EQ(downloads(), std::vector<std::string>{kPath});
}

// 5.7.2: a target that is described but not served.
TEST_F(Download, MissingOnTheServer) {
    repository_.addTarget("targets", kPath, "content");
    repository_.publishTargets();
    repository_.artifacts.clear();
    initialize();
    EXPECT_FALSE(download(kPath));
    EXPECT_TRUE(downloads().empty());
}

// Names in paths stay in the folder, whatever they are.
TEST_F(Download, PathsStayInTheFolder) {
    for (const char* path : {"../escape", "/etc/escape", "..", ".hidden", "a\nb"}) {
        repository_.addTarget("targets", path, "content");
        repository_.publishTargets();
        initialize();
        EXPECT_EQ(download(path).value_or(""), "content") << path;
        EXPECT_EQ(downloads().size(), 1U) << path;
        std::filesystem::remove_all(targets_);
    }
    EXPECT_FALSE(std::filesystem::exists(folder_ / "escape"));
}

// A download that broke off goes on where it stopped.
TEST_F(Download, GoesOn) {
    const std::string content(100'000, 'x');
    repository_.addTarget("targets", kPath, content);
    repository_.publishTargets();
    initialize();
    fetcher_.breakOff.reset();
    auto updater = open();
    ASSERT_TRUE(updater && updater->refresh());
    const auto target = updater->findTarget(kPath);
    ASSERT_TRUE(target);
    fetcher_.breakOff = 60'000;
    EXPECT_FALSE(updater->download(*target, targets_));
    EXPECT_EQ(downloads().size(), 1U);
    EXPECT_EQ(downloads().front().front(), '.');
    fetcher_.delivered = 0;
    EXPECT_TRUE(updater->download(*target, targets_));
    EXPECT_EQ(fetcher_.lastFrom, 60'000U);
    EXPECT_EQ(fetcher_.delivered, 40'000U);
    EXPECT_EQ(downloads(), std::vector<std::string>{kPath});
}

// A beginning of older content goes when newer content is fetched; other targets' beginnings stay.
TEST_F(Download, OldBeginningsGo) {
    repository_.addTarget("targets", "list", std::string(1000, 'x'));
    repository_.addTarget("targets", "list.0123", std::string(1000, 'z'));
    repository_.publishTargets();
    initialize();
    for (const char* path : {"list", "list.0123"}) {
        fetcher_.breakOff.reset();
        auto updater = open();
        ASSERT_TRUE(updater && updater->refresh());
        const auto target = updater->findTarget(path);
        ASSERT_TRUE(target);
        fetcher_.breakOff = 500;
        EXPECT_FALSE(updater->download(*target, targets_));
    }
    EXPECT_EQ(downloads().size(), 2U);
    repository_.addTarget("targets", "list", std::string(1000, 'y'));
    repository_.publishTargets();
    EXPECT_TRUE(download("list"));
    ASSERT_EQ(downloads().size(), 2U);
    EXPECT_TRUE(downloads()[0].starts_with(".list.0123."));
    EXPECT_EQ(downloads()[1], "list");
}

// Where the beginning turns out to be wrong, all of it is fetched once more.
TEST_F(Download, WrongBeginningIsFetchedAnew) {
    const std::string content(1000, 'x');
    repository_.addTarget("targets", kPath, content);
    repository_.publishTargets();
    initialize();
    auto updater = open();
    ASSERT_TRUE(updater && updater->refresh());
    const auto target = updater->findTarget(kPath);
    ASSERT_TRUE(target);
    fetcher_.breakOff = 600;
    EXPECT_FALSE(updater->download(*target, targets_));
    std::ofstream(targets_ / downloads().front(), std::ios::binary | std::ios::in) << 'y';
    const auto file = updater->download(*target, targets_);
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(fetcher_.lastFrom, 0U);
    EXPECT_EQ(downloads(), std::vector<std::string>{kPath});
}

// The application hears how far a target has come, and gets what was signed for it.
TEST_F(Download, ProgressAndCustomData) {
    repository_.addTarget("targets", kPath, "content");
    repository_.role("targets")["targets"][kPath]["custom"] = {{"kind", "list"}};
    repository_.publishTargets();
    initialize();
    std::vector<tuf::DownloadProgress> heard;
    auto updater = tuf::Updater::open({metadata_,
                                       "sim:/metadata",
                                       "sim:/targets",
                                       {},
                                       [&](const auto& progress) { heard.push_back(progress); }},
                                      fetcher_, [this] { return now_; });
    ASSERT_TRUE(updater && updater->refresh());
    const auto target = updater->findTarget(kPath);
    ASSERT_TRUE(target);
    EXPECT_EQ(target->file.custom, (json{{"kind", "list"}}));
    EXPECT_EQ(target->role, "targets");
    ASSERT_TRUE(updater->download(*target, targets_));
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(heard[0].received, 7U);
    EXPECT_EQ(heard[0].expected, 7U);
}

}  // namespace
}  // namespace tidewaiter::tests
