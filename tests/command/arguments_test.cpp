// The command line is understood as documented, and wrong usage is answered with exit code 2.
#include "firmware/command/arguments.h"

#include <gtest/gtest.h>

namespace tidewaiter::command {
namespace {

using Words = std::vector<std::string>;

InspectArguments parsed(const Words& words) {
    const auto result = parseArguments(words, "1.2.3");
    EXPECT_TRUE(result.inspect) << result.error;
    return result.inspect.value_or(InspectArguments{});
}

TEST(Arguments, DefaultsAreOneInspectionWithNothingDeclared) {
    const auto arguments = parsed({"inspect", "a.jpg"});
    EXPECT_EQ(arguments.declared, inspection::Declaration{});
    EXPECT_FALSE(arguments.manifest || arguments.item || arguments.report || arguments.data);
    EXPECT_FALSE(arguments.each || arguments.json);
    EXPECT_FALSE(arguments.provider || arguments.config || arguments.jobs);
    EXPECT_EQ(arguments.inputs, (std::vector<std::filesystem::path>{"a.jpg"}));
}

TEST(Arguments, EveryOptionOfTheContractIsTaken) {
    const auto arguments =
        parsed({"inspect", "--declared", "green tea", "--hs", "0902.10", "--each", "--json", "--report",
                "out", "--provider", "cuda", "--data", "lists", "b.jpg", "folder"});
    EXPECT_EQ(arguments.declared, (inspection::Declaration{"green tea", "090210", ""}));
    EXPECT_TRUE(arguments.each && arguments.json);
    EXPECT_EQ(arguments.report, "out");
    EXPECT_EQ(arguments.data, "lists");
    EXPECT_EQ(arguments.provider, ocr::Provider::Cuda);
    EXPECT_EQ(arguments.inputs.size(), 2U);
    const auto second = parsed({"inspect", "a.jpg", "--manifest", "m.csv", "--item", "B17"});
    EXPECT_EQ(second.manifest, "m.csv");
    EXPECT_EQ(second.item, "B17");
    const auto third = parsed({"inspect", "--fresh", "--jobs", "3", "--config", "c.toml", "a.jpg"});
    EXPECT_TRUE(third.fresh);
    EXPECT_EQ(third.jobs, 3U);
    EXPECT_EQ(third.config, "c.toml");
}

TEST(Arguments, OneItemIsDeclaredByFlags) {
    const auto arguments =
        parsed({"inspect",     "--declared", "tea",         "--origin", "CN",         "--shipper", "Leaf Ltd",
                "--consignee", "Shop GmbH",  "--weight-kg", "12.5",     "--packages", "3",         "--value",
                "100",         "--currency", "EUR",         "--pieces", "40",         "a.jpg"});
    EXPECT_EQ(arguments.declared, (inspection::Declaration{"tea", "", "", "CN", "Leaf Ltd", "Shop GmbH", 12.5,
                                                           3, 100, "EUR", 40}));
}

TEST(Arguments, HelpNamesEveryColumn) {
    const auto help = parseArguments({"inspect", "--help"}, "").output;
    for (const auto* column :
         {"item ", "goods ", "hs ", "origin ", "shipper ", "consignee ", "gross_weight_kg ", "packages ",
          "pieces ", "value ", "currency ", "images "}) {
        EXPECT_NE(help.find(std::string("\n  ") + column), std::string::npos) << column;
    }
}

TEST(Arguments, EveryProviderOfTheTableIsTaken) {
    for (const auto& [provider, name] : ocr::kProviders.rows)
        EXPECT_EQ(parsed({"inspect", "--provider", std::string(name), "a.jpg"}).provider, provider);
}

TEST(Arguments, PolicyCommandsNameTheirFiles) {
    const auto check = parseArguments({"policy", "check", "p.toml"}, "");
    ASSERT_TRUE(check.policy) << check.error;
    EXPECT_FALSE(check.policy->explain);
    EXPECT_EQ(check.policy->file, "p.toml");
    const auto explain = parseArguments({"policy", "explain", "-", "--policy", "p.toml"}, "");
    ASSERT_TRUE(explain.policy) << explain.error;
    EXPECT_TRUE(explain.policy->explain);
    EXPECT_EQ(explain.policy->policy, "p.toml");
    EXPECT_FALSE(explain.inspect);
}

TEST(Arguments, HelpAndVersionAreAnsweredOnStandardOutput) {
    EXPECT_EQ(parseArguments({"--version"}, "1.2.3").output, "tidewaiter 1.2.3\n");
    for (const Words& words : {Words{"--help"}, Words{"inspect", "--help"}}) {
        const auto result = parseArguments(words, "1.2.3");
        EXPECT_FALSE(result.inspect);
        EXPECT_EQ(result.exitCode, kExitClear);
        EXPECT_EQ(result.error, "");
        EXPECT_NE(result.output.find("inspect"), std::string::npos);
    }
    EXPECT_NE(parseArguments({"inspect", "--help"}, "").output.find("20 hold"), std::string::npos);
}

struct BadUsage {
    Words words;
    std::string named;  // what the sentence must name
};

TEST(Arguments, WrongUsageIsNamedAndAnsweredWithTwo) {
    const std::vector<BadUsage> rows = {
        {{}, "say what to do"},
        {{"inspct", "a.jpg"}, "no command \"inspct\"; say what to do"},
        {{"inspekt"}, "no command \"inspekt\""},
        {{"inspect"}, "at least one photo"},
        {{"inspect", "--declared"}, "--declared"},
        {{"inspect", "--jsn", "a.jpg"}, "--jsn"},
        {{"inspect", "--hs", "tea", "a.jpg"}, "is not an HS code"},
        {{"inspect", "--hs", "1", "a.jpg"}, "is not an HS code"},
        {{"inspect", "--hs", "1234567890123", "a.jpg"}, "is not an HS code"},
        {{"inspect", "--weight-kg", "12,5", "a.jpg"}, "\"12,5\" is not a number"},
        {{"inspect", "--weight-kg=-3", "a.jpg"}, "\"-3\" is not a number"},
        {{"inspect", "--packages", "0", "a.jpg"}, "\"0\" is not a count"},
        {{"inspect", "--jobs", "0", "a.jpg"}, "--jobs"},
        {{"inspect", "--currency", "euro", "a.jpg"}, "\"euro\" is not a currency"},
        {{"inspect", "--manifest", "m.csv", "--origin", "CN", "a.jpg"}, "a manifest holds the declarations"},
        {{"inspect", "--provider", "gpu", "a.jpg"}, "tensorrt"},
        {{"inspect", "--item", "B17", "a.jpg"}, "--manifest"},
        {{"inspect", "--manifest", "m.csv", "--declared", "tea", "a.jpg"}, "--declared"},
        {{"inspect", "--manifest", "m.csv", "--hs", "09", "a.jpg"}, "--hs"},
        {{"inspect", "--declared", "tea", "--declared", "toys", "a.jpg"}, "--declared"},
        {{"policy"}, "tidewaiter policy check policy.toml"},
        {{"policy", "check"}, "tidewaiter policy check policy.toml"},
        {{"policy", "chek", "p.toml"}, "tidewaiter policy check policy.toml"},
    };
    for (const auto& [words, named] : rows) {
        const auto result = parseArguments(words, "1.2.3");
        EXPECT_FALSE(result.inspect) << named;
        EXPECT_EQ(result.exitCode, kExitUsage) << named;
        EXPECT_EQ(result.output, "") << named;
        EXPECT_NE(result.error.find(named), std::string::npos) << result.error;
    }
}

}  // namespace
}  // namespace tidewaiter::command
