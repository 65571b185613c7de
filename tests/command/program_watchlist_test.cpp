// Watchlists and earlier inspections, as the installed program holds photos against them.
#include "tests/command/program.h"
#include "tests/watchlist/list_folder.h"

namespace tidewaiter::tests {
namespace {

class WatchlistProgram : public ProgramTest {
  protected:
    Outcome inspect(const std::string& goods, const std::string& photo) {
        return run({"inspect", "--json", "--declared", goods, "--lists", path("lists"), "--seen",
                    path("state/seen"), photo});
    }
};

void expectSays(const Outcome& outcome, const std::string& part) {
    EXPECT_NE(outcome.out.find(part), std::string::npos) << outcome.out << outcome.err;
}

TEST_F(WatchlistProgram, HoldsWhatIsListedAndNamesTheList) {
    const auto list = write("stolen.csv", "value,reason\n1323621004567,stolen from a data centre\n");
    const auto imported = run({"watchlist", "import", list, "--version", "3", "--lists", path("lists")});
    ASSERT_EQ(imported.exitCode, 0) << imported.err;
    const auto held = inspect("tea", photo("a.png", {"TEA", "S/N: 1323621004567"}));
    EXPECT_EQ(held.exitCode, 20);
    expectSays(held, "\"rule\":\"watchlist.listed\"");
    expectSays(held, "stolen from a data centre");
    expectSays(held, "\"lists\":[{\"name\":\"stolen\",\"sha256\":\"");
    const auto other = inspect("tea", photo("b.png", {"TEA", "S/N: 1423621009988"}));
    EXPECT_EQ(other.out.find("watchlist.listed"), std::string::npos) << other.out;
}

TEST_F(WatchlistProgram, RemembersWhatItRead) {
    const auto first = photo("a.png", {"TEA", "S/N: 1323621004567"});
    const auto again = photo("b.png", {"TOYS", "S/N: 1323621004567"});
    EXPECT_EQ(inspect("tea", first).out.find("seen-before"), std::string::npos);
    EXPECT_EQ(inspect("tea", first).out.find("seen-before"), std::string::npos);  // a second look
    const auto toys = inspect("toys", again);
    expectSays(toys, "\"rule\":\"watchlist.seen-before\"");
    expectSays(toys, "was read before, on ");
    EXPECT_EQ(toys.exitCode, 10);
}

TEST_F(WatchlistProgram, ANumberThatCannotBeLookedUpIsNotClear) {
    std::string rows = "value\n";
    for (const auto& entry : watchlist::tests::manySerials()) rows += entry.value + "\n";
    const auto list = write("stolen.csv", rows);
    ASSERT_EQ(run({"watchlist", "import", list, "--lists", path("lists")}).exitCode, 0);
    watchlist::tests::loseNumbers(path("lists/stolen.watchlist"));
    std::vector<std::string> check = {"watchlist", "check", "--lists", path("lists")};
    for (int i = 0; i < 20; ++i) check.push_back("SN" + std::to_string(1000000 + i * 1000));
    expectFailure(run(check), 1, "stolen.watchlist' cannot be used: it is no watchlist or it is damaged");
}

TEST_F(WatchlistProgram, WhatCannotBeOpenedStopsTheRun) {
    const auto tea = photo("a.png", {"TEA"});
    ASSERT_TRUE(std::filesystem::create_directories(path("lists")));
    write("lists/bad.watchlist", "these are no tables, and quite a few bytes of that, enough for a header");
    expectFailure(run({"inspect", "--lists", path("lists"), tea}), 1, "bad.watchlist' cannot be used");
    expectFailure(run({"inspect", "--seen", folder_.string(), tea}), 1, "serial numbers are not remembered");
}

}  // namespace
}  // namespace tidewaiter::tests
