// The authority's settings, good and hostile ones.
#include "firmware/publisher/settings.h"

#include <gtest/gtest.h>

namespace tidewaiter::publisher {
namespace {

constexpr const char* kGood =
    R"({"tidewaiter_publisher": 1, "days": {"root": 365, "targets": 90, "snapshot": 7, "timestamp": 3}})";

std::string with(std::string text, const std::string& part, const std::string& other) {
    return text.replace(text.find(part), part.size(), other);
}

TEST(SettingsTest, ComesBackAsItWasWritten) {
    const auto read = parseSettings(kGood, "publisher.json");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->lifetimes.at("snapshot"), std::chrono::days(7));
    const auto again = parseSettings(toJson(*read), "publisher.json");
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->lifetimes, read->lifetimes);
}

TEST(SettingsTest, RefusesWhatIsWrongAndSaysWhere) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"", "is not JSON"},
        {"[]", "it must be an object"},
        {"{}", "it.tidewaiter_publisher is missing"},
        {with(kGood, "1,", "2,"), "it.tidewaiter_publisher must be 1"},
        {with(kGood, "365", "0"), "it.days.root must be an integer from 1"},
        {with(kGood, "365", "-1"), "it.days.root must be an integer from 1"},
        {with(kGood, "365", "3651"), "it.days.root must be 3650 at most"},
        {with(kGood, "90", "9e30"), "it.days.targets must be"},
        {with(kGood, "7", "\"7\""), "it.days.snapshot must be"},
        {with(kGood, "\"timestamp\"", "\"root\""), "'root' twice"},
        {with(kGood, "\"timestamp\"", "\"other\""), "it.days.timestamp is missing"},
        {std::string(100000, '['), "is not JSON"},
    };
    for (const auto& [text, part] : cases) {
        const auto read = parseSettings(text, "publisher.json");
        ASSERT_FALSE(read) << text;
        EXPECT_NE(read.error().message.find("'publisher.json'"), std::string::npos) << read.error().message;
        if (part != "is not JSON") {
            EXPECT_NE(read.error().message.find(part), std::string::npos) << read.error().message;
        }
    }
}

TEST(RolePlansTest, AreCheckedByRange) {
    EXPECT_TRUE(check(defaultPlans()));
    const std::vector<std::pair<RolePlan, std::string>> cases = {
        {{0, 1, 1}, "the number of root keys cannot be 0; give a number from 1 to 16"},
        {{17, 1, 1}, "the number of root keys cannot be 17"},
        {{3, 4, 1}, "the threshold of root cannot be 4; give a number from 1 to 3"},
        {{3, 0, 1}, "the threshold of root cannot be 0"},
        {{3, 2, 0}, "the days of root cannot be 0"},
        {{3, 2, 4000}, "the days of root cannot be 4000"}};
    for (const auto& [plan, part] : cases) {
        auto plans = defaultPlans();
        plans["root"] = plan;
        const auto checked = check(plans);
        ASSERT_FALSE(checked);
        EXPECT_NE(checked.error().message.find(part), std::string::npos) << checked.error().message;
    }
}

}  // namespace
}  // namespace tidewaiter::publisher
