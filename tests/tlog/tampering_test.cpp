// "Whoever changes one byte of the log is found, and the message names the file." (issue 6, tamper test)
#include <algorithm>

#include "tests/tlog/log_folder.h"

namespace tidewaiter::tlog::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSize = 300;
constexpr std::size_t kStep = 11;

class TamperedLog : public LogFolder {
  protected:
    void SetUp() override {
        LogFolder::SetUp();
        make(kSize);
        ASSERT_TRUE(verdict()) << verdict().error().message;
    }

    Expected<void> verdict() const {
        const auto reader = read();
        if (!reader) return tl::unexpected(reader.error());
        return reader->verify();
    }

    void expectFound(const std::string& file, const std::string& how) const {
        const auto found = verdict();
        ASSERT_FALSE(found) << file << ": " << how;
        EXPECT_NE(found.error().message.find(file), std::string::npos)
            << how << ": " << found.error().message;
    }

    /// Runs `change` on the content of every file in turn.
    template <class Change>
    void forEveryFile(const Change& change) const {
        for (const auto& file : files()) {
            const auto bytes = contentOf(folder_ / file);
            change(file, bytes);
            write(folder_ / file, bytes);
        }
        EXPECT_TRUE(verdict());
    }
};

TEST_F(TamperedLog, IsFoundAfterAnyChangeOfAByte) {
    std::size_t changes = 0;
    forEveryFile([&](const std::string& file, const std::string& bytes) {
        for (std::size_t i = 0; i < bytes.size(); i += file == "checkpoint" ? 1 : kStep) {
            auto other = bytes;
            other[i] = static_cast<char>(static_cast<unsigned char>(other[i]) ^ (1U << i % 8));
            write(folder_ / file, other);
            const auto found = verdict();
            ASSERT_FALSE(found) << file << ", byte " << i;
            ++changes;
            EXPECT_NE(found.error().message.find(file), std::string::npos) << found.error().message;
        }
    });
    std::printf("%zu changes, all of them found\n", changes);
    EXPECT_GT(changes, 1000U);
}

TEST_F(TamperedLog, IsFoundAfterAFileWasShortenedLengthenedEmptiedOrRemoved) {
    forEveryFile([&](const std::string& file, const std::string& bytes) {
        for (const auto& other : {bytes.substr(0, bytes.size() - 1), bytes + '\0', bytes.substr(1),
                                  bytes + bytes, std::string()}) {
            write(folder_ / file, other);
            expectFound(file, std::to_string(other.size()) + " bytes");
        }
        fs::remove(folder_ / file);
        expectFound(file, "removed");
    });
}

TEST_F(TamperedLog, IsFoundAfterAnEntryWasReplacedByOneOfTheSameLength) {
    auto bundle = contentOf(folder_ / "tile/entries/000");
    bundle.replace(bundle.find("entry 123"), 9, "entry 124");
    write(folder_ / "tile/entries/000", bundle);
    const auto found = verdict();
    ASSERT_FALSE(found);
    EXPECT_NE(found.error().message.find("entry 123 is not the one"), std::string::npos)
        << found.error().message;
}

TEST_F(TamperedLog, IsFoundAfterEntryAndHashWereReplaced) {
    auto bundle = contentOf(folder_ / "tile/entries/000");
    bundle.replace(bundle.find("entry 123"), 9, "entry 124");
    write(folder_ / "tile/entries/000", bundle);
    auto tile = contentOf(folder_ / "tile/0/000");
    const auto hash = leafHash("entry 124");
    tile.replace(123 * hash.size(), hash.size(), reinterpret_cast<const char*>(hash.data()), hash.size());
    write(folder_ / "tile/0/000", tile);
    expectFound("tile/0/000", "its root is another");
}

TEST_F(TamperedLog, IsFoundAfterFilesWereExchanged) {
    fs::rename(folder_ / "tile/0/000", folder_ / "tile/0/x");
    fs::copy(folder_ / "tile/0/001.p/44", folder_ / "tile/0/000");
    expectFound("tile/0/000", "exchanged");
}

// Who holds the key can sign another past, but nobody who has an earlier checkpoint takes it.
TEST_F(TamperedLog, ThatIsSignedAnewDoesNotContinueWhatWasSeen) {
    const auto seen = read()->checkpoint();
    fs::remove_all(folder_);
    auto log = open();
    ASSERT_TRUE(log);
    ASSERT_TRUE(log->append({"another past"}));
    ASSERT_TRUE(append(*log, 400));
    ASSERT_TRUE(verdict());
    const auto proof = log->reader()->consistencyProof(kSize);
    ASSERT_TRUE(proof);
    EXPECT_FALSE(provesConsistency(*proof, kSize, seen.root, log->checkpoint().size, log->checkpoint().root));
}

}  // namespace
}  // namespace tidewaiter::tlog::tests
