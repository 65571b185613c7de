// "Retention by policy with legal hold." (issue 6, point 8) Supervisors place holds and release them.
#include "firmware/station/hold_desk.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/station/bench.h"

namespace tidewaiter::station {
namespace {

using tests::Bench;

template <class T>
std::string codeOf(const Outcome<T>& outcome) {
    return outcome ? "done" : outcome.error().code;
}

TEST(HoldDesk, PlacesHoldsThatStayUntilTheyAreReleased) {
    Bench bench;
    auto& desk = bench.start().holds();
    const auto first = bench.judged();
    const auto second = bench.judged();
    const auto hold = desk.place({first, second}, "case 4711", "Suri");
    ASSERT_TRUE(hold) << hold.error().sentence;
    EXPECT_EQ(desk.inForce(first).value(), std::vector{*hold});
    EXPECT_EQ(hold->by, "Suri");
    EXPECT_EQ(hold->inspections, (std::vector{first, second}));
    bench.stop();
    auto& again = bench.start().holds();
    EXPECT_EQ(again.inForce("").value().size(), 1U);
    EXPECT_EQ(codeOf(again.release(hold->id, "closed", "Sam")), "done");
    EXPECT_TRUE(again.inForce("").value().empty());
    EXPECT_EQ(codeOf(again.release(hold->id, "closed", "Sam")), "hold.unknown");
}

TEST(HoldDesk, TellsWhoWatches) {
    Bench bench;
    auto& station = bench.start();
    const auto id = bench.judged();
    const auto before = station.events().latest();
    const auto hold = station.holds().place({id}, "case 4711", "Suri");
    ASSERT_EQ(codeOf(station.holds().release(hold->id, "closed", "Suri")), "done");
    const auto events = station.events().after(before, {});
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0]->name, "hold");
    const auto placed = nlohmann::json::parse(events[0]->data);
    EXPECT_EQ(placed.at("state"), "placed");
    EXPECT_EQ(placed.at("records"), nlohmann::json::array({id}));
    EXPECT_EQ(nlohmann::json::parse(events[1]->data).at("state"), "released");
}

TEST(HoldDesk, RefusesWhatCannotBeHeld) {
    Bench bench;
    auto& station = bench.start();
    auto& desk = station.holds();
    const auto id = bench.judged();
    const auto open = station.open({}, {"1", "Olu", "officer"}).value().id;
    EXPECT_EQ(codeOf(desk.place({id}, "", "Suri")), "hold.reason");
    EXPECT_EQ(codeOf(desk.place({id}, " \n\t ", "Suri")), "hold.reason");
    EXPECT_EQ(codeOf(desk.place({id}, std::string(HoldDesk::kMostReason + 1, 'x'), "Suri")), "hold.reason");
    EXPECT_EQ(codeOf(desk.place({}, "case 1", "Suri")), "hold.inspections");
    const std::vector<std::string> many(HoldDesk::kMostInspections + 1, id);
    EXPECT_EQ(codeOf(desk.place(many, "case 1", "Suri")), "hold.inspections");
    for (const auto& unknown : {std::string("../../device.key"), std::string(), open})
        EXPECT_EQ(codeOf(desk.place({id, unknown}, "case 1", "Suri")), "inspection.unknown") << unknown;
    EXPECT_EQ(codeOf(desk.release(id, "closed", "Suri")), "hold.unknown");
    EXPECT_EQ(codeOf(desk.release("", "closed", "Suri")), "hold.unknown");
    EXPECT_TRUE(desk.inForce("").value().empty());
    const auto hold = desk.place({id}, "case 1", "Suri");
    EXPECT_EQ(codeOf(desk.release(hold->id, "", "Suri")), "hold.reason");
    EXPECT_EQ(codeOf(desk.place({hold->id}, "case 1", "Suri")), "inspection.unknown");
}

}  // namespace
}  // namespace tidewaiter::station
