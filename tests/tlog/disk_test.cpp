// "After a power cut between any two writes the log is the one before or the one after, and goes on." (issue
// 6, power-cut test) "A full disk leaves the log as it was."
#include <sys/wait.h>

#include <algorithm>

#include "tests/tlog/failing_disk.h"
#include "tests/tlog/log_folder.h"

namespace tidewaiter::tlog::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSize = 250;
constexpr std::uint64_t kMore = 20;  // fills a tile

class DiskOfALog : public LogFolder {
  protected:
    void TearDown() override {
        noTrouble();
        LogFolder::TearDown();
    }

    /// Opens the log and appends entries in a process whose power is cut at this call. Whether it came so
    /// far.
    bool cutAt(int call, std::uint64_t count) const {
        const pid_t child = ::fork();
        if (child == 0) {
            trouble(Trouble::PowerCut, call);
            auto log = open();
            ::_exit(log && append(*log, count) ? 0 : 1);
        }
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFEXITED(status));
        EXPECT_TRUE(WEXITSTATUS(status) == kPowerCut || WEXITSTATUS(status) == 0) << WEXITSTATUS(status);
        return WEXITSTATUS(status) == kPowerCut;
    }

    /// The size of the log, which must be whole and hold what was put in.
    std::uint64_t sizeOfWholeLog() const {
        const auto reader = read();
        EXPECT_TRUE(reader) << reader.error().message;
        if (!reader) return 0;
        const auto verified = reader->verify();
        EXPECT_TRUE(verified) << verified.error().message;
        std::vector<Hash> leaves;
        for (std::uint64_t i = 0; i < reader->checkpoint().size; ++i) leaves.push_back(leafHash(entryAt(i)));
        EXPECT_EQ(rootOf(leaves), reader->checkpoint().root);
        return reader->checkpoint().size;
    }
};

TEST_F(DiskOfALog, LosesNothingBetweenAnyTwoWrites) {
    int call = 1;
    int replaced = 0;
    for (;; ++call) {
        fs::remove_all(folder_);
        make(kSize);
        const bool wasCut = cutAt(call, kMore);
        const auto size = sizeOfWholeLog();
        ASSERT_TRUE(size == kSize || size == kSize + kMore) << "call " << call;
        if (size == kSize + kMore) ++replaced;
        make(3);  // fewer than what was cut off
        ASSERT_EQ(sizeOfWholeLog(), size + 3) << "call " << call;
        make(kMore);
        ASSERT_EQ(sizeOfWholeLog(), size + 3 + kMore) << "call " << call;
        if (!wasCut) break;
    }
    std::printf("cut at %d calls, the new checkpoint was there after %d of them\n", call - 1, replaced);
    EXPECT_GT(call, 20);
    EXPECT_GE(replaced, 2);
    EXPECT_LE(replaced, 8) << "after the checkpoint nothing is needed any more";
}

TEST_F(DiskOfALog, MayBeCutWhileTheLogIsMade) {
    for (int call = 1;; ++call) {
        fs::remove_all(base_);
        const bool wasCut = cutAt(call, 0);
        make(1);
        ASSERT_EQ(sizeOfWholeLog(), 1U) << "call " << call;
        if (!wasCut) break;
        ASSERT_LT(call, 30);
    }
}

// One log through many cuts, so that leftovers of one meet those of another.
TEST_F(DiskOfALog, MayBeCutAgainAndAgain) {
    make(1);
    std::uint64_t size = 1;
    for (int i = 0; i < 200; ++i) {
        const std::uint64_t count = 1 + static_cast<std::uint64_t>(i) * 7 % 40;
        cutAt(1 + i * 5 % 41, count);
        const auto now = sizeOfWholeLog();
        ASSERT_TRUE(now == size || now == size + count) << "cut " << i;
        size = now;
    }
    std::printf("200 cuts, %llu entries\n", static_cast<unsigned long long>(size));
}

TEST_F(DiskOfALog, MayBeFullAtAnyMoment) {
    make(kSize);
    auto log = open();
    ASSERT_TRUE(log) << log.error().message;
    const auto before = files();
    const auto note = contentOf(folder_ / "checkpoint");
    int call = 1;
    for (;; ++call) {
        trouble(Trouble::Full, call);
        const auto added = append(*log, kMore);
        noTrouble();
        if (added) break;
        EXPECT_NE(added.error().message.find("the disk is full; free some space"), std::string::npos)
            << added.error().message;
        ASSERT_EQ(log->checkpoint().size, kSize);
        ASSERT_EQ(contentOf(folder_ / "checkpoint"), note) << "call " << call;
        ASSERT_EQ(files(), before) << "what was begun takes no space: call " << call;
    }
    EXPECT_GT(call, 15);
    EXPECT_EQ(sizeOfWholeLog(), kSize + kMore);
    ASSERT_TRUE(append(*log, 1));
    EXPECT_EQ(sizeOfWholeLog(), kSize + kMore + 1);
}

// A checkpoint that has its name counts, even if the disk fails then: another one of its size is never
// signed.
TEST_F(DiskOfALog, MayFailAtAnyMomentAndNothingIsSignedTwice) {
    int replaced = 0;
    int failed = 0;
    for (int call = 1;; ++call) {
        fs::remove_all(folder_);
        make(kSize);
        auto log = open();
        ASSERT_TRUE(log) << log.error().message;
        trouble(Trouble::Broken, call);
        const auto added = append(*log, kMore);
        noTrouble();
        const auto seen = read();
        ASSERT_TRUE(seen) << seen.error().message;
        ASSERT_EQ(log->checkpoint(), seen->checkpoint()) << "call " << call;
        const auto size = sizeOfWholeLog();
        if (!added) {
            ++failed;
            EXPECT_NE(added.error().message.find("Input/output error; "), std::string::npos)
                << added.error().message;
            if (size != kSize) ++replaced;
        } else {
            ASSERT_EQ(size, kSize + kMore) << "call " << call;
        }
        ASSERT_TRUE(append(*log, 3)) << "call " << call;
        ASSERT_EQ(sizeOfWholeLog(), size + 3) << "call " << call;
        if (added && call > 60) break;
    }
    std::printf("failed at %d calls, the new checkpoint was there after %d of them\n", failed, replaced);
    EXPECT_GT(failed, 15);
    EXPECT_EQ(replaced, 1);
}

// What nobody can read is not taken back: what is there is read again, once that is possible.
TEST_F(DiskOfALog, MayBeGoneAtAnyMomentAndComeBack) {
    int call = 1;
    for (;; ++call) {
        fs::remove_all(folder_);
        make(kSize);
        auto log = open();
        ASSERT_TRUE(log) << log.error().message;
        trouble(Trouble::Gone, call);
        const bool added = append(*log, kMore).has_value();
        const bool again = append(*log, 1).has_value();
        noTrouble();
        EXPECT_TRUE(added || !again) << "call " << call;
        if (again) break;
        const auto size = sizeOfWholeLog();
        ASSERT_TRUE(size == kSize || size == kSize + kMore || (added && size == kSize + kMore + 1))
            << "call " << call;
        ASSERT_TRUE(log->append({entryAt(size)})) << "call " << call;
        ASSERT_EQ(log->checkpoint(), read()->checkpoint()) << "call " << call;
        ASSERT_EQ(sizeOfWholeLog(), size + 1) << "call " << call;
    }
    EXPECT_GT(call, 30);
}

TEST_F(DiskOfALog, MayBeFullWhereALogIsToBeMade) {
    for (int call = 1; call < 5; ++call) {
        trouble(Trouble::Full, call);
        const auto log = open();
        noTrouble();
        ASSERT_FALSE(log);
        EXPECT_NE(log.error().message.find("the disk is full"), std::string::npos) << log.error().message;
    }
    make(1);
    EXPECT_EQ(sizeOfWholeLog(), 1U);
}

}  // namespace
}  // namespace tidewaiter::tlog::tests
