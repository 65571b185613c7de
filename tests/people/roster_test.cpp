// "Log in with PIN or password or a badge barcode plus PIN." (issue 6, point 4)
#include "firmware/people/roster.h"

#include "firmware/files/durable_file.h"
#include "firmware/files/private_file.h"
#include "firmware/people/member.h"
#include "tests/people/people_folder.h"

namespace tidewaiter::people::tests {
namespace {

using Problem = RosterProblem;

class TheRoster : public PeopleFolder {};

TEST_F(TheRoster, BeginsWithAnAdministratorAndNobodyElse) {
    auto roster = open();
    EXPECT_TRUE(roster.isEmpty());
    const auto officer = roster.add({"Bob", Role::Officer, kSecret});
    ASSERT_FALSE(officer);
    EXPECT_EQ(officer.error().problem, Problem::LastAdministrator);
    const auto first = roster.addFirst({"Ada", Role::Officer, kSecret});
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->role, Role::Administrator);
    EXPECT_EQ(first->id.size(), 32U);
    EXPECT_FALSE(roster.isEmpty());
    const auto second = roster.addFirst({"Eve", Role::Administrator, kSecret});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().problem, Problem::NotFirst);
}

TEST_F(TheRoster, LetsPeopleInByNameAndSecret) {
    auto roster = founded();
    const auto logIn = roster.authenticate({"Ada", "", kSecret}, kNoon);
    ASSERT_TRUE(std::holds_alternative<Person>(logIn));
    EXPECT_EQ(std::get<Person>(logIn), roster.people().front());
    EXPECT_TRUE(lets(roster, " ADA ", kSecret)) << "spelling does not matter";
}

TEST_F(TheRoster, LetsNobodyElseIn) {
    auto roster = founded();
    const Credentials wrong[] = {
        {"Ada", "", "294717"},
        {"Ada", "", ""},
        {"", "", kSecret},
        {"Adam", "", kSecret},
        {"Ada", "badge", kSecret},
        {"", "", ""},
        {"Ada", "", "29471"},
        {"Ada", "", "2947160"},
        {"\xFF", "\xFF", "\xFF"},
        {"Ada", "Ada", kSecret},
        {std::string(100'000, 'A'), "", kSecret},
    };
    auto now = kNoon;
    for (const auto& credentials : wrong) {
        EXPECT_TRUE(isWrong(roster.authenticate(credentials, now += std::chrono::hours(1))))
            << credentials.name.substr(0, 20) << ' ' << credentials.secret;
    }
    EXPECT_TRUE(
        isWrong(roster.authenticate({"Ada", "", std::string("294716\0", 7)}, now += std::chrono::hours(1))));
    EXPECT_TRUE(isWrong(roster.authenticate({"Ada", "", kSecret + std::string(1'000'000, 'x')},
                                            now += std::chrono::hours(1))));
    EXPECT_TRUE(lets(roster, "Ada", kSecret, now + std::chrono::hours(1)));
}

TEST_F(TheRoster, TellsTheAuditLogWhoseSecretWasGuessedAt) {
    auto roster = founded();
    const auto known = std::get<Wrong>(roster.authenticate({"ada", "", "000000"}, kNoon)).known;
    ASSERT_TRUE(known);
    EXPECT_EQ(known->name, "Ada");
    EXPECT_FALSE(std::get<Wrong>(roster.authenticate({"Eve", "", "000000"}, kNoon)).known);
}

TEST_F(TheRoster, LetsPeopleInByBadgeAndPin) {
    auto roster = founded();
    const auto bob = added(roster, {"Bob", Role::Officer, "081547", "CUSTOMS-0815"});
    EXPECT_TRUE(bob.badge);
    const auto logIn = roster.authenticate({"", "CUSTOMS-0815", "081547"}, kNoon);
    ASSERT_TRUE(std::holds_alternative<Person>(logIn));
    EXPECT_EQ(std::get<Person>(logIn).id, bob.id);
    EXPECT_TRUE(isWrong(roster.authenticate({"", "CUSTOMS-0816", "081547"}, kNoon)));
    EXPECT_TRUE(isWrong(roster.authenticate({"", "CUSTOMS-0815", ""}, kNoon)))
        << "a badge alone is not enough";
    EXPECT_GT(waitOf(roster.authenticate({"Bob", "", "081547"}, kNoon)), 0) << "one delay for name and badge";
}

TEST_F(TheRoster, ForgetsABadgeThatWasTakenAway) {
    auto roster = founded();
    const auto bob = added(roster, {"Bob", Role::Officer, "081547", "0815"});
    const auto changed = roster.change(bob.id, {.badge = ""});
    ASSERT_TRUE(changed) << changed.error().message;
    EXPECT_FALSE(changed->badge);
    EXPECT_TRUE(isWrong(roster.authenticate({"", "0815", "081547"}, kNoon)));
    EXPECT_TRUE(lets(roster, "Bob", "081547"));
}

TEST_F(TheRoster, KnowsEverybodyByOneNameOnly) {
    auto roster = founded();
    for (const auto* name : {"Ada", "ada", " ADA ", "Ａｄａ"}) {
        const auto person = roster.add({name, Role::Officer, "081547"});
        ASSERT_FALSE(person) << name;
        EXPECT_EQ(person.error().problem, Problem::NameTaken);
    }
    added(roster, {"Bob", Role::Officer, "081547", "0815"});
    const auto badge = roster.add({"Carl", Role::Officer, "081547", " 0815 "});
    ASSERT_FALSE(badge);
    EXPECT_EQ(badge.error().problem, Problem::BadgeTaken);
    EXPECT_EQ(roster.people().size(), 2U);
}

TEST_F(TheRoster, RefusesNamesThatCannotBeReadAndBadgesThatAreNone) {
    auto roster = founded();
    for (const auto& name : {std::string(), std::string("  "), std::string("A\nB"), std::string("A\u202eB"),
                             std::string("\xC3\x28"), std::string("A\0B", 3), std::string(65, 'x')}) {
        const auto person = roster.add({name, Role::Officer, "081547"});
        ASSERT_FALSE(person) << name;
        EXPECT_EQ(person.error().problem, Problem::BadName) << name;
    }
    for (const auto& badge :
         {std::string(" "), std::string("A\nB"), std::string("\xFF"), std::string(201, '1')}) {
        const auto person = roster.add({"Bob", Role::Officer, "081547", badge});
        ASSERT_FALSE(person) << badge;
        EXPECT_EQ(person.error().problem, Problem::BadBadge) << badge;
    }
    EXPECT_TRUE(roster.add({"李 明", Role::Officer, "081547"}));
    EXPECT_TRUE(roster.add({"فاطمة", Role::Auditor, "081547"}));
}

TEST_F(TheRoster, RefusesSecretsThatOthersWouldGuess) {
    auto roster = founded();
    for (const auto* secret : {"", "12345", "123456", "Bob Baker", "0815-0815-42"}) {
        const auto person = roster.add({"Bob Baker", Role::Officer, secret, "0815-0815-42"});
        ASSERT_FALSE(person) << secret;
        EXPECT_EQ(person.error().problem, Problem::BadSecret) << secret;
    }
    const auto changed = roster.change(roster.people().front().id, {.secret = "111111"});
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().problem, Problem::BadSecret);
    EXPECT_TRUE(lets(roster, "Ada", kSecret));
}

TEST_F(TheRoster, KeepsOneAdministratorWhoCanLogIn) {
    auto roster = founded();
    const auto ada = roster.people().front();
    for (const auto& change : {Change{.role = Role::Officer}, Change{.active = false}}) {
        const auto changed = roster.change(ada.id, change);
        ASSERT_FALSE(changed);
        EXPECT_EQ(changed.error().problem, Problem::LastAdministrator);
    }
    const auto bob = added(roster, {"Bob", Role::Administrator, "081547"});
    EXPECT_TRUE(roster.change(ada.id, {.active = false}));
    EXPECT_FALSE(roster.change(bob.id, {.role = Role::Auditor}));
    EXPECT_TRUE(roster.change(ada.id, {.active = true}));
    EXPECT_TRUE(roster.change(bob.id, {.role = Role::Auditor}));
    EXPECT_EQ(roster.person(bob.id)->role, Role::Auditor);
}

TEST_F(TheRoster, LetsNobodyInWhoWasDeactivated) {
    auto roster = founded();
    const auto bob = added(roster, {"Bob", Role::Officer, "081547"});
    ASSERT_TRUE(roster.change(bob.id, {.active = false}));
    EXPECT_TRUE(isWrong(roster.authenticate({"Bob", "", "081547"}, kNoon)));
    EXPECT_TRUE(isWrong(roster.authenticate(bob.id, "081547", kNoon)));
    EXPECT_TRUE(roster.person(bob.id)) << "but records name them";
    ASSERT_TRUE(roster.change(bob.id, {.active = true}));
    EXPECT_TRUE(lets(roster, "Bob", "081547", kNoon + std::chrono::seconds(1)));
}

TEST_F(TheRoster, ChangesASecret) {
    auto roster = founded();
    const auto bob = added(roster, {"Bob", Role::Officer, "081547"});
    EXPECT_TRUE(isWrong(roster.authenticate(bob.id, "wrong", kNoon)));
    EXPECT_GT(waitOf(roster.authenticate(bob.id, "081547", kNoon)), 0);
    ASSERT_TRUE(roster.change(bob.id, {.secret = "contrase\u00f1a"}));
    EXPECT_TRUE(lets(roster, "Bob", "contrasen\u0303a")) << "on another keyboard, and without the delay";
    EXPECT_TRUE(isWrong(roster.authenticate({"Bob", "", "081547"}, kNoon)));
}

TEST_F(TheRoster, ChangesNobodyWhoIsNotThere) {
    auto roster = founded();
    for (const auto* id : {"", "x", "00000000000000000000000000000000"}) {
        const auto changed = roster.change(id, {.active = false});
        ASSERT_FALSE(changed) << id;
        EXPECT_EQ(changed.error().problem, Problem::Unknown);
        EXPECT_FALSE(roster.person(id));
        EXPECT_TRUE(isWrong(roster.authenticate(std::string(id), kSecret, kNoon)));
    }
}

TEST_F(TheRoster, KnowsAThousandPeopleAndNoMore) {
    MemberList list{std::string(32, 'k'), {}};
    for (std::size_t i = 1; i < Roster::kMostPeople; ++i) {
        const auto name = "p" + std::to_string(i);
        list.members.push_back({{name, name, Role::Administrator, true, false}, name, "no hash"});
    }
    ASSERT_TRUE(files::makeFolder(folder_));
    ASSERT_TRUE(files::writePrivateFile(file_, bytesOf(list)));
    auto roster = open();
    added(roster, {"the last one", Role::Officer, "081547"});
    const auto more = roster.add({"one more", Role::Officer, "081547"});
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().problem, Problem::Full);
}

}  // namespace
}  // namespace tidewaiter::people::tests
