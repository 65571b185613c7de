// "The same with a disk that fills up and a disk that returns errors" (issue 6): the appliance on such a disk
// answers with a sentence or does what it is asked to, ends when it is told to, and keeps what it has sealed.
// TIDEWAITER_FAULTS=500 is how many faults are made, a few otherwise.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <random>
#include <set>
#include <thread>

#include "tests/console/people_of_every_role.h"
#include "tests/disk/faulty_disk.h"

namespace tidewaiter::console::tests {
namespace {

using people::Role;
using tidewaiter::tests::DiskFault;
using tidewaiter::tests::FaultyDisk;

constexpr std::array kFaults = {DiskFault::Once, DiskFault::Broken, DiskFault::Full, DiskFault::Short};

class FaultyService : public testing::Test {
  protected:
    void SetUp() override {
        if (!FaultyDisk::available()) GTEST_SKIP() << "nothing can be preloaded before a sanitizer";
        served_ = std::make_unique<Served>();
        sessionOf(*served_, Role::Officer);
        inspect();
        ASSERT_EQ(sealed_.size(), 1U);
        ASSERT_EQ(served_->stop(), 0);
    }

    /// Whether it was done; what was refused says why.
    static bool done(const ApiAnswer& answer) {
        EXPECT_NE(answer.status, 0) << "no answer came";
        if (answer.status < 300) return answer.status != 0;
        EXPECT_FALSE(answer.json().value("detail", "").empty()) << answer.body;
        ++refused_;
        return false;
    }
    /// One inspection from the log-in to the decision, as far as it gets.
    void inspect() {
        ApiClient client(served_->port());
        if (!done(client.logIn("officer", kPin))) return;
        const auto opened = client.post("/inspections", {{"declaration", {{"goods", "tea"}}}});
        if (!done(opened)) return;
        const auto id = opened.json().at("id").get<std::string>();
        const auto path = "/inspections/" + id;
        if (!done(client.post(path + "/captures", {{"step", "label"}}))) return;
        if (!done(client.call("POST", path + "/finish"))) return;
        const auto one = judged(client, path);
        if (one.value("sealed", false)) sealed_.insert(id);
        if (one.value("state", "") != "judged") return;
        done(client.post(path + "/decision", {{"choice", "confirmed"}}));
    }
    static nlohmann::json judged(ApiClient& client, const std::string& path) {
        for (int i = 0; i < 600; ++i) {
            const auto answer = client.get(path);
            const auto state = answer.json().value("state", "");
            if (state == "judged") return answer.json();
            if (state == "failed") {
                EXPECT_TRUE(answer.json().at("problem").is_string()) << answer.body;
                ++refused_;
                return answer.json();
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        ADD_FAILURE() << "it is read for ever";
        return {};
    }
    /// On the disk that fails.
    void serveOn(DiskFault fault, long at) {
        const FaultyDisk disk(served_->folder(), fault, at);
        try {
            served_->start();
        } catch (const std::runtime_error& said) {
            EXPECT_NE(std::string(said.what()).find("; "), std::string::npos) << said.what();
            ++refused_;
            return;
        }
        inspect();
        EXPECT_TRUE(served_->isAlive());
        EXPECT_GE(served_->stop(), 0) << "it does not end";
        changes_ = disk.changes();
    }
    /// Undisturbed: the evidence is whole, and the next inspection is sealed.
    void expectNothingLost() {
        const auto evidence = served_->folder() / "evidence";
        EXPECT_EQ(Served::runOnce({TIDEWAITER_PROGRAM, "evidence", "verify", "--evidence", evidence}, true),
                  0);
        for (const auto& id : sealed_) {
            const auto name = id + ".json";
            const bool there =
                std::filesystem::exists(evidence / "records" / id.substr(0, 4) / name) ||
                std::filesystem::exists(evidence / "pending" / name);  // the next start moves it
            EXPECT_TRUE(there) << id << " is lost";
        }
    }

    std::unique_ptr<Served> served_;
    std::set<std::string> sealed_;
    long changes_ = 0;
    static inline int refused_ = 0;
};

TEST_F(FaultyService, LosesNothingThatItHasSealed) {
    serveOn(DiskFault::Once, 0);
    ASSERT_EQ(sealed_.size(), 2U);
    ASSERT_GT(changes_, 40);
    refused_ = 0;
    const char* asked = std::getenv("TIDEWAITER_FAULTS");
    const int faults = asked == nullptr ? 8 : std::atoi(asked);
    std::mt19937 random(11);
    for (int i = 0; i < faults; ++i) {
        const auto kind = kFaults[static_cast<std::size_t>(i) % kFaults.size()];
        const auto at = std::uniform_int_distribution<long>(1, changes_)(random);
        SCOPED_TRACE(nameOf(kind) + " at change " + std::to_string(at));
        serveOn(kind, at);
        expectNothingLost();
    }
    std::printf("%d faults: %d calls or inspections were refused, %zu sealed inspections are all there\n",
                faults, refused_, sealed_.size());
    EXPECT_GT(refused_, 0) << "no fault was met";
    served_->start();
    const auto before = sealed_.size();
    inspect();
    EXPECT_EQ(sealed_.size(), before + 1) << "the next inspection needs nobody to mend anything";
    EXPECT_EQ(served_->stop(), 0);
    expectNothingLost();
}

}  // namespace
}  // namespace tidewaiter::console::tests
