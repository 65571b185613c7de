// A policy is taken whole or refused with sentences that name line and nearest known name.
#include "firmware/inspection/policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "firmware/inspection/rules.h"
#include "tests/inspection/case_builder.h"

namespace tidewaiter::inspection {
namespace {

std::string defaultPolicy() {
    std::ifstream in(TIDEWAITER_SOURCE_DIR "/models/data/policy.toml");
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The default policy with the first `was` replaced by `is`.
std::string changed(const std::string& was, const std::string& is) {
    auto text = defaultPolicy();
    const auto at = text.find(was);
    EXPECT_NE(at, std::string::npos) << was;
    return at == std::string::npos ? text : text.replace(at, was.size(), is);
}

/// The default policy with a rule of one's own whose `where` is given.
std::string withRule(const std::string& where, const std::string& message = "Look.") {
    return defaultPolicy() +
           "\n[rules.\"own.rule\"]\nseverity = \"inspect\"\nsource = \"test\"\neach = \"field\"\nwhere = [" +
           where + "]\nmessage = \"" + message + "\"\n";
}

TEST(Policy, TheDefaultOneIsValid) {
    EXPECT_EQ(Policy::mistakesIn(defaultPolicy(), "policy.toml"), std::vector<std::string>());
    const auto policy = Policy::parse(defaultPolicy(), "policy.toml");
    ASSERT_TRUE(policy) << policy.error().message;
    for (const auto& rule : ruleNames()) {
        EXPECT_TRUE(policy->of(rule).enabled) << rule;
        EXPECT_FALSE(policy->of(rule).source.empty()) << rule;
        EXPECT_LE(policy->of(rule).minScore, policy->of(rule).fullScore) << rule;
        EXPECT_FALSE(policy->of(rule).data) << rule;
    }
    for (const auto& rule : policy->dataRules()) EXPECT_TRUE(policy->of(rule).data) << rule;
    EXPECT_GT(policy->dataRules().size(), 5U);
    EXPECT_FALSE(policy->version().empty());
    EXPECT_EQ(policy->of("catalog.controlled").severity, Severity::Hold);
    EXPECT_TRUE(policy->of("declaration.electronics-in-toys").mayContainElectronics);
    EXPECT_GT(policy->weightOf(ClueKind::PartNumber), policy->weightOf(ClueKind::Brand));
    EXPECT_FALSE(policy->declaredAs(models::EntryKind::System).empty());
}

TEST(Policy, SettingsReplaceTheDefaults) {
    const auto policy = Policy::parse(changed("[rules.\"declaration.generic\"]\n",
                                              "[rules.\"declaration.generic\"]\nenabled = false\n"
                                              "ignores = [\"brand\", \"goods\"]\n"),
                                      "policy.toml");
    ASSERT_TRUE(policy) << policy.error().message;
    const auto& settings = policy->of("declaration.generic");
    EXPECT_FALSE(settings.enabled);
    EXPECT_EQ(settings.ignores, (std::vector{ClueKind::Brand, ClueKind::Goods}));
}

struct BadPolicy {
    std::string text;
    std::vector<std::string> sentence;  ///< what the sentence of one mistake must hold
};

void expectRefused(const BadPolicy& row) {
    EXPECT_FALSE(Policy::parse(row.text, "lists/policy.toml")) << row.sentence.front();
    const auto mistakes = Policy::mistakesIn(row.text, "lists/policy.toml");
    const auto tells = [&](const std::string& mistake) {
        return mistake.starts_with("lists/policy.toml, line ") &&
               std::all_of(row.sentence.begin(), row.sentence.end(),
                           [&](const std::string& part) { return mistake.find(part) != std::string::npos; });
    };
    EXPECT_TRUE(std::any_of(mistakes.begin(), mistakes.end(), tells))
        << row.sentence.front() << ": " << (mistakes.empty() ? "no mistake" : mistakes.front());
}

TEST(Policy, WhatIsWrongIsNamedWithItsLineAndTheNearestName) {
    const std::vector<BadPolicy> rows = {
        {"[", {"line 1"}},
        {"", {"'format' is missing"}},
        {changed("format = 2", "format = 1"), {"'format' must be 2"}},
        {changed("[clues]", "[clue]"), {"'clue' is not known", "did you mean 'clues'"}},
        {changed("brand = 0.3", "brand = -1"), {"'brand' must be a number in [0, 1]", "-1"}},
        {changed("brand = 0.3", "logo = 0.3"), {"'brand' is missing"}},
        {changed("chip = [\"ic", "ship = [\"ic"), {"'chip' is missing"}},
        {changed("kind_limit = 0.85", "kind_limit = \"high\""), {"'kind_limit' must be a number", "high"}},
        {changed("tpp_from = 4800", "tpp_from = \"4800\""), {"'tpp_from' must be a number"}},
        {changed("datacenter_only = true", "datacenter = true"), {"did you mean 'datacenter_only'"}},
        {changed("[rules.\"catalog.controlled\"]", "[rules.\"catalog.controled\"]"),
         {"'catalog.controlled' is missing", "enabled = false"}},
        {changed("severity = \"hold\"", "severity = \"holt\""),
         {"'severity' is 'holt'", "did you mean 'hold'", "info, inspect, hold"}},
        {changed("min_score = 0.5", "minScore = 0.5"),
         {"'minScore' is not known", "did you mean 'min_score'"}},
        {changed("min_score = 0.5", "min_score = 1.5"), {"'min_score' must be a number in [0, 1]", "1.5"}},
        {changed("full_score = 0.75", "full_score = 0.1"), {"'full_score' must not be below min_score"}},
        {changed("may_contain_electronics = true", "may_contain_electronics = 1"), {"must be true or false"}},
        {changed("ignores = [\"compliance\"", "ignores = [\"complianse\""), {"did you mean 'compliance'"}},
        {changed("ignores = [\"compliance\", \"mac_address\"]", "ignores = \"brand\""),
         {"must be a list of texts"}},
    };
    for (const auto& row : rows) expectRefused(row);
}

TEST(Policy, AWrongConditionIsNamedWithItsLineAndTheNearestName) {
    const std::vector<BadPolicy> rows = {
        {withRule(""), {"'where' must be a list of conditions"}},
        {withRule("{ value = \"field.valu\", is = \"x\" }"), {"'field.valu'", "did you mean 'field.value'"}},
        {withRule("{ value = \"region.kind\", is = \"label\" }"), {"'region.kind'", "not known"}},
        {withRule("{ value = \"field.value\" }"), {"needs 'value' and one comparison"}},
        {withRule("{ value = \"field.value\", is = \"a\", contains = \"b\" }"), {"one comparison"}},
        {withRule("{ value = \"field.value\", equals = \"a\" }"), {"'equals' is not known here"}},
        {withRule("{ value = \"field.number\", above = \"declaration.gross_weight\" }"),
         {"did you mean 'declaration.gross_weight_kg'"}},
        {withRule("{ value = \"field.number\", above = true }"), {"'above' must be a number"}},
        {withRule("{ value = \"field.value\", is = \"a\", times = 2 }"), {"'times' belongs to above"}},
        {withRule("{ value = \"field.value\", matches = \"(\" }"), {"'matches' cannot be used"}},
        {withRule("{ value = \"field.value\", known = 1 }"), {"'known' must be true or false"}},
        {withRule("{ some = \"item\", where = [{ value = \"other.value\", known = true }] }"),
         {"did you mean"}},
        {withRule("{ some = \"field\" }"), {"'where' is missing"}},
        {withRule("{ value = \"other.value\", known = true }"), {"'other.value'"}},
        {withRule("{ value = \"field.value\", known = true }", "It says {field.valeu}."),
         {"'message' is 'field.valeu'", "did you mean 'field.value'"}},
        {withRule("{ no = \"field\", where = [{ value = \"other.value\", known = true }] }", "{other.value}"),
         {"'message' is 'other.value'"}},
        {withRule("{ value = \"field.type\", is = \"serial_numbr\" }"), {"did you mean 'serial_number'"}},
        {defaultPolicy() + "\n[rules.\"own.rule\"]\nseverity = \"inspect\"\nsource = \"test\"\n",
         {"'own.rule' is not built in", "needs 'where'"}},
        {defaultPolicy() + "\n[rules.Own]\nseverity = \"inspect\"\nsource = \"t\"\nmessage = \"m\"\n"
                           "where = [{ value = \"item.photos\", above = 1 }]\n",
         {"'Own' must be called like label.heavier"}},
        {changed("[rules.\"catalog.controlled\"]\n",
                 "[rules.\"catalog.controlled\"]\nmessage = \"m\"\nwhere = [{ value = \"item.photos\", above "
                 "= 1 }]\n"),
         {"'catalog.controlled' is built in"}},
    };
    for (const auto& row : rows) expectRefused(row);
}

TEST(Policy, AllMistakesAreToldInTheOrderOfTheFile) {
    auto text = changed("brand = 0.3", "brand = 3");
    text.replace(text.find("full_score = 0.75"), 17, "full_score = 0.1 ");
    const auto mistakes = Policy::mistakesIn(text, "p.toml");
    ASSERT_EQ(mistakes.size(), 2U);
    EXPECT_NE(mistakes[0].find("'brand'"), std::string::npos) << mistakes[0];
    EXPECT_NE(mistakes[1].find("'full_score'"), std::string::npos) << mistakes[1];
}

/// Figures of well-known parts, and what the published thresholds make of them.
TEST(Policy, FiguresDecideWhatIsControlled) {
    const auto& policy = tests::stagedRulebook().policy;
    struct Row {
        double tpp;
        double density;
        bool datacenter;
        std::string entry;
    };
    const std::vector<Row> rows = {
        {15832, 19.45, true, "3A090.a.1"},  // H100 SXM5
        {5285, 8.69, false, "3A090.a.1"},   // RTX 4090: Note 2 exempts it not
        {4800, 1.0, true, "3A090.a.1"},
        {4799, 5.92, true, "3A090.a.2"},
        {1940, 6.59, true, "3A090.a.2"},  // L4
        {2640, 3.2, true, "3A090.b.1"},   // A30
        {2395, 3.81, true, "3A090.b.2"},  // A40
        {4706, 7.74, false, ""},          // RTX 4090 D
        {2368, 2.91, true, ""},           // H20, by its figures
        {1599, 30, true, ""},
        {2000, 3.18, true, ""},  // A10
    };
    for (const auto& row : rows) {
        models::CatalogEntry entry;
        entry.tpp = row.tpp;
        entry.performanceDensity = row.density;
        entry.datacenter = row.datacenter;
        const auto control = policy.controlOf(entry);
        EXPECT_EQ(control ? control->entry : "", row.entry) << row.tpp;
    }
}

TEST(Policy, WhatIsListedIsControlledWithoutFigures) {
    models::CatalogEntry entry;
    EXPECT_FALSE(tests::stagedRulebook().policy.controlOf(entry));
    entry.control = "a letter";
    entry.reason = "licence required";
    entry.caveat = "no classification";
    const auto control = tests::stagedRulebook().policy.controlOf(entry);
    ASSERT_TRUE(control);
    EXPECT_EQ(control->basis, "a letter: licence required; no classification");
}

TEST(Policy, ADensityThatIsNotKnownFulfilsNoBound) {
    models::CatalogEntry entry;
    entry.tpp = 2048;
    EXPECT_FALSE(tests::stagedRulebook().policy.controlOf(entry));
}

}  // namespace
}  // namespace tidewaiter::inspection
