// `publish`: lists as signed files that devices take (issue 5, point 8).
#include "firmware/publisher/publish.h"

#include <fstream>

#include "firmware/publisher/authority.h"
#include "tests/publisher/authority_test.h"

namespace tidewaiter::publisher::tests {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;

class PublishTest : public AuthorityTest {
  protected:
    void SetUp() override { found(); }

    std::size_t countOf(const fs::path& folder, const std::string& ending) const {
        std::size_t count = 0;
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            count += entry.is_regular_file() && entry.path().string().ends_with(ending) ? 1 : 0;
        return count;
    }
};

TEST_F(PublishTest, ADeviceGetsTheListAndThenWhatChanged) {
    const auto first = publishFile(list("a.csv", 2000));
    ASSERT_TRUE(first) << first.error().message;
    auto field = device("field");
    const auto got = field.update("stolen", now_);
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(*got, first->list->contentHash);
    EXPECT_EQ(field.taken(), std::vector<std::string>{first->list->snapshot});
    const auto second = publishFile(list("b.csv", 2000, "SNEW1"));
    const auto third = publishFile(list("c.csv", 2001, "SNEW2"));
    ASSERT_TRUE(second && third) << third.error().message;
    EXPECT_EQ(third->list->entries, 2002);
    const auto next = field.update("stolen", now_);
    ASSERT_TRUE(next) << next.error().message;
    EXPECT_EQ(*next, third->list->contentHash);
    EXPECT_EQ(field.taken(),
              (std::vector<std::string>{third->list->deltas[0].target, third->list->deltas[1].target}));
    EXPECT_EQ(*device("new").update("stolen", now_), third->list->contentHash);
}

TEST_F(PublishTest, GoingBackToAnOlderContentWorksToo) {
    const auto a = list("a.csv", 2000);
    const auto b = list("b.csv", 2000, "SNEW1");
    const auto first = publishFile(a);
    auto field = device("field");
    ASSERT_TRUE(field.update("stolen", now_));
    for (const auto& file : {b, a, b, a}) {
        const auto report = publishFile(file);
        ASSERT_TRUE(report) << report.error().message;
        EXPECT_EQ(*field.update("stolen", now_), report->list->contentHash);
        EXPECT_EQ(field.taken().size(), 1U);
        EXPECT_NE(field.taken().front(), report->list->snapshot);
    }
    EXPECT_EQ(*field.update("stolen", now_), first->list->contentHash);
}

TEST_F(PublishTest, WithoutAListItRenewsWhatIsPublished) {
    ASSERT_TRUE(publishFile(list("a.csv", 10)));
    auto field = device("field");
    EXPECT_OK(field.refresh(now_));
    now_ += days(4);
    expectRefusal(field.refresh(now_), "expired");
    const auto renewed = publishOrder(renewal());
    ASSERT_TRUE(renewed) << renewed.error().message;
    EXPECT_FALSE(renewed->changed);
    EXPECT_EQ(renewed->timestampVersion, 2);
    EXPECT_EQ(renewed->expires, now_ + days(3));
    EXPECT_OK(field.refresh(now_));
    EXPECT_TRUE(fs::exists(places().metadata() / "2.snapshot.json"));
    EXPECT_FALSE(fs::exists(places().metadata() / "2.targets.json"));
}

// The key of targets may lie in a safe while nothing changes, until half of their time is over.
TEST_F(PublishTest, RenewingTakesTheKeyOfTargetsSeldom) {
    ASSERT_TRUE(publishFile(list("a.csv", 10)));
    const auto stick = takeAway({"targets-1", "root-1", "root-2", "root-3"}, "stick");
    EXPECT_OK(publishOrder(renewal()));
    now_ += days(46);
    expectRefusal(publishOrder(renewal()),
                  "for targets, 1 of 1 keys must sign and 0 are here; bring 1 of these: "
                  "targets-1, and name the folder where they lie with --keys");
    auto order = renewal();
    order.keyFolders = {stick};
    EXPECT_OK(publishOrder(order));
    EXPECT_TRUE(fs::exists(places().metadata() / "2.targets.json"));
    EXPECT_OK(device("field").update("stolen", now_));
}

TEST_F(PublishTest, SaysThatTheContentIsPublishedAlready) {
    ASSERT_TRUE(publishFile(list("a.csv", 10)));
    now_ += days(1);
    const auto again = publishFile(list("b.csv", 10));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_TRUE(again->sameContent);
    EXPECT_FALSE(again->changed);
    EXPECT_EQ(again->list->version, "2027-03-01");
    auto order = renewal();
    order.list = {"stolen", "edition 2", {list("b.csv", 10)}};
    const auto named = publishOrder(order);
    ASSERT_TRUE(named) << named.error().message;
    EXPECT_TRUE(named->sameContent && named->changed);
    EXPECT_EQ(named->list->version, "edition 2");
    EXPECT_OK(device("field").update("stolen", now_));
}

TEST_F(PublishTest, KeepsSeveralListsAndTakesThemBack) {
    ASSERT_TRUE(publishFile(list("a.csv", 10)));
    auto order = renewal();
    order.list = {"brands", std::nullopt, {list("b.csv", 20), list("c.csv", 3, "SNEW")}};
    EXPECT_OK(publishOrder(order));
    auto field = device("field");
    EXPECT_OK(field.update("stolen", now_));
    EXPECT_OK(field.update("brands", now_));
    order = renewal();
    order.remove = {"stolen"};
    EXPECT_OK(publishOrder(order));
    expectRefusal(field.update("stolen", now_), "the list is not published");
    EXPECT_OK(field.update("brands", now_));
    expectRefusal(publishOrder(order), "there is no list \"stolen\" to remove");
    EXPECT_FALSE(fs::exists(places().lists() / "stolen" / "x"));
    EXPECT_EQ(countOf(places().lists(), ".watchlist"), 1U);
}

TEST_F(PublishTest, PublishesAPolicy) {
    auto order = renewal();
    order.policy = "title = \"ours\"\n";
    EXPECT_OK(publishOrder(order));
    const auto index = sync::parseIndex(*device("a").download("index.json", now_));
    ASSERT_TRUE(index && index->policy);
    EXPECT_EQ(*device("a").download(*index->policy, now_), "title = \"ours\"\n");
    EXPECT_FALSE(publishOrder(order)->changed);
    order = renewal();
    order.removePolicy = true;
    EXPECT_TRUE(publishOrder(order)->changed);
    EXPECT_FALSE(sync::parseIndex(*device("a").download("index.json", now_))->policy);
}

// "Files of older publications are removed only once nobody can need them."
TEST_F(PublishTest, KeepsTheFilesOfTheLastTwoPublications) {
    for (int i = 0; i < 6; ++i) ASSERT_TRUE(publishFile(list("a.csv", 100 + 50 * i)));
    EXPECT_EQ(countOf(places().metadata(), ".targets.json"), 3U);
    EXPECT_EQ(countOf(places().metadata(), ".snapshot.json"), 3U);
    EXPECT_EQ(countOf(places().targets(), ".jsonl.zst"), 3U);
    EXPECT_EQ(countOf(places().targets(), ".index.json"), 3U);
    EXPECT_EQ(countOf(places().lists(), ".watchlist"), 1U);
    EXPECT_EQ(countOf(places().folder, ".partial"), 0U);
    EXPECT_FALSE(fs::exists(places().work()));
}

TEST_F(PublishTest, KeepsFewDeltasAndNoneLargerThanTheList) {
    for (int i = 0; i < 34; ++i) {
        const auto report = publishFile(list("a.csv", 6000 + i));
        ASSERT_TRUE(report) << report.error().message;
        std::uint64_t bytes = 0;
        for (const auto& delta : report->list->deltas) bytes += delta.bytes;
        EXPECT_LE(bytes, report->list->snapshotBytes);
        EXPECT_EQ(report->list->deltas.size(), std::min<std::size_t>(i, kMostDeltas)) << i;
    }
    EXPECT_TRUE(publishFile(list("b.csv", 3))->list->deltas.empty());
}

TEST_F(PublishTest, GoesOnWithoutTheStoreOfTheLastTime) {
    ASSERT_TRUE(publishFile(list("a.csv", 2000)));
    fs::remove_all(places().lists());
    const auto next = publishFile(list("b.csv", 2001));
    ASSERT_TRUE(next) << next.error().message;
    EXPECT_TRUE(next->startsAnew);
    EXPECT_TRUE(next->list->deltas.empty());
    EXPECT_OK(device("field").update("stolen", now_));
}

TEST_F(PublishTest, ABrokenListLeavesAllAsItWas) {
    ASSERT_TRUE(publishFile(list("a.csv", 10)));
    const auto before = everything();
    std::ofstream(folder_ / "broken.csv") << "value\nSN1\n-\n";
    expectRefusal(publishFile(folder_ / "broken.csv"), "broken.csv, line 3: the value is empty");
    expectRefusal(publishFile(folder_ / "missing.csv"), "missing.csv");
    auto order = renewal();
    for (const std::string name : {"", "../a", ".hidden", "a/b", "\xff", "a\nb"}) {
        order.list = {name, std::nullopt, {folder_ / "a.csv"}};
        expectRefusal(publishOrder(order), "cannot be the name of a list");
    }
    order.list = {"stolen", "a\nb", {folder_ / "a.csv"}};
    expectRefusal(publishOrder(order), "the version holds characters that cannot be seen");
    EXPECT_EQ(everything(), before);
}

TEST_F(PublishTest, AWrongPassphraseLeavesAllAsItWas) {
    ASSERT_TRUE(publishFile(list("a.csv", 10)));
    const auto before = everything();
    expectRefusal(publish(renewal(), knows("a wrong one, alas"), {quiet, {}}),
                  "the passphrase does not open the key ");
    EXPECT_EQ(everything(), before);
}

TEST_F(PublishTest, ASecondPublisherIsTold) {
    const auto first = Authority::open(places().folder);
    ASSERT_TRUE(first);
    expectRefusal(publishOrder(renewal()), "another publisher is at work in '");
    expectRefusal(rotateRole("timestamp"), "another publisher is at work in '");
}

TEST_F(PublishTest, SaysThatTheFolderIsNoAuthority) {
    auto order = renewal();
    order.folder = folder_ / "elsewhere";
    expectRefusal(publishOrder(order), "there is no authority in '");
    EXPECT_FALSE(fs::exists(order.folder));
}

TEST_F(PublishTest, AnExpiredRootIsToldBeforeAnythingElse) {
    ASSERT_TRUE(publishFile(list("a.csv", 10)));
    now_ += days(365);
    expectRefusal(publishOrder(renewal()), "the root has expired");
    auto order = rotation("root");
    order.renew = true;
    EXPECT_OK(rotateOrder(order));
    EXPECT_OK(publishOrder(renewal()));
    EXPECT_OK(device("field").update("stolen", now_));
}

}  // namespace
}  // namespace tidewaiter::publisher::tests
