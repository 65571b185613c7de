// Numbers, brands and phrases of watchlists on the item: told as a fact, shown as possible, or left alone.
#include <gtest/gtest.h>

#include "firmware/watchlist/lists.h"
#include "firmware/watchlist/store_builder.h"
#include "tests/inspection/rule_expectations.h"
#include "tests/watchlist/list_folder.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;
using tests::expectSilent;
using watchlist::Entry;
using watchlist::EntryKind;

constexpr auto kListed = "watchlist.listed";
constexpr auto kPossible = "watchlist.possible";
constexpr auto kNamed = "watchlist.named";
const cv::Rect2f kLabel{50, 50, 800, 700};

Entry entry(EntryKind kind, const std::string& value, Severity severity = Severity::Hold) {
    Entry entry{value, value, "", "", {}};
    entry.terms.kind = kind;
    entry.terms.severity = severity;
    entry.terms.reason = "stolen from a data centre";
    entry.terms.legalBasis = "case 7/2026";
    entry.terms.action = "Call the duty officer.";
    return entry;
}

class WatchlistRule : public ::testing::Test {
  protected:
    watchlist::Lists& lists(const std::vector<Entry>& entries) {
        auto builder = watchlist::StoreBuilder::begin(folder_ / "stolen.watchlist");
        for (const auto& one : entries) EXPECT_TRUE(builder->add(*watchlist::checked(one)));
        EXPECT_TRUE(builder->finish({"stolen", "3"}));
        auto opened = watchlist::Lists::open(folder_.path());
        if (!opened) throw std::runtime_error(opened.error().message);
        lists_ = std::make_unique<watchlist::Lists>(std::move(*opened));
        return *lists_;
    }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

  private:
    watchlist::tests::ListFolder folder_;
    std::unique_ptr<watchlist::Lists> lists_;
};

CaseBuilder label(const watchlist::Lists& lists) {
    CaseBuilder item;
    item.lists(lists).label(kLabel);
    return item;
}

TEST_F(WatchlistRule, ASerialNumberInACode) {
    const auto& stolen = lists({entry(EntryKind::Serial, "1323621004567")});
    auto item = label(stolen);
    item.code("Code128", "S1323621004567");
    const auto findings = item.findings(kListed);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_EQ(findings[0].severity, Severity::Hold);
    EXPECT_EQ(findings[0].message,
              "The serial number \"1323621004567\" is on the watchlist \"stolen\" (99.7 %): stolen from a "
              "data centre. "
              "Call the duty officer.");
    EXPECT_EQ(findings[0].source, "case 7/2026");
    EXPECT_EQ(findings[0].fields.size(), 1U);
    EXPECT_FALSE(findings[0].regions.empty());
    expectSilent(item, kPossible);
}

TEST_F(WatchlistRule, APrintedSerialNumber) {
    auto item = label(lists({entry(EntryKind::Serial, "1323621004567")}));
    item.line("S/N: 1323621004567");
    EXPECT_EQ(item.findings(kListed).size(), 1U) << item.told();
}

TEST_F(WatchlistRule, TheEntryDecidesHowSevere) {
    auto item = label(lists({entry(EntryKind::Part, "TDA1517P", Severity::Inspect)}));
    item.line("TDA1517P", 0.99);
    const auto findings = item.findings(kListed);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_EQ(findings[0].severity, Severity::Inspect);
}

// "Hits below the threshold but above chance are shown as possible, with the characters in doubt marked."
TEST_F(WatchlistRule, ADoubtfulReadingAsksForACloserPicture) {
    auto item = label(lists({entry(EntryKind::Serial, "SGH1234ABC")}));
    item.doubtfulLine("S/N: SGH1234A8C", 13, "B");
    const auto findings = item.findings(kPossible);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_LE(findings[0].severity, Severity::Inspect);
    EXPECT_NE(findings[0].message.find("SGH1234A[8]C"), std::string::npos) << findings[0].message;
    EXPECT_NE(findings[0].message.find("possibly \"SGH1234ABC\""), std::string::npos);
    EXPECT_NE(findings[0].message.find("take a closer picture"), std::string::npos);
    expectSilent(item, kListed);
}

TEST_F(WatchlistRule, SilentForOtherNumbers) {
    auto item = label(lists({entry(EntryKind::Serial, "1323621004567")}));
    item.line("S/N: 1323621004568").code("Code128", "S1323621004568");
    expectSilent(item, kListed);
    expectSilent(item, kPossible);
}

TEST_F(WatchlistRule, SilentBeforeAndAfterItsDays) {
    auto past = entry(EntryKind::Serial, "1323621004567");
    past.terms.expires = "2026-11-21";
    auto future = entry(EntryKind::Serial, "1323621004568");
    future.terms.notBefore = "2026-11-23";
    auto item = label(lists({past, future}));
    item.code("Code128", "S1323621004567").code("Code128", "S1323621004568");
    expectSilent(item, kListed);
}

TEST_F(WatchlistRule, BrandsAndPhrasesAsWholeWords) {
    const auto& named = lists({entry(EntryKind::Brand, "SANDKYAN"), entry(EntryKind::Phrase, "dummy server"),
                               entry(EntryKind::Phrase, "假货")});
    auto item = label(named);
    item.line("Sandkyan", 0.99);
    ASSERT_EQ(item.findings(kNamed).size(), 1U) << item.told();
    EXPECT_NE(item.findings(kNamed)[0].message.find("The item says \"SANDKYAN\""), std::string::npos);
    auto phrase = label(named);
    phrase.line("DUMMY-SERVER No 5", 0.99);
    EXPECT_EQ(phrase.findings(kNamed).size(), 1U);
    auto other = label(named);
    other.line("SANDKYANS", 0.99).line("dummy and server", 0.99).line("SANDKYAN", 0.6);
    expectSilent(other, kNamed);
}

TEST_F(WatchlistRule, SaysWhyItIsSilent) {
    CaseBuilder without;
    without.label(kLabel).line("S/N: 1323621004568");
    EXPECT_EQ(without.silence(kListed), "No watchlist is in use.");
    auto item = label(lists({entry(EntryKind::Serial, "1323621004567")}));
    item.line("S/N: 1323621004568");
    EXPECT_EQ(item.silence(kListed),
              "Of 1 serial number and no part numbers, none was found so on 1 watchlist.");
}

TEST_F(WatchlistRule, ADamagedListIsNoEmptyOne) {
    const watchlist::tests::ListFolder folder;
    EXPECT_TRUE(watchlist::Lists::open(folder / "none")->summaries().empty());
    auto database = watchlist::Database::open(folder / "a.watchlist", true);
    ASSERT_TRUE(database && database->run("CREATE TABLE t(x)"));
    EXPECT_FALSE(watchlist::Lists::open(folder.path()));
}

// "An expired timestamp never blocks an inspection, it marks verdicts with 'lists N days old'" (issue 5, 7).
TEST_F(WatchlistRule, OldListsAreTold) {
    struct Row {
        const char* completed;
        const char* expires;
        const char* told;  ///< beginning of the message; empty: nothing is said
    };
    auto& opened = lists({entry(EntryKind::Serial, "1323621004567")});
    for (const auto& [completed, expires, told] : {
             Row{"2026-11-10", "2026-11-21", "The watchlists are 12 days old: what was listed since"},
             Row{"2026-11-21", "2026-11-21", "The watchlists are 1 day old: "},
             Row{"2024-02-28", "2024-03-01", "The watchlists are 998 days old: "},
             Row{"", "", "Nobody knows how old the watchlists are: "},
             Row{"2026-11-30", "2026-11-21",
                 "Nobody knows how old the watchlists are: "},  // a clock was wrong
             Row{"2026-13-40", "2026-11-21", "Nobody knows how old the watchlists are: "},
             Row{"2026-11-10", "2026-11-22", ""},
             Row{"2026-11-10", "2027-01-01", ""},
         }) {
        opened.setFreshness({completed, expires, {"stolen"}});
        const auto findings = label(opened).findings("watchlist.old");
        ASSERT_EQ(findings.size(), *told == '\0' ? 0U : 1U) << completed;
        if (findings.empty()) continue;
        EXPECT_EQ(findings[0].message.substr(0, std::string_view(told).size()), told);
        EXPECT_EQ(findings[0].severity, Severity::Info);
    }
}

// "An inspection must not go on as if nothing were listed", not even in its middle.
TEST_F(WatchlistRule, ANumberThatCannotBeLookedUpIsNotClear) {
    auto& opened = lists(watchlist::tests::manySerials());
    watchlist::tests::loseNumbers(folder() / "stolen.watchlist");
    auto item = label(opened);
    for (int i = 0; i < 20; ++i) item.line("S/N: SN" + std::to_string(1000000 + i * 1000));
    const auto findings = item.findings("watchlist.unreadable");
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_EQ(findings[0].severity, Severity::Inspect);
    EXPECT_GT(findings[0].fields.size(), 1U);
    EXPECT_LT(findings[0].fields.size(), 20U);
    EXPECT_EQ(item.findings(kListed).size(), 20U - findings[0].fields.size()) << item.told();
    const auto& message = findings[0].message;
    EXPECT_EQ(message.find("Whether \"SN10"), 0U) << message;
    EXPECT_NE(message.find(" more stand on a watchlist is not known: the watchlist '"), std::string::npos)
        << message;
    EXPECT_NE(message.find("import or synchronize the list again."), std::string::npos) << message;
}

TEST_F(WatchlistRule, ListsThatCanBeReadAreNotUnreadable) {
    auto item = label(lists({entry(EntryKind::Serial, "1323621004567")}));
    item.line("S/N: 1323621004567");
    expectSilent(item, "watchlist.unreadable");
}

TEST_F(WatchlistRule, ListsImportedByHandHaveNoAge) {
    auto item = label(lists({entry(EntryKind::Serial, "1323621004567")}));
    expectSilent(item, "watchlist.old");
}

}  // namespace
}  // namespace tidewaiter::inspection
