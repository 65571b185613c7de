// watchlist.old: the lists were not synchronized for longer than their publisher vouches for them.
//
// It never keeps an inspection from being made: an old list finds what it holds. The policy says how much the
// age of lists weighs.
#include <charconv>
#include <chrono>
#include <optional>

#include "firmware/inspection/rule.h"
#include "firmware/watchlist/lists.h"

namespace tidewaiter::inspection {

namespace {

std::optional<std::chrono::sys_days> dayOf(std::string_view iso) {
    constexpr std::string_view kForm = "2026-11-22";
    if (iso.size() != kForm.size()) return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t length) {
        int value = 0;
        std::from_chars(iso.data() + at, iso.data() + at + length, value);
        return value;
    };
    const std::chrono::year_month_day day{std::chrono::year(number(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                          std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    return day.ok() ? std::optional(std::chrono::sys_days(day)) : std::nullopt;
}

/// "The watchlists are 12 days old", as far as it is known.
std::string ageOf(const watchlist::Freshness& freshness, std::string_view today) {
    const auto completed = dayOf(freshness.completed);
    const auto now = dayOf(today);
    if (!completed || !now || *now < *completed) return "Nobody knows how old the watchlists are";
    const auto days = (*now - *completed).count();
    return "The watchlists are " + std::to_string(days) + (days == 1 ? " day old" : " days old");
}

}  // namespace

std::vector<Finding> checkOldLists(const RuleInput& input) {
    const auto* lists = input.item.lists;
    if (lists == nullptr || !lists->freshness()) return {};
    const auto& freshness = *lists->freshness();
    if (!freshness.expires.empty() && input.item.day <= freshness.expires) return {};
    Finding finding;
    finding.severity = Severity::Inspect;
    finding.score = 1;
    finding.message = ageOf(freshness, input.item.day) +
                      ": what was listed since then is not found; synchronize them when there is a network.";
    return {finding};
}

}  // namespace tidewaiter::inspection
