// "A reader at any moment, or a kill or power loss at any moment, sees the old or the new repository." (issue
// 5, point 8). Killed before each step, and at random moments: a short version runs with the others,
// TIDEWAITER_KILLS=1000 is all.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <random>
#include <thread>

#include "tests/publisher/authority_test.h"

namespace tidewaiter::publisher::tests {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;
using std::chrono::steady_clock;

constexpr int kShortRun = 40;
constexpr int kNumbers = 3000;

int killsAskedFor() {
    const char* asked = std::getenv("TIDEWAITER_KILLS");
    return asked == nullptr ? kShortRun : std::atoi(asked);
}

class KilledPublisher : public AuthorityTest {
  protected:
    void SetUp() override {
        found();
        for (int i = 0; i < 2; ++i) lists_.push_back(list(i == 0 ? "a.csv" : "b.csv", kNumbers + i));
        for (const auto& file : lists_) {
            const auto start = steady_clock::now();
            const auto report = publishFile(file);
            ASSERT_TRUE(report) << report.error().message;
            took_ = std::chrono::duration_cast<microseconds>(steady_clock::now() - start);
            hashes_.push_back(report->list->contentHash);
        }
    }

    /// Runs `work` in a process of its own.
    static pid_t start(const std::function<bool()>& work) {
        const pid_t child = ::fork();
        if (child == 0) ::_exit(work() ? 0 : 1);
        return child;
    }

    static int ended(pid_t child) {
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        return status;
    }

    /// What a device that was there before and one that comes new get: the same, whole list.
    std::string hashOnDevices() {
        const auto old = old_.update("stolen", now_);
        const auto fresh = device("new" + std::to_string(devices_++)).update("stolen", now_);
        EXPECT_TRUE(old) << old.error().message;
        EXPECT_TRUE(fresh) << fresh.error().message;
        if (!old || !fresh) return {};
        EXPECT_EQ(*old, *fresh);
        return *old;
    }

    /// Ends the process before the step of this number; 0 where the work has that many steps.
    static Steps endingAt(int last) {
        return [last, step = 0](const std::string&) mutable {
            if (++step == last) ::_exit(0);
        };
    }

    std::vector<fs::path> lists_;
    std::vector<std::string> hashes_;
    microseconds took_{0};
    int devices_ = 0;
    Device old_{folder_ / "old", places().anchor(), places().repository()};
};

TEST_F(KilledPublisher, LeavesTheOldOrTheNewListBeforeEachStep) {
    std::size_t inUse = 1;
    int replaced = 0;
    int steps = 1;
    for (;; ++steps) {
        const auto status = ended(start([&] {
            static_cast<void>(publishFile(lists_[1 - inUse], endingAt(steps)));
            return false;  // it came to its end
        }));
        const auto hash = hashOnDevices();
        ASSERT_TRUE(hash == hashes_[inUse] || hash == hashes_[1 - inUse]) << "step " << steps;
        if (hash != hashes_[inUse]) {
            ++replaced;
            inUse = 1 - inUse;
        }
        if (WEXITSTATUS(status) != 0) break;
    }
    std::printf("%d steps, the new list was there after %d of them\n", steps, replaced);
    EXPECT_GT(steps, 10);
    EXPECT_GE(replaced, 2);
    EXPECT_LE(replaced, 4);  // after the timestamp nothing is needed any more
}

TEST_F(KilledPublisher, LeavesTheOldOrTheNewListAtRandomMoments) {
    std::mt19937 random(8);
    std::size_t inUse = 1;
    int replaced = 0;
    const int kills = killsAskedFor();
    for (int i = 0; i < kills; ++i) {
        const pid_t child = start([&] { return publishFile(lists_[1 - inUse]).has_value(); });
        ASSERT_GT(child, 0);
        std::this_thread::sleep_for(
            microseconds(std::uniform_int_distribution<long>(0, took_.count() * 2)(random)));
        ::kill(child, SIGKILL);
        const auto status = ended(child);
        const auto hash = hashOnDevices();
        ASSERT_TRUE(hash == hashes_[inUse] || hash == hashes_[1 - inUse]) << "kill " << i;
        if (WIFEXITED(status)) {
            ASSERT_EQ(WEXITSTATUS(status), 0) << "kill " << i;
            ASSERT_EQ(hash, hashes_[1 - inUse]) << "it had finished before the kill " << i;
        }
        if (hash == hashes_[inUse]) continue;
        ++replaced;
        inUse = 1 - inUse;
    }
    std::printf("%d publications killed or finished, %d of them were there\n", kills, replaced);
    EXPECT_LT(replaced, kills) << "none was ever interrupted";
    EXPECT_OK(publishFile(lists_[1 - inUse]));
    EXPECT_EQ(hashOnDevices(), hashes_[1 - inUse]);
    EXPECT_FALSE(fs::exists(places().work()));
}

// A change of keys that is cut off leaves devices with what they have, and the next command completes it.
TEST_F(KilledPublisher, ARotationIsCompletedByTheNextCommand) {
    for (const std::string role : {"timestamp", "targets", "root"}) {
        for (const bool lost : {false, true}) {
            if (lost && role == "root") continue;
            for (int last = 1;; ++last) {
                if (lost) {  // the key in use is gone: only the new one signs
                    const auto status = readStatus(places().folder, {});
                    ASSERT_TRUE(status);
                    for (const auto& one : status->roles) {
                        if (one.name == role) fs::remove(places().keys() / (one.keys.front().name + ".key"));
                    }
                }
                const auto status =
                    ended(start([&] { return !rotateRole(role, endingAt(last)).has_value(); }));
                if (!lost) {
                    EXPECT_EQ(hashOnDevices(), hashes_[1]) << role << ", step " << last;
                }
                if (lost) {
                    EXPECT_OK(rotateRole(role));
                }
                EXPECT_OK(publishOrder(renewal()));
                ASSERT_EQ(hashOnDevices(), hashes_[1]) << role << ", step " << last;
                if (WEXITSTATUS(status) != 0 || (lost && last == 8)) break;
                ASSERT_LT(last, 20);
            }
        }
    }
}

TEST_F(KilledPublisher, AFullDiskLeavesTheOldList) {
    const auto before = everything();
    const auto big = list("big.csv", 60000);
    const auto told = folder_ / "told";
    for (const rlim_t bytes : {rlim_t{300}, rlim_t{1000}, rlim_t{20000}, rlim_t{200000}}) {
        ended(start([&] {
            const rlimit small{bytes, bytes};
            ::signal(SIGXFSZ, SIG_IGN);
            ::setrlimit(RLIMIT_FSIZE, &small);
            const auto report = publishFile(big);
            std::ofstream(told) << (report ? "published" : report.error().message.substr(0, 250));
            return true;
        }));
        EXPECT_NE(contentOf(told).find("the disk is full"), std::string::npos)
            << bytes << ": " << contentOf(told);
        EXPECT_EQ(everything(), before) << bytes;
    }
    EXPECT_OK(publishFile(big));
    EXPECT_OK(old_.update("stolen", now_));
}

// Several publishers at once: those that are told to wait change nothing, and one at least goes through.
TEST_F(KilledPublisher, PublishersAtOnceTakeTurns) {
    constexpr int kPublishers = 4;
    std::vector<pid_t> children;
    for (int i = 0; i < kPublishers; ++i)
        children.push_back(start([&] { return publishFile(lists_[i % 2]).has_value(); }));
    int through = 0;
    for (const auto child : children) through += WEXITSTATUS(ended(child)) == 0 ? 1 : 0;
    EXPECT_GE(through, 1);
    const auto hash = hashOnDevices();
    EXPECT_TRUE(hash == hashes_[0] || hash == hashes_[1]);
}

}  // namespace
}  // namespace tidewaiter::publisher::tests
