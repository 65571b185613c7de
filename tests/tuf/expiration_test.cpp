// Scenarios of the conformance suite: expiry. Clauses of The Update Framework 1.0.34.
#include "tests/tuf/client.h"

namespace tidewaiter::tests {
namespace {

using Expiration = ClientTest;

// 5.3.6, 5.3.10: roots on the way may have expired, the last one is stored and then refused.
TEST_F(Expiration, OnlyTheFinalRootCounts) {
    begin();
    repository_.role("root")["expires"] = inDays(-1);
    repository_.publish({"root"});
    repository_.publishTargets();
    expectRefusal("role 'root' expired at");
    EXPECT_EQ(trusted(), (Versions{{"root", 2}, {"timestamp", 1}, {"snapshot", 1}, {"targets", 1}}));

    repository_.role("root")["expires"] = inDays(30);
    repository_.publish({"root"});
    expectRefresh();
    EXPECT_EQ(trusted(), (Versions{{"root", 3}, {"timestamp", 2}, {"snapshot", 2}, {"targets", 2}}));
}

struct ExpiredRole {
    std::string role;
    Versions trusted;
};

class Expired : public ClientTest, public testing::WithParamInterface<ExpiredRole> {};

// 5.4.4, 5.5.6, 5.6.5: an expired file is refused and not stored; those before it are.
TEST_P(Expired, IsRefused) {
    begin();
    repository_.role(GetParam().role)["expires"] = inDays(-5);
    repository_.publishTargets();
    expectRefusal("role '" + GetParam().role + "' expired at 2027-02-24T12:00:00Z");
    EXPECT_EQ(trusted(), GetParam().trusted);
}

INSTANTIATE_TEST_SUITE_P(
    Expiration, Expired,
    testing::Values(ExpiredRole{"timestamp",
                                {{"root", 1}, {"timestamp", 1}, {"snapshot", 1}, {"targets", 1}}},
                    ExpiredRole{"snapshot", {{"root", 1}, {"timestamp", 2}, {"snapshot", 1}, {"targets", 1}}},
                    ExpiredRole{"targets", {{"root", 1}, {"timestamp", 2}, {"snapshot", 2}, {"targets", 1}}}),
    [](const auto& each) { return each.param.role; });

// 5.2: a stored root that has expired still leads to a newer one.
TEST_F(Expiration, ExpiredLocalRoot) {
    repository_.role("root")["expires"] = inDays(2);
    repository_.publish({"root"});
    begin();
    now_ += std::chrono::days(10);
    expectRefusal("role 'root' expired");
    repository_.role("root")["expires"] = inDays(30);
    repository_.publish({"root"});
    expectRefresh();
    EXPECT_EQ(version("root"), 3);
}

// 5.4.3: a stored timestamp that has expired still guards the next one, which is taken.
TEST_F(Expiration, ExpiredLocalTimestamp) {
    repository_.role("timestamp")["expires"] = inDays(7);
    repository_.publish({"timestamp"});
    begin();
    repository_.role("timestamp")["expires"] = inDays(21);
    repository_.publishTargets();
    now_ += std::chrono::days(18);
    expectRefresh();
    EXPECT_EQ(trusted(), (Versions{{"root", 1}, {"timestamp", 3}, {"snapshot", 2}, {"targets", 2}}));
}

// 5.4.3.1: an expired stored timestamp refuses older ones as before.
TEST_F(Expiration, ExpiredLocalTimestampRefusesRollback) {
    repository_.role("timestamp")["expires"] = inDays(7);
    repository_.publish({"timestamp"});
    begin();
    now_ += std::chrono::days(18);
    repository_.role("timestamp")["version"] = 1;
    repository_.role("timestamp")["expires"] = inDays(60);
    repository_.publish({"timestamp"}, false);
    expectRefusal("role 'timestamp' have version 1, trusted is 2");
}

// 5.4.4: the same expired timestamp again is a freeze attack, although nothing is new.
TEST_F(Expiration, FrozenTimestamp) {
    repository_.role("timestamp")["expires"] = inDays(7);
    repository_.publish({"timestamp"});
    begin();
    now_ += std::chrono::days(8);
    expectRefusal("role 'timestamp' expired");
}

// 5.4.3.1, 5.4.4: of the same version the stored one counts, so that a later expiry in the other is no way
// out.
TEST_F(Expiration, SameVersionWithLaterExpiry) {
    repository_.role("timestamp")["expires"] = inDays(7);
    repository_.publish({"timestamp"});
    begin();
    now_ += std::chrono::days(8);
    repository_.role("timestamp")["expires"] = inDays(60);
    repository_.publish({"timestamp"}, false);
    expectRefusal("role 'timestamp' expired");
}

// 5.5.6: a stored snapshot that has expired is asked for again, and the same one is refused.
TEST_F(Expiration, FrozenSnapshot) {
    repository_.role("snapshot")["expires"] = inDays(7);
    repository_.publish({"snapshot", "timestamp"});
    begin();
    now_ += std::chrono::days(8);
    expectRefusal("role 'snapshot' expired");
}

// 5.6.5, 5.6.7: delegated metadata expire too.
TEST_F(Expiration, DelegatedRole) {
    repository_.delegate("targets", "lists");
    repository_.addTarget("lists", "file", "content");
    repository_.role("lists")["expires"] = inDays(7);
    repository_.publish({"lists", "targets", "snapshot", "timestamp"});
    initialize();
    EXPECT_TRUE(download("file"));
    now_ += std::chrono::days(8);
    const auto result = download("file");
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("role 'lists' expired"), std::string::npos)
        << result.error().message;
}

// 5.1: time stands still during an update: a clock that runs on does not spoil it.
TEST_F(Expiration, FixedStartTime) {
    repository_.role("targets")["expires"] = inDays(1);
    repository_.publishTargets();
    initialize();
    int asked = 0;
    auto updater = tuf::Updater::open({metadata_, "sim:/metadata", "", limits_, {}}, fetcher_,
                                      [&] { return today() + std::chrono::days(2 * asked++); });
    ASSERT_TRUE(updater);
    EXPECT_TRUE(updater->refresh());
    EXPECT_EQ(asked, 1);
}

// 5.3.10: the moment of expiry is expired.
TEST_F(Expiration, AtTheVerySecond) {
    initialize();
    now_ = today() + std::chrono::days(30);
    expectRefusal("role 'root' expired");
    now_ -= std::chrono::seconds(1);
    expectRefresh();
}

}  // namespace
}  // namespace tidewaiter::tests
