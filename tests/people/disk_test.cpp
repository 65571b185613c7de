// "A change counts once it is on the disk." A full disk or a power cut leaves the list of people as it was
// or as it was to be.
#include <sys/wait.h>

#include "firmware/people/first_start.h"
#include "tests/people/people_folder.h"
#include "tests/tlog/failing_disk.h"

namespace tidewaiter::people::tests {
namespace {

using tlog::tests::kPowerCut;
using tlog::tests::noTrouble;
using tlog::tests::trouble;
using tlog::tests::Trouble;

class DiskOfPeople : public PeopleFolder {
  protected:
    void TearDown() override {
        noTrouble();
        PeopleFolder::TearDown();
    }
};

TEST_F(DiskOfPeople, MayBeFullAtAnyMoment) {
    auto roster = founded();
    const auto before = contentOf(file_);
    const auto ada = roster.people().front();
    int call = 1;
    for (;; ++call) {
        trouble(Trouble::Full, call);
        const auto added = roster.add({"Bob", Role::Officer, "081547"});
        noTrouble();
        if (added) break;
        EXPECT_EQ(added.error().problem, RosterProblem::NotKept);
        EXPECT_NE(added.error().message.find("the disk is full"), std::string::npos) << added.error().message;
        EXPECT_EQ(contentOf(file_), before);
        EXPECT_EQ(roster.people().size(), 1U);
        EXPECT_FALSE(std::filesystem::exists(file_.string() + ".partial"));
    }
    EXPECT_GE(call, 4) << "write, fsync twice, rename";
    trouble(Trouble::Full, 1);
    EXPECT_FALSE(roster.change(ada.id, {.secret = "081547"}));
    EXPECT_TRUE(lets(roster, "Ada", kSecret)) << "somebody must be able to mend it";
    EXPECT_FALSE(lets(roster, "Ada", "wrong"));
    EXPECT_GT(waitOf(roster.authenticate({"Ada", "", kSecret}, kNoon)), 0) << "delays hold without a disk";
    noTrouble();
}

TEST_F(DiskOfPeople, MayLosePowerBetweenAnyTwoWrites) {
    for (int call = 1;; ++call) {
        std::filesystem::remove_all(folder_);
        static_cast<void>(founded());
        const pid_t child = ::fork();
        if (child == 0) {
            auto roster = tryOpen();
            trouble(Trouble::PowerCut, call);
            ::_exit(roster && roster->add({"Bob", Role::Officer, "081547"}) ? 0 : 1);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFEXITED(status));
        auto roster = open();
        EXPECT_TRUE(lets(roster, "Ada", kSecret)) << "call " << call;
        EXPECT_LE(roster.people().size(), 2U);
        if (roster.people().size() == 1) added(roster, {"Bob", Role::Officer, "081547"});
        if (WEXITSTATUS(status) == 0) break;
        ASSERT_EQ(WEXITSTATUS(status), kPowerCut);
        ASSERT_LT(call, 20);
    }
}

TEST_F(DiskOfPeople, MayBeFullAtTheFirstStart) {
    for (int call = 1; call < 4; ++call) {
        trouble(Trouble::Full, call);
        const auto start = FirstStart::open(file_);
        noTrouble();
        ASSERT_FALSE(start);
        EXPECT_NE(start.error().message.find("the disk is full"), std::string::npos) << start.error().message;
    }
    EXPECT_TRUE(FirstStart::open(file_));
}

TEST_F(DiskOfPeople, TellsOfAFolderThatItMayNotWriteTo) {
    const auto roster = Roster::open("/proc/people/people.json", kCheap);
    ASSERT_FALSE(roster);
    EXPECT_NE(roster.error().message.find("/proc/people"), std::string::npos) << roster.error().message;
}

}  // namespace
}  // namespace tidewaiter::people::tests
