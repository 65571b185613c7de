// `tidewaiter policy`: a policy is checked by line, and every rule says why it fired or did not.
#include <fstream>
#include <iterator>

#include "tests/command/program.h"

namespace tidewaiter::tests {
namespace {

std::string defaultPolicy() {
    std::ifstream in(TIDEWAITER_SOURCE_DIR "/models/data/policy.toml");
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string replaced(std::string text, const std::string& was, const std::string& is) {
    const auto at = text.find(was);
    EXPECT_NE(at, std::string::npos) << was;
    return at == std::string::npos ? text : text.replace(at, was.size(), is);
}

class PolicyProgram : public ProgramTest {};

TEST_F(PolicyProgram, TheInstalledPolicyCanBeUsed) {
    const auto outcome = run({"policy", "check", write("p.toml", defaultPolicy())});
    EXPECT_EQ(outcome.exitCode, 0) << outcome.err;
    EXPECT_NE(outcome.out.find("It can be used."), std::string::npos) << outcome.out;
    EXPECT_EQ(outcome.err, "");
}

TEST_F(PolicyProgram, EveryMistakeIsALineOfItsOwn) {
    auto text = replaced(defaultPolicy(), "severity = \"hold\"", "severity = \"holt\"");
    text = replaced(text, "brand = 0.3", "brandt = 0.3");
    const auto outcome = run({"policy", "check", write("p.toml", text)});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_EQ(outcome.out, "");
    for (const auto* part : {"did you mean 'hold'", "did you mean 'brand'", ", line "})
        EXPECT_NE(outcome.err.find(part), std::string::npos) << outcome.err;
}

TEST_F(PolicyProgram, WhatCannotBeReadIsNamed) {
    expectFailure(run({"policy", "check", path("none.toml")}), 1, "cannot read");
    expectFailure(run({"policy", "check", folder_.string()}), 1, "cannot read");
    expectFailure(run({"policy", "explain", write("a.json", "{}")}), 1, "give one line of that output");
    expectFailure(run({"policy", "explain", write("b.json", "tea")}), 1, "give one line of that output");
}

TEST_F(PolicyProgram, InspectJudgesByTheGivenPolicyAndExplainSaysWhy) {
    const auto strict =
        write("strict.toml", defaultPolicy() +
                                 "\n[rules.\"own.one-photo\"]\nseverity = \"inspect\"\nsource = \"a "
                                 "test\"\nmessage = \"One photo is not enough.\"\n"
                                 "where = [{ value = \"item.photos\", at_most = 1 }]\n");
    const auto inspected = run({"inspect", "--json", "--declared", "green tea", "--policy", strict,
                                photo("tea.png", {"GREEN TEA", "SENCHA 2026"})});
    EXPECT_EQ(inspected.exitCode, 10) << inspected.err;
    EXPECT_NE(inspected.out.find("One photo is not enough."), std::string::npos) << inspected.out;
    const auto item = write("item.json", inspected.out);

    const auto strictly = run({"policy", "explain", "--policy", strict, item});
    EXPECT_EQ(strictly.exitCode, 0) << strictly.err;
    EXPECT_NE(strictly.out.find("inspect  own.one-photo\n         One photo is not enough."),
              std::string::npos)
        << strictly.out;
    const auto usually = run({"policy", "explain", item});
    EXPECT_EQ(usually.out.find("own.one-photo"), std::string::npos);
    EXPECT_NE(usually.out.find("silent   declaration.origin-differs\n"), std::string::npos) << usually.out;
    EXPECT_NE(usually.out.find("silent   catalog.controlled\n         No field names "), std::string::npos)
        << usually.out;
}

TEST_F(PolicyProgram, WhatAnInspectionHoldsCannotControlTheTerminal) {
    const auto regions =
        write("regions.toml", defaultPolicy() +
                                  "\n[rules.\"own.boards\"]\nseverity = \"info\"\nsource = \"a test\"\n"
                                  "each = \"region\"\nmessage = \"m\"\n"
                                  "where = [{ value = \"region.kind\", is = \"board\" }]\n");
    const auto inspected = run({"inspect", "--json", photo("tea.png", {"GREEN TEA", "SENCHA 2026"})});
    const auto hostile =
        write("hostile.json", replaced(inspected.out, "\"id\":\"r1\"", "\"id\":\"r\\u001b[2J\""));
    const auto outcome = run({"policy", "explain", "--policy", regions, hostile});
    EXPECT_EQ(outcome.exitCode, 0) << outcome.err;
    EXPECT_NE(outcome.out.find("silent   own.boards\n         Region r"), std::string::npos) << outcome.out;
    EXPECT_EQ(outcome.out.find('\x1b'), std::string::npos);
}

TEST_F(PolicyProgram, APolicyWithMistakesInspectsNothing) {
    const auto broken = write("broken.toml", replaced(defaultPolicy(), "format = 2", "format = 3"));
    expectFailure(run({"inspect", "--policy", broken, photo("tea.png", {"GREEN TEA"})}), 1,
                  "'format' must be 2");
}

}  // namespace
}  // namespace tidewaiter::tests
