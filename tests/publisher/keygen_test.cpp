// `keygen`: an authority with separate keys, an offline root and thresholds (issue 5, point 8).
#include "firmware/publisher/keygen.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <set>

#include "firmware/tuf/metadata_parser.h"
#include "tests/publisher/authority_test.h"

namespace tidewaiter::publisher::tests {
namespace {

namespace fs = std::filesystem;

class KeygenTest : public AuthorityTest {
  protected:
    Expected<void> make(const RolePlans& plans = defaultPlans(), const Steps& steps = quiet) {
        return makeAuthority({places().folder, plans, kCheap, now_}, secret(kPassphrase), secret(kPassphrase),
                             steps);
    }
};

TEST_F(KeygenTest, GivesEachRoleKeysOfItsOwn) {
    EXPECT_OK(make());
    const auto root = tuf::parseRoot(contentOf(places().anchor()));
    ASSERT_TRUE(root) << root.error().message;
    EXPECT_TRUE(root->content.consistentSnapshot);
    EXPECT_EQ(root->content.expires, now_ + std::chrono::days(365));
    EXPECT_EQ(root->content.roles.at("root").threshold, 2);
    std::set<std::string> ids;
    for (const char* role : kRoles) {
        for (const auto& id : root->content.roles.at(role).keyIds) EXPECT_TRUE(ids.insert(id).second);
    }
    EXPECT_EQ(ids.size(), 6U);
    EXPECT_EQ(root->signatures.size(), 3U);
    EXPECT_EQ(contentOf(places().metadata() / "1.root.json"), contentOf(places().anchor()));
}

TEST_F(KeygenTest, KeepsPrivateKeysToTheirOwner) {
    EXPECT_OK(make());
    struct stat status {};
    ASSERT_EQ(::stat(places().keys().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
    for (const auto& entry : fs::directory_iterator(places().keys())) {
        if (entry.path().extension() != ".key") continue;
        ASSERT_EQ(::stat(entry.path().c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777U, 0600U) << entry.path();
    }
}

TEST_F(KeygenTest, TakesOtherNumbers) {
    auto plans = defaultPlans();
    plans["root"] = {5, 3, 30};
    plans["targets"] = {2, 2, 10};
    EXPECT_OK(make(plans));
    const auto root = tuf::parseRoot(contentOf(places().anchor()));
    EXPECT_EQ(root->content.roles.at("root").keyIds.size(), 5U);
    EXPECT_EQ(root->content.roles.at("targets").threshold, 2);
    EXPECT_EQ(root->content.expires, now_ + std::chrono::days(30));
}

TEST_F(KeygenTest, OverwritesNothing) {
    EXPECT_OK(make());
    const auto before = everything();
    expectRefusal(make(), "holds something already; name a new folder");
    EXPECT_EQ(everything(), before);
    fs::create_directories(folder_ / "empty");
    EXPECT_OK(makeAuthority({folder_ / "empty", defaultPlans(), kCheap, now_}, secret(kPassphrase),
                            secret(kPassphrase), quiet));
    std::ofstream(folder_ / "file") << "a file";
    EXPECT_FALSE(makeAuthority({folder_ / "file", defaultPlans(), kCheap, now_}, secret(kPassphrase),
                               secret(kPassphrase), quiet));
}

TEST_F(KeygenTest, RefusesNumbersOutOfRange) {
    auto plans = defaultPlans();
    plans["root"].threshold = 4;
    expectRefusal(make(plans), "the threshold of root cannot be 4");
    EXPECT_FALSE(fs::exists(places().folder));
}

// Killed at any step, it leaves no authority, and the next one does not mind what it left.
TEST_F(KeygenTest, IsThereAsAWholeOrNotAtAll) {
    int steps = 0;
    EXPECT_OK(make(defaultPlans(), [&](const auto&) { ++steps; }));
    ASSERT_GT(steps, 6);
    for (int last = 1; last <= steps; ++last) {
        fs::remove_all(places().folder);
        const pid_t child = ::fork();
        if (child == 0) {
            int step = 0;
            static_cast<void>(make(defaultPlans(), [&](const auto&) {
                if (++step == last) ::_exit(0);
            }));
            ::_exit(1);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_EQ(WEXITSTATUS(status), 0);
        EXPECT_FALSE(fs::exists(places().folder)) << "step " << last;
        EXPECT_OK(make());
    }
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

}  // namespace
}  // namespace tidewaiter::publisher::tests
