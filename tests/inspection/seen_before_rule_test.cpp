// watchlist.seen-before: "the same serial in another consignment is a finding" (issue 5, point 5).
#include <gtest/gtest.h>

#include "firmware/watchlist/seen_serials.h"
#include "tests/inspection/rule_expectations.h"
#include "tests/watchlist/list_folder.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;
using tests::expectSilent;
using watchlist::Sighting;

constexpr auto kRule = "watchlist.seen-before";
constexpr auto kSerial = "1323621004567";

class SeenBefore : public ::testing::Test {
  protected:
    SeenBefore() : seen_(open()) {}

    CaseBuilder item(const std::string& id, const std::string& goods) {
        CaseBuilder builder;
        builder.seen(seen_).declaredAs({goods, "", id}).label({50, 50, 800, 700});
        return builder;
    }

    void remember(const Sighting& sighting, const std::string& serial = kSerial) {
        ASSERT_TRUE(seen_.remember(sighting, {serial}));
    }

  private:
    watchlist::SeenSerials open() {
        auto seen = watchlist::SeenSerials::open(folder_ / "seen");
        if (!seen) throw std::runtime_error(seen.error().message);
        return std::move(*seen);
    }

    watchlist::tests::ListFolder folder_;
    watchlist::SeenSerials seen_;
};

const Sighting kToys{"01A", "2026-11-20T10:00:00Z", "A17", "toys", {"aa"}};

TEST_F(SeenBefore, OnAnotherConsignment) {
    remember(kToys);
    auto card = item("B2", "graphics cards");
    card.code("Code128", std::string("S") + kSerial);
    const auto findings = card.findings(kRule);
    ASSERT_EQ(findings.size(), 1U) << card.told();
    EXPECT_EQ(findings[0].severity, Severity::Inspect);
    EXPECT_EQ(findings[0].message,
              "The serial number \"1323621004567\" was read before, on 2026-11-20, item \"A17\", declared as "
              "\"toys\" "
              "(inspection 01A).");
    EXPECT_FALSE(findings[0].regions.empty());
}

TEST_F(SeenBefore, WithoutItemsTheGoodsMakeTheDifference) {
    remember({"01A", "2026-11-20T10:00:00Z", "", "toys", {"aa"}});
    auto other = item("", "graphics cards");
    other.line(std::string("S/N: ") + kSerial);
    ASSERT_EQ(other.findings(kRule).size(), 1U) << other.told();
    EXPECT_EQ(other.findings(kRule)[0].severity, Severity::Inspect);
    auto same = item("", "toys");
    same.line(std::string("S/N: ") + kSerial);
    ASSERT_EQ(same.findings(kRule).size(), 1U);
    EXPECT_EQ(same.findings(kRule)[0].severity, Severity::Info);
}

TEST_F(SeenBefore, SilentForASecondLook) {
    remember(kToys);
    remember({"01B", "2026-11-20T11:00:00Z", "", "", {"sha-board.jpg"}});  // the very photo
    auto again = item("A17", "toys");
    again.code("Code128", std::string("S") + kSerial);
    expectSilent(again, kRule);
}

TEST_F(SeenBefore, SilentForDoubtfulAndForPlaceholders) {
    remember(kToys);
    remember(kToys, "0000000000");
    remember(kToys, "1323621004561");
    auto doubtful = item("B2", "tea");
    doubtful.doubtfulLine("S/N: 1323621004561", 17, "7");
    expectSilent(doubtful, kRule);
    auto placeholder = item("B2", "tea");
    placeholder.code("Code128", "S0000000000");
    expectSilent(placeholder, kRule);
    auto other = item("B2", "tea");
    other.code("Code128", "S1323621009999");
    expectSilent(other, kRule);
}

TEST_F(SeenBefore, SilentWhereNothingIsRemembered) {
    CaseBuilder builder;
    builder.label({50, 50, 800, 700}).code("Code128", std::string("S") + kSerial);
    expectSilent(builder, kRule);
}

}  // namespace
}  // namespace tidewaiter::inspection
