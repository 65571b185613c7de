// "1,000 kills (SIGKILL) at random moments of import and sync: the store opens, its content hash is that of
// the old or the new list" (issue 5, "What it must show"). A short version runs with the others;
// TIDEWAITER_KILLS=1000 is all.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <thread>

#include "tests/sync/published_lists.h"

namespace tidewaiter::sync::tests {
namespace {

using std::chrono::microseconds;

constexpr int kShortRun = 40;
constexpr int kMany = 20000;

int killsAskedFor() {
    const char* asked = std::getenv("TIDEWAITER_KILLS");
    return asked == nullptr ? kShortRun : std::atoi(asked);
}

/// A synchronization in a process of its own; its exit code says whether it went through.
pid_t startSync(Device& device) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(device.sync() ? 0 : 1);
    return child;
}

// Two lists, by deltas and as a whole in turn; each is old or new, and the next synchronization mends all.
TEST(KilledSync, LeavesEachListOldOrNew) {
    PublishedLists publisher;
    for (const char* list : {"eu", "us"}) publisher.put(list, versionOf(0, kMany));
    publisher.publish();
    Device device(publisher);
    device.expectSync();
    std::mt19937 random(5);
    // Kills come within this time of the start. It follows how fast the machine is: shorter after each
    // synchronization that ended before its kill, longer after each that did not.
    microseconds within{200000};
    int interrupted = 0;
    int attempts = 0;
    const int kills = killsAskedFor();
    for (int version = 0; interrupted < kills; ++version) {
        const auto eu = device.hashOf("eu");
        const auto us = device.hashOf("us");
        for (const char* list : {"eu", "us"}) publisher.put(list, versionOf(version % 3 + 1, kMany));
        if (version % 2 == 0) {  // no deltas: each is fetched as a whole
            RepositoryIndex index;
            for (const char* list : {"eu", "us"}) {
                index.lists.push_back(publisher.list(list));
                index.lists.back().deltas.clear();
            }
            publisher.index = toJson(index);
        } else {
            publisher.index.clear();
        }
        publisher.publish();
        constexpr int kKillsOfOne = 10;
        for (int k = 0; k < kKillsOfOne && interrupted < kills; ++k) {
            ++attempts;
            const pid_t child = startSync(device);
            ASSERT_GT(child, 0);
            std::this_thread::sleep_for(
                microseconds(std::uniform_int_distribution<long>(0, within.count())(random)));
            ::kill(child, SIGKILL);
            int status = 0;
            ASSERT_EQ(::waitpid(child, &status, 0), child);
            const bool cutShort = WIFSIGNALED(status);
            interrupted += cutShort ? 1 : 0;
            within = cutShort ? within * 6 / 5 : within * 2 / 3;
            const auto euNow = device.hashOf("eu");
            const auto usNow = device.hashOf("us");
            ASSERT_TRUE(euNow == eu || euNow == publisher.list("eu").contentHash) << "attempt " << attempts;
            ASSERT_TRUE(usNow == us || usNow == publisher.list("us").contentHash) << "attempt " << attempts;
            if (!cutShort) break;  // the lists are new: another synchronization would have nothing to do
        }
        device.expectSync();
        ASSERT_EQ(device.hashOf("eu"), publisher.list("eu").contentHash);
        ASSERT_EQ(device.hashOf("us"), publisher.list("us").contentHash);
    }
    std::printf("%d of %d synchronizations were interrupted\n", interrupted, attempts);
}

}  // namespace
}  // namespace tidewaiter::sync::tests
