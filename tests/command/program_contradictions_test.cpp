// The built program on boards made to contradict themselves, and on honest ones with the same chips in place.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <sstream>

#include "tests/command/made_board.h"
#include "tests/command/program.h"
#include "tests/vision/real_photos.h"

namespace tidewaiter::tests {
namespace {

using nlohmann::json;

const MadeChip kLarge{"qfp144", {"EPM570T144C5N", "TAIWAN 2031"}, {-30, -18}};
const MadeChip kMiddle{"qfp100", {"NXP", "LPC1768FBD100", "2118"}, {8, -20}};
const MadeChip kLogic{"dip14", {"SN74LS00N", "2045"}, {36, -24}};

class Contradictions : public ProgramTest {
  protected:
    /// All that the program says of a photo of the board.
    json inspected(const MadeBoard& board) {
        const auto file = path("board.png");
        EXPECT_TRUE(cv::imwrite(file, photographOf(board, 7)));
        const auto outcome = run({"inspect", "--json", "--declared", "integrated circuits", file});
        EXPECT_EQ(outcome.err, "");
        return json::parse(outcome.out, nullptr, false);
    }

    /// The finding of `rule`, null when there is none.
    static json findingOf(const json& item, const std::string& rule) {
        const auto& findings = item.at("findings");
        const auto found = std::find_if(findings.begin(), findings.end(),
                                        [&](const json& finding) { return finding.at("rule") == rule; });
        return found == findings.end() ? json() : *found;
    }

    static std::string readings(const json& item) {
        std::string all;
        for (const auto& reading : item.at("readings"))
            all += reading.at("text").get<std::string>() + " " + reading.at("confidence").dump() + "\n";
        return all;
    }
};

void expectMessage(const json& finding, const std::string& part, const std::string& read) {
    ASSERT_FALSE(finding.is_null()) << read;
    EXPECT_EQ(finding.at("severity"), "inspect");
    EXPECT_NE(finding.at("message").get<std::string>().find(part), std::string::npos) << finding;
    EXPECT_FALSE(finding.at("regions").empty());
}

void expectNoContradiction(const json& item) {
    for (const auto& finding : item.at("findings")) {
        const auto rule = finding.at("rule").get<std::string>();
        EXPECT_TRUE(rule == "package.surface" ||
                    (rule.rfind("package.", 0) != 0 && rule.rfind("board.", 0) != 0))
            << finding;
    }
}

TEST_F(Contradictions, ChipsOnTheirOwnBodies) {
    const MadeBoard board{
        .chips = {kLarge, kMiddle, kLogic, {"qfp48", {"STM32F103C8T6", "2231"}, {-25, 20}, 90}},
        .prints = {{"PG132-A02", {30, 34}}}};
    expectNoContradiction(inspected(board));
}

TEST_F(Contradictions, AMarkingOfASmallerPackage) {
    const MadeBoard board{
        .chips = {kLarge, kMiddle, kLogic, {"qfp144", {"STM32F103C8T6", "2231"}, {-25, 20}, 90}}};
    const auto item = inspected(board);
    expectMessage(findingOf(item, "package.body-differs"), "STM32F103C8T6", readings(item));
}

TEST_F(Contradictions, AMarkingOfALongPackageOnASquare) {
    const MadeBoard board{.chips = {{"qfp64", {"SN74LS00N", "2045"}, {0, 0}}}};
    const auto item = inspected(board);
    expectMessage(findingOf(item, "package.body-differs"), "DIP with 14 pins", readings(item));
}

TEST_F(Contradictions, ADieOnABoardMadeForAnother) {
    const MadeChip die{"bga23", {"NVIDIA", "AD102-300-A1", "TAIWAN 2245"}, {0, 0}};
    const MadeBoard doctored{.chips = {die}, .prints = {{"PG132-A02", {30, 34}}}};
    const auto item = inspected(doctored);
    expectMessage(findingOf(item, "board.die-differs"), "\"AD102-300-A1\"", readings(item));
    const MadeBoard shared{.chips = {die}, .prints = {{"PG136", {30, 34}}}};
    expectNoContradiction(inspected(shared));
}

TEST_F(Contradictions, OneLotMadeInTwoYears) {
    const auto chip = [](const char* date, double x) {
        return MadeChip{"qfp64", {"RTL8367RB", "N7A345.00", date}, {x, 0}};
    };
    const MadeBoard doctored{.chips = {chip("2231", -30), chip("1815", 0), chip("2231", 30)}};
    const auto item = inspected(doctored);
    expectMessage(findingOf(item, "package.twins-differ"), "N7A345.00", readings(item));
    expectNoContradiction(inspected({.chips = {chip("2231", -30), chip("2231", 0), chip("2231", 30)}}));
}

// Chips whose markings name their package, processors and whole boards, all of them honest.
TEST(HonestPhotos, AreNotAccused) {
    std::vector<std::string> arguments{"inspect", "--json", "--each", "--declared", "electronic components"};
    const auto fixed = arguments.size();
    for (const auto* folder : {"real/chips/heappp-74ls", "real/chips/mycpus", "real/boards/geerling-pcie"}) {
        for (const auto& photo : test::photosBelow(folder, 6)) arguments.push_back(photo.string());
    }
    if (arguments.size() == fixed) GTEST_SKIP() << "the shared photos are not beside the checkout";
    std::istringstream lines(run(arguments).out);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const auto item = json::parse(line, nullptr, false);
        SCOPED_TRACE(item.at("frames").at(0).at("source").get<std::string>());
        expectNoContradiction(item);
    }
    EXPECT_EQ(count, arguments.size() - fixed);
}

}  // namespace
}  // namespace tidewaiter::tests
