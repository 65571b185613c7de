#include "firmware/tuf/folder_fetcher.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "firmware/tuf/address_fetcher.h"
#include "firmware/tuf/growing_file.h"
#include "firmware/tuf/metadata_store.h"

namespace tidewaiter::tests {
namespace {

namespace fs = std::filesystem;
using tuf::FetchProblem;

class FilesTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "tidewaiter-tuf-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { fs::remove_all(folder_); }

    tl::expected<std::string, tuf::FetchError> fetch(const std::string& url, std::uint64_t maxBytes = 100,
                                                     std::uint64_t from = 0) {
        std::string bytes;
        const auto outcome = fetcher_.fetch({url, maxBytes, from}, [&](std::string_view piece) {
            bytes += piece;
            return Expected<void>();
        });
        if (!outcome) return tl::unexpected(outcome.error());
        return bytes;
    }
    std::string url(const std::string& name) { return tuf::folderUrl(folder_.string()) + '/' + name; }

    fs::path folder_;
    tuf::AddressFetcher fetcher_;
};

TEST_F(FilesTest, BringsAFile) {
    std::ofstream(folder_ / "1.root.json") << "content";
    fs::create_directory(folder_ / "a b");
    std::ofstream(folder_ / "a b" / "100%") << "percent";
    EXPECT_EQ(fetch(url("1.root.json")).value_or(""), "content");
    EXPECT_EQ(fetch(url("1.root.json"), 7).value_or(""), "content");
    EXPECT_EQ(fetch(url("1.root.json"), 7, 4).value_or(""), "ent");
    EXPECT_EQ(fetch(url("a%20b/100%25")).value_or(""), "percent");
}

TEST_F(FilesTest, EndsAtTheMostBytes) {
    std::ofstream(folder_ / "file") << "content";
    const auto bytes = fetch(url("file"), 6);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().problem, FetchProblem::TooLong);
}

// Folders, pipes, and names that lead elsewhere are no files of a repository.
TEST_F(FilesTest, FindsOnlyFilesInTheFolder) {
    fs::create_directory(folder_ / "sub");
    std::ofstream(folder_ / "secret") << "secret";
    ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
    for (const char* name : {"missing", "sub", "pipe", "sub/../secret", "sub%2F..%2Fsecret", "%2e%2e/x",
                             "secret%00", "secret%zz", "secret/x"}) {
        const auto bytes = fetch(url(name));
        ASSERT_FALSE(bytes) << name;
        EXPECT_EQ(bytes.error().problem, FetchProblem::NotFound) << name;
    }
    EXPECT_FALSE(fetch("file://relative"));
}

TEST_F(FilesTest, AddressesOfFolders) {
    EXPECT_EQ(tuf::addressOf("https://host/x"), "https://host/x");
    EXPECT_EQ(tuf::addressOf("/media/usb stick/lists"), "file:///media/usb%20stick/lists");
    EXPECT_EQ(tuf::addressOf("file:///media/usb"), "file:///media/usb");
    EXPECT_TRUE(tuf::addressOf("lists").ends_with("/lists"));
}

TEST_F(FilesTest, StoreReplacesAsAWhole) {
    const tuf::MetadataStore store(folder_);
    EXPECT_FALSE(store.load("role").value());
    ASSERT_TRUE(store.save("role", "old"));
    ASSERT_TRUE(store.save("role", "newer"));
    EXPECT_EQ(store.load("role").value().value_or(""), "newer");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
    EXPECT_TRUE(store.remove("role"));
    EXPECT_TRUE(store.remove("role")) << "what is gone is gone";
    EXPECT_FALSE(store.load("role").value());
}

// A full disk leaves the old file and says so.
TEST_F(FilesTest, FullDisk) {
    const tuf::MetadataStore store(folder_);
    ASSERT_TRUE(store.save("role", "old"));
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{100, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    const auto ok = store.save("role", std::string(5000, 'x'));
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    ASSERT_FALSE(ok);
    EXPECT_NE(ok.error().message.find("the disk is full"), std::string::npos) << ok.error().message;
    EXPECT_EQ(store.load("role").value().value_or(""), "old");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(FilesTest, SaysWhereItCannotWrite) {
    EXPECT_FALSE(tuf::MetadataStore(folder_ / "missing").save("role", "x"));
    EXPECT_FALSE(tuf::GrowingFile::open(folder_ / "missing" / "file"));
    auto file = tuf::GrowingFile::open(folder_ / "file");
    ASSERT_TRUE(file && file->append("x"));
    EXPECT_FALSE(file->publish(folder_ / "missing" / "file"));
    EXPECT_TRUE(fs::exists(folder_ / "file")) << "a later attempt can go on";
}

}  // namespace
}  // namespace tidewaiter::tests
