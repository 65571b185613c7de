// A policy is taken whole or refused with a sentence that names the place and the nearest known key.
#include "firmware/inspection/policy.h"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "firmware/inspection/rules.h"

namespace tidewaiter::inspection {
namespace {

using nlohmann::json;

json defaultPolicy() {
    std::ifstream in(TIDEWAITER_SOURCE_DIR "/models/data/policy.json");
    return json::parse(in);
}

TEST(Policy, TheDefaultOneIsValid) {
    const auto policy = Policy::parse(defaultPolicy().dump(), "policy.json");
    ASSERT_TRUE(policy) << policy.error().message;
    for (const auto& rule : ruleNames()) {
        EXPECT_TRUE(policy->of(rule).enabled) << rule;
        EXPECT_FALSE(policy->of(rule).source.empty()) << rule;
        EXPECT_LE(policy->of(rule).minScore, policy->of(rule).fullScore) << rule;
    }
    EXPECT_EQ(policy->of("catalog.controlled").severity, Severity::Hold);
    EXPECT_TRUE(policy->of("declaration.electronics-in-toys").mayContainElectronics);
    EXPECT_GT(policy->weightOf(ClueKind::PartNumber), policy->weightOf(ClueKind::Brand));
    EXPECT_FALSE(policy->declaredAs(models::EntryKind::System).empty());
}

TEST(Policy, SettingsReplaceTheDefaults) {
    auto changed = defaultPolicy();
    auto& rule = changed["rules"]["declaration.generic"];
    rule = {{"enabled", false},
            {"severity", "info"},
            {"minScore", 0.1},
            {"source", "test"},
            {"ignores", {"brand", "goods"}}};
    const auto policy = Policy::parse(changed.dump(), "policy.json");
    ASSERT_TRUE(policy) << policy.error().message;
    const auto& settings = policy->of("declaration.generic");
    EXPECT_FALSE(settings.enabled);
    EXPECT_EQ(settings.severity, Severity::Info);
    EXPECT_EQ(settings.fullScore, 0.1);
    EXPECT_EQ(settings.ignores, (std::vector{ClueKind::Brand, ClueKind::Goods}));
}

struct BadPolicy {
    std::function<void(json&)> spoil;
    std::vector<std::string> sentence;  // what the message must hold
};

TEST(Policy, WhatIsWrongIsNamedWithItsPlace) {
    const std::string food = "declaration.electronics-in-food";
    const std::vector<BadPolicy> rows = {
        {[](json& p) { p["rulez"] = json::object(); }, {"'rulez' is not known", "did you mean 'rules'"}},
        {[](json& p) { p.erase("rules"); }, {"'rules' is missing"}},
        {[](json& p) { p["rules"] = 3; }, {"'rules' must be an object", "3"}},
        {[](json& p) { p["rules"].erase("catalog.controlled"); }, {"'rules.catalog.controlled' is missing"}},
        {[](json& p) { p["rules"]["catalog.controled"] = p["rules"]["catalog.controlled"]; },
         {"'rules.catalog.controled' is not known", "did you mean 'catalog.controlled'"}},
        {[&](json& p) { p["rules"][food]["min_score"] = 0.5; },
         {food + ".min_score' is not known", "did you mean 'minScore'"}},
        {[&](json& p) { p["rules"][food].erase("source"); }, {food + ".source' is missing"}},
        {[&](json& p) { p["rules"][food]["source"] = ""; }, {food + ".source' must be a text"}},
        {[&](json& p) { p["rules"][food]["severity"] = "holt"; },
         {food + ".severity' is 'holt'", "info, inspect, hold", "did you mean 'hold'"}},
        {[&](json& p) { p["rules"][food]["minScore"] = 1.5; },
         {food + ".minScore' must be a number in [0, 1]", "1.5"}},
        {[&](json& p) { p["rules"][food]["minScore"] = "high"; }, {"found \"high\""}},
        {[&](json& p) { p["rules"][food]["fullScore"] = 0.1; },
         {food + ".fullScore' must not be below minScore"}},
        {[&](json& p) { p["rules"][food]["enabled"] = 1; }, {food + ".enabled' must be true or false"}},
        {[&](json& p) { p["rules"][food]["ignores"] = "brand"; }, {food + ".ignores' must be a list"}},
        {[&](json& p) { p["rules"][food]["ignores"] = {"brands"}; }, {"did you mean 'brand'"}},
        {[&](json& p) { p["rules"][food] = json::array(); }, {food + "' must be an object"}},
        {[](json& p) { p["clues"]["brand"] = -1; }, {"'clues.brand' must be a number in [0, 1]"}},
        {[](json& p) { p["clues"].erase("kindLimit"); }, {"'clues.kindLimit' is missing"}},
        {[](json& p) { p["clues"]["logo"] = 1; }, {"'clues.logo' is not known"}},
        {[](json& p) { p["declaredAs"].erase("chip"); }, {"'declaredAs.chip' is missing"}},
        {[](json& p) { p["declaredAs"]["chip"] = {1}; }, {"'declaredAs.chip' must be a text"}},
        {[](json& p) { p = json::array(); }, {"is not a JSON object"}},
    };
    for (const auto& row : rows) {
        auto spoiled = defaultPolicy();
        row.spoil(spoiled);
        const auto policy = Policy::parse(spoiled.dump(), "lists/policy.json");
        ASSERT_FALSE(policy) << row.sentence.front();
        EXPECT_EQ(policy.error().message.find("lists/policy.json"), 0U) << policy.error().message;
        for (const auto& part : row.sentence) {
            EXPECT_NE(policy.error().message.find(part), std::string::npos) << policy.error().message;
        }
    }
}

TEST(Policy, WhatIsNoJsonIsRefused) {
    for (const auto* text : {"", "{", "hold", "{\"rules\": }", "\xFF"}) {
        const auto policy = Policy::parse(text, "policy.json");
        ASSERT_FALSE(policy) << text;
        EXPECT_NE(policy.error().message.find("policy.json is not a JSON object"), std::string::npos);
    }
}

}  // namespace
}  // namespace tidewaiter::inspection
