// "The list of people outlives a restart, is nobody else's to read, and a damaged one is told, not used."
#include <sys/stat.h>

#include "tests/people/people_folder.h"

namespace tidewaiter::people::tests {
namespace {

class RosterFile : public PeopleFolder {
  protected:
    [[nodiscard]] std::string whyNotOpened() const {
        const auto roster = tryOpen();
        return roster ? "it was opened" : roster.error().message;
    }
    void expectRefused(const std::string& why) const {
        const auto message = whyNotOpened();
        EXPECT_NE(message.find(why), std::string::npos) << message;
        EXPECT_NE(message.find("people.json"), std::string::npos) << message;
    }
};

TEST_F(RosterFile, OutlivesARestart) {
    std::vector<Person> people;
    {
        auto roster = founded();
        added(roster, {"Bob", Role::Officer, "081547", "0815"});
        const auto carl = added(roster, {"Carl", Role::Auditor, "081547"});
        ASSERT_TRUE(roster.change(carl.id, {.active = false}));
        people = roster.people();
    }
    auto again = open();
    EXPECT_EQ(again.people(), people);
    EXPECT_TRUE(lets(again, "ada", kSecret));
    EXPECT_TRUE(std::holds_alternative<Person>(again.authenticate({"", "0815", "081547"}, kNoon)));
    EXPECT_FALSE(lets(again, "Carl", "081547"));
}

TEST_F(RosterFile, KeepsDelaysOverARestart) {
    {
        auto roster = founded();
        EXPECT_FALSE(lets(roster, "Ada", "wrong"));
        EXPECT_FALSE(lets(roster, "Nobody", "wrong"));
    }
    auto again = open();
    EXPECT_EQ(waitOf(again.authenticate({"Ada", "", kSecret}, kNoon)), 1);
    EXPECT_EQ(waitOf(again.authenticate({"Nobody", "", kSecret}, kNoon)), 1);
    EXPECT_TRUE(lets(again, "Ada", kSecret, kNoon + std::chrono::seconds(1)));
}

TEST_F(RosterFile, HoldsNoSecretAndNoBadge) {
    auto roster = founded();
    added(roster, {"Bob", Role::Officer, "correct horse", "BADGE-0815"});
    EXPECT_FALSE(lets(roster, "typed-in-the-wrong-field", "x"));
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        const auto content = contentOf(entry.path());
        for (const auto* secret : {kSecret, "correct horse", "BADGE-0815", "typed-in-the-wrong-field"})
            EXPECT_EQ(content.find(secret), std::string::npos) << entry.path();
        struct stat state {};
        ASSERT_EQ(::stat(entry.path().c_str(), &state), 0);
        EXPECT_EQ(state.st_mode & 0777U, 0600U) << entry.path();
    }
    EXPECT_NE(contentOf(file_).find("$argon2id$"), std::string::npos);
}

TEST_F(RosterFile, IsRefusedWhereOthersMayReadIt) {
    static_cast<void>(founded());
    for (const mode_t mode : {0640U, 0604U, 0620U, 0602U, 0666U}) {
        ASSERT_EQ(::chmod(file_.c_str(), mode), 0);
        expectRefused("chmod 600");
    }
    ASSERT_EQ(::chmod(file_.c_str(), 0600), 0);
    EXPECT_TRUE(tryOpen());
}

TEST_F(RosterFile, IsRefusedWhereItBelongsToAnotherUser) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root may give a file away";
    static_cast<void>(founded());
    ASSERT_EQ(::chown(file_.c_str(), 12345, 12345), 0);
    expectRefused("belongs to another user");
}

TEST_F(RosterFile, IsRefusedWhereItIsNoFile) {
    std::filesystem::create_directories(file_);
    expectRefused("is no file");
    std::filesystem::remove(file_);
    ASSERT_EQ(::mkfifo(file_.c_str(), 0600), 0);
    expectRefused("is no file");
}

TEST_F(RosterFile, IsOpenOnceOnly) {
    const auto roster = founded();
    expectRefused("another program has the list");
}

TEST_F(RosterFile, IsRefusedWhereAnyByteChanged) {
    {
        auto roster = founded();
        added(roster, {"Bob", Role::Officer, "081547", "0815"});
    }
    const auto whole = contentOf(file_);
    const auto people = open().people();
    int told = 0;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x01);
        write(file_, damaged);
        const auto roster = tryOpen();
        if (roster) {
            EXPECT_EQ(roster->people(), people) << "only white space may differ, byte " << at;
        } else {
            ++told;
            ASSERT_NE(roster.error().message.find("damaged"), std::string::npos) << roster.error().message;
        }
    }
    std::printf("%d of %zu changed bytes told\n", told, whole.size());
    EXPECT_GT(told, static_cast<int>(whole.size() * 8 / 10));
}

TEST_F(RosterFile, IsRefusedWhereItWasCutOff) {
    static_cast<void>(founded());
    const auto whole = contentOf(file_);
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
        write(file_, whole.substr(0, size));
        ASSERT_NE(whyNotOpened().find("damaged"), std::string::npos) << size;
    }
}

TEST_F(RosterFile, IsRefusedWhereItIsSomethingElse) {
    std::filesystem::create_directories(folder_);
    for (const auto& content :
         {std::string("[]"), std::string("{}"), std::string("\xFF\xFE"), std::string("null"),
          std::string("{\"checksum\":1}"), std::string(100'000, '[')}) {
        write(file_, content);
        ::chmod(file_.c_str(), 0600);
        expectRefused("damaged");
    }
    write(file_, std::string(5'000'000, ' '));
    expectRefused("larger than");
}

TEST_F(RosterFile, SaysWhereItsFolderIsNone) {
    write(folder_, "a file");
    const auto message = whyNotOpened();
    EXPECT_NE(message.find("name a folder"), std::string::npos) << message;
}

}  // namespace
}  // namespace tidewaiter::people::tests
