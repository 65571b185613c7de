#include "firmware/publisher/settings.h"

#include "firmware/tuf/json_node.h"
#include "firmware/tuf/strict_json.h"

namespace tidewaiter::publisher {

using nlohmann::json;

namespace {

constexpr int kFormat = 1;
constexpr const char* kFormatName = "tidewaiter_publisher";

Expected<void> checkRange(const std::string& what, int number, int most) {
    if (number >= 1 && number <= most) return {};
    return failure(what + " cannot be " + std::to_string(number) + "; give a number from 1 to " +
                   std::to_string(most));
}

}  // namespace

RolePlans defaultPlans() {
    return {{tuf::kRoot, {3, 2, 365}},
            {tuf::kTargets, {1, 1, 90}},
            {tuf::kSnapshot, {1, 1, 7}},
            {tuf::kTimestamp, {1, 1, 3}}};
}

Expected<void> check(const RolePlans& plans) {
    for (const auto& [role, plan] : plans) {
        auto ok = checkRange("the number of " + role + " keys", plan.keys, kMostKeys);
        if (ok) ok = checkRange("the threshold of " + role, plan.threshold, plan.keys);
        if (ok) ok = checkRange("the days of " + role, plan.days, kMostDays);
        if (!ok) return ok;
    }
    return {};
}

std::string toJson(const Settings& settings) {
    json content = {{kFormatName, kFormat}};
    for (const auto& [role, days] : settings.lifetimes) content["days"][role] = days.count();
    return content.dump(2) + "\n";
}

Expected<Settings> parseSettings(std::string_view text, const std::string& place) {
    const auto content = tuf::parseStrictly(text);
    constexpr const char* kAdvice = "; put it right, or take it from a backup";
    if (!content) return failure("'" + place + "' " + content.error().message + kAdvice);
    tuf::Mistake mistake;
    const tuf::JsonNode whole(*content, "it", mistake);
    const auto format = whole.member(kFormatName);
    if (format.integer(1) != kFormat) format.refuse(std::to_string(kFormat));
    const auto days = whole.member("days");
    Settings settings;
    for (const char* role : kRoles) {
        const auto node = days.member(role);
        const auto count = node.integer(1);
        if (count > kMostDays) node.refuse(std::to_string(kMostDays) + " at most");
        settings.lifetimes[role] = std::chrono::days(count > kMostDays ? 1 : count);
    }
    if (mistake.sentence().empty()) return settings;
    return failure("'" + place + "' cannot be used: " + mistake.sentence() + kAdvice);
}

}  // namespace tidewaiter::publisher
