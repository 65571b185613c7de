// Power cuts in the middle of a removal: the store opens, the log verifies, nothing is lost that no removal
// names, and the next run finishes it.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <memory>
#include <random>

#include "firmware/records/retention.h"
#include "firmware/text/ulid.h"
#include "tests/records/kept_policy.h"

namespace tidewaiter::records {
namespace {

using tests::EvidenceFolder;
using tests::keptPolicy;
using tests::recordId;

constexpr std::uint64_t kDay = 24ULL * 60 * 60 * 1000;
constexpr std::uint64_t kNow = 1'700'000'000'000;  // 2023-11-14
constexpr int kOldInspections = 8;                 // of a round
constexpr int kRound = 10;                         // numbers of a round

/// Number `kOldInspections` of a round is the one that stays. Each shows its own picture, and that of the
/// first.
bool sealRound(const RecordStore& store, int from) {
    const auto shared = store.keep(tests::picture(from));
    for (int i = 0; shared && i <= kOldInspections; ++i) {
        const auto own = store.keep(tests::picture(from + i) + "own");
        const auto time = text::rfc3339(kNow - static_cast<std::uint64_t>(kOldInspections - i) * 10 * kDay);
        if (!own || !store.seal({RecordKind::Inspection,
                                 recordId(from + i),
                                 time,
                                 store.device(),
                                 {},
                                 i < 4 ? std::vector{*own, *shared} : std::vector{*own},
                                 {{"verdict", "clear"}}}))
            return false;
    }
    return shared.has_value();
}

bool removeOld(const RecordStore& store) {
    return removeExpired(store, keptPolicy("{ clear = 5 }"), {kNow, 3}, {}).has_value();
}

/// Says through the pipe how often it has sealed a round, whose last inspection stays for ever.
[[noreturn]] void removeUntilKilled(const EvidenceFolder& folder, int from, int pipe) {
    const auto store = RecordStore::open(folder.files().folder());
    for (int i = from; store; i += kRound) {
        if (!sealRound(*store, i) || ::write(pipe, "x", 1) != 1 || !removeOld(*store)) break;
    }
    ::_exit(3);  // it could not: the parent sees it
}

/// How many rounds the child said it sealed, until it was killed so many microseconds after the first of
/// them.
int killedAfter(const EvidenceFolder& folder, int from, unsigned microseconds) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const auto child = ::fork();
    if (child == 0) removeUntilKilled(folder, from, ends[1]);
    ::close(ends[1]);
    char c = 0;
    int said = ::read(ends[0], &c, 1) == 1 ? 1 : 0;
    ::usleep(microseconds);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
    while (::read(ends[0], &c, 1) == 1) ++said;
    ::close(ends[0]);
    return said;
}

/// Of `rounds` from `from` on: inspections that must stay and do.
int staying(const EvidenceFolder& folder, int from, int rounds) {
    int there = 0;
    for (int i = 0; i < rounds; ++i)
        there +=
            std::filesystem::exists(folder.files().record(recordId(from + i * kRound + kOldInspections)));
    return there;
}

// TIDEWAITER_KILLS=500 takes minutes.
TEST(RemovalKill, LosesNothingThatNoRemovalNames) {
    const char* asked = std::getenv("TIDEWAITER_KILLS");
    const int kills = asked != nullptr ? std::atoi(asked) : 40;
    constexpr int kOfAFolder = 5;  // planning takes longer the more there is
    std::mt19937 random(4);
    std::unique_ptr<EvidenceFolder> folder;
    int hits = 0;  // kills that left files that a removal had named
    std::uint64_t removed = 0;
    for (int i = 0; i < kills; ++i) {
        if (i % kOfAFolder == 0) folder = std::make_unique<EvidenceFolder>();
        static_cast<void>(folder->store());  // the key and the empty log are there
        const int from = (i % kOfAFolder) * 10'000;
        const int rounds = killedAfter(*folder, from, static_cast<unsigned>(random() % 40'000));
        const auto before = folder->verified();
        ASSERT_TRUE(before.problems.empty()) << before.problems.front();
        hits += before.notYetRemoved > 0 ? 1 : 0;
        ASSERT_EQ(staying(*folder, from, rounds), rounds);
        const auto store = folder->store();
        const auto opened = folder->verified();
        ASSERT_TRUE(opened.problems.empty()) << opened.problems.front();
        ASSERT_EQ(opened.notYetRemoved, 0U);
        ASSERT_TRUE(removeOld(store));
        const auto after = folder->verified();
        ASSERT_TRUE(after.problems.empty()) << after.problems.front();
        ASSERT_GE(after.removed, static_cast<std::uint64_t>(rounds) * kOldInspections);
        ASSERT_EQ(staying(*folder, from, rounds), rounds);
        if (i % kOfAFolder == kOfAFolder - 1) removed += after.removed;
    }
    std::printf("%d kills, %d of them in the middle of a removal; %llu inspections removed\n", kills, hits,
                static_cast<unsigned long long>(removed));
    EXPECT_GT(removed, 0U);
}

}  // namespace
}  // namespace tidewaiter::records
