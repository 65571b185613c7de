// "The log is append-only: every entry has a proof, and so has every earlier state of it." (issue 6, point 6)
#include <algorithm>

#include "tests/tlog/log_folder.h"

namespace tidewaiter::tlog::tests {
namespace {

namespace fs = std::filesystem;

class Log : public LogFolder {};

TEST_F(Log, ThatIsNewIsEmptyAndSigned) {
    const auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    EXPECT_EQ(log->checkpoint().size, 0U);
    EXPECT_EQ(log->checkpoint().root, emptyRoot());
    EXPECT_EQ(log->checkpoint().origin, "tidewaiter.example/log");
    const auto reader = log->reader();
    ASSERT_TRUE(reader) << reader.error().message;
    EXPECT_TRUE(reader->verify());
    EXPECT_EQ(files(), std::vector<std::string>{"checkpoint"});
}

TEST_F(Log, ProvesEveryEntryAndEveryEarlierStateAtEverySize) {
    auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    std::vector<Hash> leaves;
    std::vector<Hash> roots = {emptyRoot()};
    for (std::uint64_t size = 1; size <= 300; ++size) {
        const auto index = append(*log, 1);
        ASSERT_TRUE(index) << index.error().message;
        EXPECT_EQ(*index, size - 1);
        leaves.push_back(leafHash(entryAt(size - 1)));
        roots.push_back(log->checkpoint().root);
        ASSERT_EQ(roots.back(), rootOf(leaves)) << size;
        const auto reader = log->reader();
        ASSERT_TRUE(reader) << reader.error().message;
        for (std::uint64_t i = 0; i < size; i += 1 + size / 16) {
            const auto proof = reader->inclusionProof(i);
            ASSERT_TRUE(proof) << proof.error().message;
            EXPECT_TRUE(provesInclusion(*proof, leaves[i], i, size, roots.back())) << i << " of " << size;
            EXPECT_EQ(*reader->entry(i), entryAt(i));
        }
        for (std::uint64_t old = 0; old <= size; old += 1 + size / 16) {
            const auto proof = reader->consistencyProof(old);
            ASSERT_TRUE(proof) << proof.error().message;
            EXPECT_TRUE(provesConsistency(*proof, old, roots[old], size, roots.back()))
                << old << " to " << size;
        }
        const auto verified = reader->verify();
        ASSERT_TRUE(verified) << verified.error().message;
    }
}

TEST_F(Log, HasTheFilesOfTheSpecification) {
    auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    for (const auto count : {10, 200, 90, 300}) ASSERT_TRUE(append(*log, static_cast<std::uint64_t>(count)));
    EXPECT_EQ(files(), (std::vector<std::string>{"checkpoint", "tile/0/000", "tile/0/001", "tile/0/002.p/88",
                                                 "tile/1/000.p/1", "tile/1/000.p/2", "tile/entries/000",
                                                 "tile/entries/001", "tile/entries/002.p/88"}));
    EXPECT_EQ(fs::file_size(folder_ / "tile/0/000"), 8192U);
    EXPECT_EQ(contentOf(folder_ / "tile/entries/000").substr(0, 9), std::string("\0\x07"
                                                                                "entry 0",
                                                                                9));
}

// "Logs MUST serve partial tiles corresponding to tree sizes for which a checkpoint was produced."
TEST_F(Log, KeepsTheTilesOfEarlierCheckpointsUntilTheyAreFull) {
    make(10);
    make(20);
    EXPECT_EQ(files(), (std::vector<std::string>{"checkpoint", "tile/0/000.p/10", "tile/0/000.p/30",
                                                 "tile/entries/000.p/30"}));
    make(300);
    EXPECT_EQ(files(),
              (std::vector<std::string>{"checkpoint", "tile/0/000", "tile/0/001.p/74", "tile/1/000.p/1",
                                        "tile/entries/000", "tile/entries/001.p/74"}));
}

TEST_F(Log, IsTheSameHoweverItsEntriesCame) {
    make(300);
    const auto root = open()->checkpoint().root;
    fs::remove_all(folder_);
    for (int i = 0; i < 10; ++i) make(30);
    EXPECT_EQ(open()->checkpoint().root, root);
    EXPECT_EQ(open()->checkpoint().size, 300U);
}

// Three levels of tiles, and folders of a thousand names.
TEST_F(Log, GrowsBeyondAThousandTiles) {
    auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    const std::uint64_t size = 66000;
    const auto first = append(*log, size);
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_TRUE(fs::exists(folder_ / "tile/1/000"));
    EXPECT_TRUE(fs::exists(folder_ / "tile/2/000.p/1"));
    const auto reader = log->reader();
    ASSERT_TRUE(reader);
    for (const std::uint64_t i : {std::uint64_t{0}, std::uint64_t{65535}, std::uint64_t{65536}, size - 1}) {
        const auto proof = reader->inclusionProof(i);
        ASSERT_TRUE(proof) << proof.error().message;
        EXPECT_TRUE(provesInclusion(*proof, leafHash(entryAt(i)), i, size, log->checkpoint().root));
    }
    const auto verified = reader->verify();
    EXPECT_TRUE(verified) << verified.error().message;
}

TEST_F(Log, TakesEntriesOfAnyBytesUpToTheirLimit) {
    auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    const std::string longest(65535, '\xff');
    const std::vector<std::string_view> entries = {"", std::string_view("\0\n", 2), longest};
    ASSERT_TRUE(log->append(entries));
    for (std::size_t i = 0; i < entries.size(); ++i) EXPECT_EQ(*log->reader()->entry(i), entries[i]);
    EXPECT_TRUE(log->reader()->verify());
    const auto note = contentOf(folder_ / "checkpoint");
    const auto tooLong = log->append({"a", longest + 'a'});
    ASSERT_FALSE(tooLong);
    EXPECT_NE(tooLong.error().message.find("65536 bytes"), std::string::npos) << tooLong.error().message;
    EXPECT_EQ(contentOf(folder_ / "checkpoint"), note);
    ASSERT_TRUE(log->append({}));
    EXPECT_EQ(contentOf(folder_ / "checkpoint"), note) << "nothing to sign";
}

TEST_F(Log, HasOneWriter) {
    auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    const auto second = open();
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().message.find("somebody else writes"), std::string::npos);
    EXPECT_TRUE(append(*log, 1));
    { const auto closed = std::move(*log); }
    EXPECT_TRUE(open());
}

TEST_F(Log, IsReadWhileItGrows) {
    auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    ASSERT_TRUE(append(*log, 250));
    const auto earlier = log->reader();
    ASSERT_TRUE(earlier);
    for (int i = 0; i < 4; ++i) {
        ASSERT_TRUE(append(*log, 5));
        EXPECT_TRUE(earlier->verify());
        EXPECT_EQ(*earlier->entry(249), entryAt(249));
        const auto proof = earlier->inclusionProof(249);
        ASSERT_TRUE(proof);
        EXPECT_TRUE(provesInclusion(*proof, leafHash(entryAt(249)), 249, 250, earlier->checkpoint().root));
    }
}

TEST_F(Log, OfAnotherKeyIsNotOpened) {
    make(3);
    EXPECT_FALSE(LogWriter::open(folder_, NoteSigner::generate("tidewaiter.example/log")));
    EXPECT_FALSE(LogReader::open(folder_, NoteSigner::generate("other").verifier()));
}

TEST_F(Log, ThatIsNotWholeIsNotContinued) {
    make(300);
    for (const std::string file : {"checkpoint", "tile/0/001.p/44", "tile/1/000.p/1"}) {
        const auto bytes = contentOf(folder_ / file);
        fs::remove(folder_ / file);
        const auto log = open();
        ASSERT_FALSE(log) << file;
        EXPECT_NE(log.error().message.find(file), std::string::npos) << log.error().message;
        write(folder_ / file, bytes);
    }
    ASSERT_TRUE(open());
    write(folder_ / "tile/entries/001.p/44", "damaged");
    auto log = open();
    ASSERT_TRUE(log);
    const auto added = append(*log, 1);
    ASSERT_FALSE(added) << "the damage would be copied";
    EXPECT_NE(added.error().message.find("entries/001.p/44"), std::string::npos) << added.error().message;
}

TEST_F(Log, ThatIsNoneSaysSo) {
    EXPECT_FALSE(read());
    fs::create_directories(base_);
    write(folder_, "a file");
    EXPECT_FALSE(open());
    EXPECT_FALSE(read());
}

}  // namespace
}  // namespace tidewaiter::tlog::tests
