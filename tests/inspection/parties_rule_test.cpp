// Parties of watchlists in declarations and on labels: told as a fact, shown as alike, or left alone.
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

constexpr auto kParty = "watchlist.party";
constexpr auto kPossible = "watchlist.party-possible";
constexpr auto kSameAddress = "watchlist.same-address";
const cv::Rect2f kLabel{50, 50, 900, 900};

Entry party(const std::string& name, const std::string& address = "", Severity severity = Severity::Hold) {
    Entry entry{name, name, "", address, {}};
    entry.terms.kind = watchlist::EntryKind::Party;
    entry.terms.severity = severity;
    entry.terms.reason = "listed on the Entity List";
    entry.terms.legalBasis = "88 FR 1";
    entry.terms.action = "Check the Federal Register.";
    return entry;
}

class PartiesRule : public ::testing::Test {
  protected:
    PartiesRule() {
        auto builder = watchlist::StoreBuilder::begin(folder_ / "csl.watchlist");
        for (const auto& one : {party("Huaqiang Robotics Co., Ltd.", "7 Ring Road, Shenzhen, CN"),
                                party("深圳市富源贸易有限公司"),
                                party("Severnaya Zvezda", "12 Ulitsa Lenina, Moscow", Severity::Inspect),
                                party("Wang Wei"), party("International Trading Co., Ltd."), party("AB Co")})
            EXPECT_TRUE(builder->add(*watchlist::checked(one)));
        EXPECT_TRUE(builder->finish({"csl", "3"}));
        auto opened = watchlist::Lists::open(folder_.path());
        if (!opened) throw std::runtime_error(opened.error().message);
        lists_ = std::make_unique<watchlist::Lists>(std::move(*opened));
    }

    [[nodiscard]] CaseBuilder label() const {
        CaseBuilder item;
        item.lists(*lists_).label(kLabel);
        return item;
    }

    [[nodiscard]] CaseBuilder shippedBy(const std::string& shipper, const std::string& consignee = "") const {
        auto item = label();
        Declaration declaration{"electronic components", "8542", ""};
        declaration.shipper = shipper;
        declaration.consignee = consignee;
        item.declaredAs(declaration);
        return item;
    }

    static void expectAllSilent(const CaseBuilder& item) {
        for (const auto* rule : {kParty, kPossible, kSameAddress}) expectSilent(item, rule);
    }

  private:
    watchlist::tests::ListFolder folder_;
    std::unique_ptr<watchlist::Lists> lists_;
};

TEST_F(PartiesRule, ADeclaredPartyOfAList) {
    const auto item = shippedBy("HUAQIANG ROBOTICS LTD, 9 Harbour Street, Hong Kong");
    const auto findings = item.findings(kParty);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_EQ(findings[0].severity, Severity::Hold);
    EXPECT_EQ(findings[0].message,
              "The declared shipper \"HUAQIANG ROBOTICS LTD, 9 Harbour Street, Hong Kong\" is \"Huaqiang "
              "Robotics Co., Ltd.\" of the watchlist \"csl\" (100 %: LTD, Co, Ltd left out): listed on the "
              "Entity List. Check the Federal Register.");
    EXPECT_EQ(findings[0].source, "88 FR 1");
    expectSilent(item, kPossible);
    expectSilent(item, kSameAddress);
}

TEST_F(PartiesRule, AConsigneeInAnotherScript) {
    const auto item = shippedBy("", "Shenzhen Fuyuan Trading Co., Ltd., Futian, Shenzhen");
    const auto findings = item.findings(kParty);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_NE(findings[0].message.find("Fuyuan = 富源 (pinyin)"), std::string::npos) << findings[0].message;
    EXPECT_EQ(shippedBy("ООО «Северная Звезда»").findings(kParty).size(), 1U);
}

TEST_F(PartiesRule, TheEntryDecidesHowSevere) {
    EXPECT_EQ(shippedBy("OOO Severnaya Zvezda").findings(kParty).at(0).severity, Severity::Inspect);
}

TEST_F(PartiesRule, APartyOnALabel) {
    auto item = label();
    item.line("SHIPPER: Huaqiang Robotics Co., Ltd.", 0.99);
    const auto findings = item.findings(kParty);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_EQ(findings[0].fields.size(), 1U);
    EXPECT_FALSE(findings[0].regions.empty());
}

// "A name inside other words of a sure line is found as well."
TEST_F(PartiesRule, APartyAmongOtherWordsOfALine) {
    auto item = label();
    item.line("Guangdong plant of Huaqiang Robotics Co., Ltd. line 5", 0.99);
    const auto findings = item.findings(kParty);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_EQ(findings[0].severity, Severity::Inspect);  // it may be an address
    EXPECT_EQ(
        findings[0].message.find("The line \"Guangdong plant of Huaqiang Robotics Co., Ltd. line 5\" names "),
        0U);
    auto doubtful = label();
    doubtful.line("Guangdong plant of Huaqiang Robotics Co., Ltd. line 5", 0.6);
    expectAllSilent(doubtful);
}

TEST_F(PartiesRule, OncePerListedParty) {
    auto item = shippedBy("Huaqiang Robotics", "Huaqiang Robotics Co., Ltd.");
    item.line("SHIPPER: Huaqiang Robotics Co., Ltd.", 0.99);
    EXPECT_EQ(item.findings(kParty).size(), 1U) << item.told();
}

// "What only resembles asks for a look and accuses nobody."
TEST_F(PartiesRule, APartyThatResembles) {
    const auto item = shippedBy("Huaqiarg Robotics Co., Ltd., Shenzhen");
    const auto findings = item.findings(kPossible);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_EQ(findings[0].severity, Severity::Inspect);
    EXPECT_NE(findings[0].message.find("resembles \"Huaqiang Robotics Co., Ltd.\""), std::string::npos);
    EXPECT_NE(findings[0].message.find("Huaqiarg = Huaqiang (spelled otherwise)"), std::string::npos);
    expectSilent(item, kParty);
}

TEST_F(PartiesRule, ADoubtfulReadingAsksForACloserPicture) {
    auto item = label();
    item.line("SHIPPER: Huaqiang Robotics Co., Ltd.", 0.7);
    const auto findings = item.findings(kPossible);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_LE(findings[0].severity, Severity::Inspect);
    EXPECT_NE(findings[0].message.find("take a closer picture"), std::string::npos);
    expectSilent(item, kParty);
}

TEST_F(PartiesRule, AListedAddressUnderAnotherName) {
    const auto item = shippedBy("Vega Components Ltd, No. 7 Ring Rd., Shenzhen, Guangdong, China");
    const auto findings = item.findings(kSameAddress);
    ASSERT_EQ(findings.size(), 1U) << item.told();
    EXPECT_EQ(findings[0].severity, Severity::Inspect);
    EXPECT_NE(findings[0].message.find("has another name than \"Huaqiang Robotics Co., Ltd.\""),
              std::string::npos)
        << findings[0].message;
    expectSilent(item, kParty);
    expectSilent(item, kPossible);
}

// "Honest declarations: not a word."
TEST_F(PartiesRule, HonestParties) {
    for (const auto* honest :
         {"Vega Components Ltd, 9 Ring Road, Shenzhen", "Huaqiang Trading Co., Ltd., Shenzhen",
          "Shenzhen Robotics Co., Ltd., 7 Ring Road, Dongguan", "Fuyuan Logistics, Xiamen", "Wang Lei",
          "Li Wei", "International Shipping Co., Ltd.", "Trading Company", "Shenzhen", "AC Co",
          "Moscow, Ulitsa Lenina", "富强贸易有限公司", "ООО Южная Звезда", "?", "7",
          "Polar Star LLC, 12 Ulitsa Lenina, Kazan"}) {
        const auto item = shippedBy(honest, honest);
        for (const auto* rule : {kParty, kPossible, kSameAddress})
            EXPECT_TRUE(item.findings(rule).empty()) << honest << "\n" << item.told();
    }
    auto printed = label();
    printed.line("INTERNATIONAL TRADING", 0.99).line("Made in Shenzhen by Robotics Co., Ltd.", 0.99);
    printed.line("Wang Wei", 0.99).line("AB Co", 0.99).line("TECHNOLOGY", 0.99);
    expectAllSilent(printed);
}

TEST_F(PartiesRule, SaysWhyItIsSilent) {
    EXPECT_EQ(CaseBuilder().silence(kParty), "No watchlist is in use.");
    EXPECT_EQ(shippedBy("Vega Components").silence(kParty),
              "Of 1 declared party and no parties on labels, none was found so on 1 watchlist.");
}

}  // namespace
}  // namespace tidewaiter::inspection
