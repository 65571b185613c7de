// "A sync test against a real static server (nginx from Debian), with the server killed, truncating,
// stalling, serving old files, serving a mix of two versions, and a full disk: the device keeps its last good
// list each time and says what happened" (issue 5, "What it must show").
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "firmware/tuf/file_reader.h"
#include "tests/sync/nginx.h"
#include "tests/sync/published_lists.h"

namespace tidewaiter::sync::tests {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// Large enough to be cut off on its way.
constexpr int kMany = 60000;

class SyncWithNginx : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!Nginx::isThere())
            GTEST_SKIP() << "nginx is not installed; firmware/setup/install --tests installs it";
        publisher_.put("eu", versionOf(1, kMany));
        publisher_.publish();
        server_ = std::make_unique<Nginx>(publisher_.folder());
        auto& transfer = device_.transfer;
        transfer.connectTimeout = 2s;
        transfer.slowest = 20000;
        transfer.slowFor = 1s;
        transfer.longest = 4s;
        transfer.attempts = 2;
        transfer.firstPause = 10ms;
        const auto report = device_.sync(server_->url());
        ASSERT_TRUE(report) << report.error().message;
        good_ = device_.hashOf("eu");
        ASSERT_EQ(good_, publisher_.list("eu").contentHash);
    }

    /// A version of which nothing is left of the one before, so that all of it is fetched.
    void publishAnother() {
        publisher_.put("eu", versionOf(2, kMany));
        auto list = publisher_.list("eu");
        list.deltas.clear();
        publisher_.index = toJson({{list}, {}});
        publisher_.publish();
    }

    /// The synchronization says why it failed, and the list stays; later, with a good server, it goes on.
    void expectKept(const std::string& why) {
        device_.expectRefusal(why, server_->url());
        EXPECT_EQ(device_.hashOf("eu"), good_);
    }

    void expectMended() {
        const auto report = device_.sync(server_->url());
        ASSERT_TRUE(report) << report.error().message;
        EXPECT_EQ(device_.hashOf("eu"), publisher_.list("eu").contentHash);
    }

    [[nodiscard]] fs::path snapshotFile() const {
        const fs::path target(publisher_.list("eu").snapshot);
        for (const auto& file :
             fs::directory_iterator(publisher_.folder() / "targets" / target.parent_path())) {
            if (file.path().string().ends_with(target.filename().string())) return file.path();
        }
        return {};
    }

    PublishedLists publisher_;
    Device device_{publisher_};
    std::unique_ptr<Nginx> server_;
    std::string good_;
};

TEST_F(SyncWithNginx, TakesADelta) {
    publisher_.put("eu", versionOf(2, kMany));
    publisher_.publish();
    const auto report = device_.sync(server_->url());
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_FALSE(report->lists.at(0).whole);
    EXPECT_EQ(device_.hashOf("eu"), publisher_.list("eu").contentHash);
}

TEST_F(SyncWithNginx, ThatIsKilledBefore) {
    publishAnother();
    server_->kill();
    expectKept("cannot fetch");
    server_->restart("");
    expectMended();
}

// Killed while the list comes: what has come is gone on with.
TEST_F(SyncWithNginx, ThatIsKilledMeanwhile) {
    publishAnother();
    const auto size = fs::file_size(snapshotFile());
    device_.transfer.slowest = 1;
    server_->restart("limit_rate " + std::to_string(size / 3) + "; sendfile_max_chunk 4k;");
    std::thread killer([&] {
        std::this_thread::sleep_for(1500ms);
        server_->kill();
    });
    expectKept("cannot fetch");
    killer.join();
    server_->restart("");
    expectMended();
}

TEST_F(SyncWithNginx, ThatTruncates) {
    publishAnother();
    const auto whole = tuf::readFile(snapshotFile())->value();
    std::ofstream(snapshotFile(), std::ios::binary | std::ios::trunc) << whole.substr(0, whole.size() / 2);
    expectKept("the watchlist \"eu\" stays as it is: ");
    std::ofstream(snapshotFile(), std::ios::binary | std::ios::trunc) << whole;
    expectMended();
}

TEST_F(SyncWithNginx, ThatTruncatesMetadata) {
    publishAnother();
    const auto file = publisher_.folder() / "metadata" / "timestamp.json";
    const auto whole = tuf::readFile(file)->value();
    std::ofstream(file, std::ios::binary | std::ios::trunc) << whole.substr(0, whole.size() / 2);
    expectKept("timestamp");
    std::ofstream(file, std::ios::binary | std::ios::trunc) << whole;
    expectMended();
}

TEST_F(SyncWithNginx, ThatChangesBytes) {
    publishAnother();
    const auto whole = tuf::readFile(snapshotFile())->value();
    auto changed = whole;
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
    std::ofstream(snapshotFile(), std::ios::binary | std::ios::trunc) << changed;
    expectKept("the watchlist \"eu\" stays as it is: ");
    std::ofstream(snapshotFile(), std::ios::binary | std::ios::trunc) << whole;
    expectMended();
}

TEST_F(SyncWithNginx, ThatStalls) {
    publishAnother();
    server_->restart("limit_rate 500;");
    const auto start = std::chrono::steady_clock::now();
    expectKept("too slow");
    EXPECT_LT(std::chrono::steady_clock::now() - start, 60s) << "it waits for ever";
    server_->restart("");
    expectMended();
}

// A mirror that goes back to what it had yesterday.
TEST_F(SyncWithNginx, ThatServesOldFiles) {
    const auto old = publisher_.folder().parent_path() / "old";
    fs::copy(publisher_.folder(), old, fs::copy_options::recursive);
    publishAnother();
    expectMended();
    good_ = device_.hashOf("eu");
    Nginx mirror(old);
    device_.expectRefusal("timestamp", mirror.url());
    EXPECT_EQ(device_.hashOf("eu"), good_);
    fs::remove_all(old);
}

// A mirror that was copied while it was published: each file is genuine, together they are not one version.
TEST_F(SyncWithNginx, ThatMixesTwoVersions) {
    const auto timestamp = publisher_.folder() / "metadata" / "timestamp.json";
    publishAnother();
    const auto mixed = publisher_.folder().parent_path() / "mixed";
    struct Case {
        const char* missing;  ///< the newest of this is replaced by the one before
        const char* told;
    };
    for (const auto& [role, told] : {Case{"snapshot", "snapshot"}, Case{"targets", "targets"}}) {
        fs::copy(publisher_.folder(), mixed, fs::copy_options::recursive);
        const auto newest = publisher_.repository().published(role).size();
        const auto name = [&](std::size_t version) {
            return mixed / "metadata" / (std::to_string(version) + "." + role + ".json");
        };
        fs::copy_file(name(newest - 1), name(newest), fs::copy_options::overwrite_existing);
        Nginx mirror(mixed);
        device_.expectRefusal(told, mirror.url());
        EXPECT_EQ(device_.hashOf("eu"), good_);
        fs::remove_all(mixed);
    }
    // A new index whose list is the old one's file.
    const auto name = snapshotFile();
    const auto whole = tuf::readFile(name)->value();
    std::ofstream(name, std::ios::binary | std::ios::trunc) << "an older list";
    expectKept("the watchlist \"eu\" stays as it is: ");
    std::ofstream(name, std::ios::binary | std::ios::trunc) << whole;
    expectMended();
}

TEST_F(SyncWithNginx, OntoAFullDisk) {
    publishAnother();
    const auto told = publisher_.folder().parent_path() / "told";
    for (const rlim_t room : {2000UL, 40000UL, 200000UL, 800000UL}) {
        const pid_t child = ::fork();
        if (child == 0) {
            const rlimit small{room, room};
            ::signal(SIGXFSZ, SIG_IGN);
            ::setrlimit(RLIMIT_FSIZE, &small);
            const auto report = device_.sync(server_->url());
            const rlimit large{RLIM_INFINITY, RLIM_INFINITY};
            ::setrlimit(RLIMIT_FSIZE, &large);
            std::ofstream(told) << (report ? "synchronized" : report.error().message);
            ::_exit(0);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFEXITED(status)) << room;
        std::string sentence;
        std::getline(std::ifstream(told), sentence);
        EXPECT_NE(sentence.find("the disk is full"), std::string::npos) << room << ": " << sentence;
        EXPECT_EQ(device_.hashOf("eu"), good_) << room;
    }
    fs::remove(told);
    expectMended();
}

}  // namespace
}  // namespace tidewaiter::sync::tests
