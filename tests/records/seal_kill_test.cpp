// Power cuts: killed at any moment, the store opens, the log verifies, and nothing that was sealed is lost.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>

#include "tests/records/evidence_folder.h"

namespace tidewaiter::records {
namespace {

using tests::EvidenceFolder;
using tests::sealOne;

/// Seals one record after the other and says so through the pipe, until it is killed.
[[noreturn]] void sealUntilKilled(const EvidenceFolder& folder, int from, int pipe) {
    const auto store = RecordStore::open(folder.files().folder());
    for (int i = from; store; ++i) {
        if (!sealOne(*store, i)) break;
        if (::write(pipe, "x", 1) != 1) break;
    }
    ::_exit(3);  // it could not seal: the parent sees it
}

/// How many seals the child said it made, until it was killed after so many microseconds.
int killedAfter(const EvidenceFolder& folder, int from, unsigned microseconds) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const auto child = ::fork();
    if (child == 0) sealUntilKilled(folder, from, ends[1]);
    ::close(ends[1]);
    ::usleep(microseconds);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
    int said = 0;
    for (char c = 0; ::read(ends[0], &c, 1) == 1;) ++said;
    ::close(ends[0]);
    return said;
}

// TIDEWAITER_KILLS=500 takes minutes.
TEST(SealKill, LosesNothingThatWasSealed) {
    const EvidenceFolder folder;
    const char* asked = std::getenv("TIDEWAITER_KILLS");
    const int kills = asked != nullptr ? std::atoi(asked) : 40;
    std::mt19937 random(3);
    int sealed = 0;
    int hits = 0;  // kills that left something unfinished
    std::uint64_t loose = 0;
    for (int i = 0; i < kills; ++i) {
        sealed += killedAfter(folder, i * 1000, 2000 + static_cast<unsigned>(random() % 60000));
        if (!std::filesystem::exists(folder.files().verifierKey())) continue;  // killed before all
        const auto before = verifyEvidence(folder.files(), *verifierKey(folder.files()));
        if (!before) {  // not even the empty log was there
            ASSERT_EQ(sealed, 0) << before.error().message;
            continue;
        }
        hits += before->unsealed > 0 || before->loosePictures > loose ? 1 : 0;
        for (const auto& problem : before->problems)
            ASSERT_NE(problem.find("is missing"), std::string::npos)
                << problem;  // logged, not yet in its place
        static_cast<void>(folder.store());
        const auto after = folder.verified();
        ASSERT_TRUE(after.problems.empty()) << after.problems.front();
        ASSERT_GE(after.records, static_cast<std::uint64_t>(sealed));
        ASSERT_EQ(after.unsealed, 0U);
        sealed = static_cast<int>(after.records);
        loose = after.loosePictures;
    }
    std::printf("%d kills, %d of them in the middle of sealing; %d records sealed\n", kills, hits, sealed);
    EXPECT_GT(sealed, 0);
}

}  // namespace
}  // namespace tidewaiter::records
