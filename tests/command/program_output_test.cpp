// What the program prints: JSON lines by the contract and nothing else, or a summary; and its exit codes.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/command/program.h"

namespace tidewaiter::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class Output : public ProgramTest {
  protected:
    std::string tea(const std::string& name) { return photo(name, {"GREEN TEA", "NET WEIGHT 200 g"}); }
    std::string board(const std::string& name) {
        return photo(name, {"NVIDIA H100 80GB PCIe", "900-21010-0000-000", "TDA1517P"});
    }
};

std::vector<json> linesOf(const Outcome& outcome) {
    std::vector<json> lines;
    std::istringstream in(outcome.out);
    for (std::string line; std::getline(in, line);) {
        auto parsed = json::parse(line, nullptr, false);
        EXPECT_FALSE(parsed.is_discarded()) << "not JSON: " << line;
        lines.push_back(std::move(parsed));
    }
    return lines;
}

TEST_F(Output, HelpAndVersionGoToStandardOutput) {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"--help"}, {"inspect", "--help"}, {"--version"}}) {
        const auto outcome = run(words);
        EXPECT_EQ(outcome.exitCode, 0);
        EXPECT_EQ(outcome.err, "");
        EXPECT_NE(outcome.out.find("tidewaiter"), std::string::npos);
    }
    const auto help = run({"inspect", "--help"}).out;
    for (const auto* option : {"--declared", "--hs", "--manifest", "--item", "--each", "--json", "--report",
                               "--provider", "--data", "20 hold"}) {
        EXPECT_NE(help.find(option), std::string::npos) << option;
    }
}

TEST_F(Output, JsonObeysTheContractAndStandsAlone) {
    const auto outcome = run({"inspect", "--json", "--declared", "green tea", "--hs", "0902", tea("a.png")});
    EXPECT_EQ(outcome.exitCode, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    const auto lines = linesOf(outcome);
    ASSERT_EQ(lines.size(), 1U);
    const auto& item = lines[0];
    EXPECT_EQ(item.at("schema"), 1);
    EXPECT_EQ(item.at("inspection").get<std::string>().size(), 26U);
    EXPECT_EQ(item.at("time").get<std::string>().back(), 'Z');
    EXPECT_EQ(item.at("declaration").at("goods"), "green tea");
    EXPECT_EQ(item.at("declaration").at("hs"), "0902");
    EXPECT_EQ(item.at("frames").at(0).at("id"), "f1");
    EXPECT_EQ(item.at("frames").at(0).at("source"), path("a.png"));
    EXPECT_EQ(item.at("frames").at(0).at("sha256").get<std::string>().size(), 64U);
    EXPECT_EQ(item.at("verdict"), "clear");
    EXPECT_FALSE(item.at("readings").empty());
    EXPECT_GT(item.at("timings_ms").at("total").get<double>(), 0);
    EXPECT_EQ(item.at("versions").at("models").at("policy.toml").get<std::string>().size(), 64U);
}

TEST_F(Output, TheVerdictIsTheExitCode) {
    EXPECT_EQ(run({"inspect", "--declared", "green tea", tea("a.png")}).exitCode, 0);
    EXPECT_EQ(run({"inspect", "--declared", "graphics cards", board("b.png")}).exitCode, 10);
    EXPECT_EQ(run({"inspect", "--declared", "green tea", path("b.png")}).exitCode, 20);
    EXPECT_EQ(run({"inspect", "--declared", "green tea", path("a.png"), path("b.png")}).exitCode, 20);
}

TEST_F(Output, WithoutJsonASummaryIsPrinted) {
    const auto outcome =
        run({"inspect", "--declared", "green tea", "--report", path("reports"), board("b.png")});
    EXPECT_EQ(outcome.exitCode, 20) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    EXPECT_EQ(outcome.out.find("HOLD  " + path("b.png") + "\nDeclared: green tea\n"), 0U) << outcome.out;
    EXPECT_NE(outcome.out.find("Report: " + path("reports")), std::string::npos) << outcome.out;
    EXPECT_TRUE(std::any_of(fs::directory_iterator(path("reports")), fs::directory_iterator(),
                            [](const auto& file) { return file.path().extension() == ".html"; }));
}

TEST_F(Output, EachImageGetsItsOwnLineAndABadOneStopsNoOther) {
    const auto outcome = run({"inspect", "--json", "--each", "--declared", "green tea", tea("a.png"),
                              write("bad.jpg", "no picture"), tea("c.png")});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_NE(outcome.err.find("bad.jpg"), std::string::npos) << outcome.err;
    const auto lines = linesOf(outcome);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].at("frames").at(0).at("source"), path("a.png"));
    EXPECT_EQ(lines[1].at("frames").at(0).at("source"), path("c.png"));
    EXPECT_NE(lines[0].at("inspection"), lines[1].at("inspection"));
}

TEST_F(Output, AHoldCountsMoreThanAFailure) {
    EXPECT_EQ(
        run({"inspect", "--each", "--declared", "green tea", board("b.png"), path("none.jpg")}).exitCode, 20);
}

TEST_F(Output, AManifestGivesEveryItemItsDeclaration) {
    tea("A1.png");
    board("B2.png");
    const auto manifest =
        write("m.csv", "item,goods,hs\r\nA1,\"tea, green\",0902\r\nB2,graphics cards,8473.30\r\n");
    const auto outcome = run({"inspect", "--json", "--manifest", manifest, folder_.string()});
    EXPECT_EQ(outcome.exitCode, 10) << outcome.err;
    const auto lines = linesOf(outcome);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].at("declaration").at("item"), "A1");
    EXPECT_EQ(lines[0].at("declaration").at("goods"), "tea, green");
    EXPECT_EQ(lines[1].at("declaration").at("hs"), "847330");
}

TEST_F(Output, FileNamesInAnyScriptSurvive) {
    const auto outcome = run({"inspect", "--json", tea("茶 чай.png")});
    const auto lines = linesOf(outcome);
    ASSERT_EQ(lines.size(), 1U) << outcome.err;
    EXPECT_EQ(lines[0].at("frames").at(0).at("source"), path("茶 чай.png"));
}

TEST_F(Output, TheSameInputGivesTheSameLineApartFromIdsAndTimes) {
    const auto image = board("b.png");
    std::vector<json> lines;
    for (int i = 0; i < 2; ++i) {
        lines.push_back(linesOf(run({"inspect", "--json", "--declared", "tea", image})).at(0));
        for (const auto* key : {"inspection", "time", "timings_ms"}) lines.back().erase(key);
    }
    EXPECT_EQ(lines[0].dump(), lines[1].dump());
}

}  // namespace
}  // namespace tidewaiter::tests
