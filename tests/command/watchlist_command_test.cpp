// `tidewaiter watchlist`: import, status and check as a person or a script uses them.
#include "firmware/command/watchlist_command.h"

#include <gtest/gtest.h>

#include <fstream>

#include "firmware/watchlist/database.h"
#include "tests/watchlist/list_folder.h"

namespace tidewaiter::command {
namespace {

namespace fs = std::filesystem;

/// Runs the command in the folder and gives what it printed beside its exit code.
class WatchlistCommand : public ::testing::Test {
  protected:
    struct Outcome {
        int code = 0;
        std::string output;
        std::string error;
    };

    Outcome run(std::vector<std::string> words) const {
        words.insert(words.begin(), "watchlist");
        words.insert(words.end(), {"--lists", (folder_ / "lists").string()});
        const auto parsed = parseArguments(words, "1");
        if (!parsed.watchlist) return {parsed.exitCode, parsed.output, parsed.error};
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int code = runWatchlist(*parsed.watchlist);
        return {code, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
    }

    std::string put(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
        return (folder_ / name).string();
    }

    [[nodiscard]] fs::path lists() const { return folder_ / "lists"; }

  private:
    watchlist::tests::ListFolder folder_;
};

TEST_F(WatchlistCommand, ImportsAndLooksUp) {
    const auto imported =
        run({"import", put("stolen.csv", "value,reason\n1323621004567,stolen\n"), "--version", "3"});
    EXPECT_EQ(imported.code, kExitClear) << imported.error;
    EXPECT_EQ(imported.output, "The watchlist \"stolen\" holds 1 serial number and 0 other entries now.\n");
    const auto status = run({"status", "--verify"});
    EXPECT_EQ(status.code, kExitClear);
    EXPECT_EQ(status.output.find("stolen, version 3: 1 serial number and 0 other entries, content "), 0U)
        << status.output;
    EXPECT_NE(status.output.find(", verified\n"), std::string::npos);
    const auto hold = run({"check", "1323-621004567", "4711"});
    EXPECT_EQ(hold.code, kExitHold);
    EXPECT_NE(hold.output.find(
                  "hold  1323-621004567 is \"1323621004567\" of the watchlist \"stolen\" (100 %); stolen\n"),
              std::string::npos)
        << hold.output;
    EXPECT_NE(hold.output.find("clear  4711 stands on no watchlist\n"), std::string::npos);
    EXPECT_EQ(run({"check", "4711"}).code, kExitClear);
    EXPECT_EQ(run({"check", "132362100467"}).code, kExitInspect);  // one character is missing
}

TEST_F(WatchlistCommand, LooksPartiesUpAndSaysWhy) {
    const auto list = put("csl.csv",
                          "value,kind,address,severity,reason\n"
                          "深圳市华强电子有限公司,party,\"7 Ring Road, Shenzhen\",inspect,listed\n");
    ASSERT_EQ(run({"import", list}).code, kExitClear);
    const auto same = run({"check", "--party", "Shenzhen Huaqiang Electronics Ltd"});
    EXPECT_EQ(same.code, kExitHold) << same.error;
    EXPECT_EQ(
        same.output.find("inspect  Shenzhen Huaqiang Electronics Ltd is \"深圳市华强电子有限公司\" of the "
                         "watchlist \"csl\" (99 %: "),
        0U)
        << same.output;
    EXPECT_NE(same.output.find("Huaqiang = 华强 (pinyin)"), std::string::npos) << same.output;
    const auto alike = run({"check", "--party", "Huaqiang Electronics", "--party", "Vega Ltd"});
    EXPECT_EQ(alike.code, kExitInspect);
    EXPECT_EQ(alike.output.find("possible  Huaqiang Electronics resembles "), 0U) << alike.output;
    EXPECT_NE(alike.output.find("clear  Vega Ltd stands on no watchlist\n"), std::string::npos);
    const auto known = run({"check", "--party", "Huaqiang Electronics", "--address", "Ring Rd 7, Shenzhen"});
    EXPECT_EQ(known.code, kExitHold) << known.output;
    const auto address = run({"check", "--party", "Vega Ltd, 7 Ring Road, Shenzhen"});
    EXPECT_EQ(address.code, kExitInspect);
    EXPECT_EQ(address.output.find("address  Vega Ltd, 7 Ring Road, Shenzhen has the address of "), 0U)
        << address.output;
    EXPECT_EQ(run({"check"}).code, kExitUsage);
    EXPECT_EQ(run({"check", "--address", "7 Ring Road"}).code, kExitUsage);
}

TEST_F(WatchlistCommand, SaysThatNothingIsInUse) {
    const auto status = run({"status"});
    EXPECT_EQ(status.code, kExitClear);
    EXPECT_EQ(status.output.find("No watchlist is in use; tidewaiter watchlist import FILE puts one into "),
              0U);
}

TEST_F(WatchlistCommand, RefusesABadListAndKeepsTheOld) {
    ASSERT_EQ(run({"import", put("a.csv", "value\nAAA1\n"), "--name", "mine"}).code, kExitClear);
    const auto refused = run({"import", put("b.csv", "value\nBBB1\n\n-\n"), "--name", "mine"});
    EXPECT_EQ(refused.code, kExitFailed);
    EXPECT_EQ(refused.error,
              "tidewaiter: b.csv, line 4: the value is empty; the list that is in use stays as it is\n");
    EXPECT_EQ(run({"check", "AAA1"}).code, kExitHold);
}

TEST_F(WatchlistCommand, RefusesNamesThatLeadElsewhere) {
    const auto list = put("a.csv", "value\nAAA1\n");
    for (const std::string name : {"../a", "", ".hidden", "a/b", "a\nb"}) {
        const auto refused = run({"import", list, "--name", name});
        EXPECT_EQ(refused.code, kExitFailed) << name;
        EXPECT_NE(refused.error.find("cannot be the name of a watchlist"), std::string::npos)
            << refused.error;
    }
}

TEST_F(WatchlistCommand, AMissingFileChangesNothing) {
    ASSERT_EQ(run({"import", put("a.csv", "value\nAAA1\n")}).code, kExitClear);
    const auto whole = run({"status"}).output;
    EXPECT_EQ(whole.find("a: 1 serial number"), 0U);
    EXPECT_EQ(run({"import", "missing.csv"}).code, kExitFailed);
    EXPECT_EQ(run({"status"}).output, whole);
}

TEST_F(WatchlistCommand, VerifyTellsDamage) {
    ASSERT_EQ(run({"import", put("a.csv", "value\nAAA1\nBBB2\n")}).code, kExitClear);
    fs::rename(lists() / "a.watchlist", lists() / "renamed.watchlist");
    EXPECT_EQ(run({"status", "--verify"}).code, kExitClear);
    {
        auto database = watchlist::Database::open(lists() / "renamed.watchlist", true);
        ASSERT_TRUE(database && database->run("DELETE FROM serials WHERE value='AAA1'"));
    }
    EXPECT_EQ(run({"status"}).code, kExitClear);
    const auto damaged = run({"status", "--verify"});
    EXPECT_EQ(damaged.code, kExitFailed);
    EXPECT_NE(damaged.output.find("DAMAGED: import or synchronize it again"), std::string::npos);
}

TEST_F(WatchlistCommand, NeedsToBeToldWhatToDo) {
    const auto parsed = parseArguments({"watchlist"}, "1");
    EXPECT_EQ(parsed.exitCode, kExitUsage);
    EXPECT_NE(parsed.error.find("say what to do, as in: tidewaiter watchlist import stolen.csv"),
              std::string::npos);
}

}  // namespace
}  // namespace tidewaiter::command
