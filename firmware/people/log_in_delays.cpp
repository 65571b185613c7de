#include "firmware/people/log_in_delays.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "firmware/files/private_file.h"
#include "firmware/tuf/json_node.h"
#include "firmware/tuf/strict_json.h"

namespace tidewaiter::people {

using std::chrono::seconds;

namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 20U;
constexpr int kMostDoublings = 10;  // beyond it the longest delay holds anyway

seconds delayAfter(int wrong) {
    return std::min(LogInDelays::kFirst * (1 << std::clamp(wrong - 1, 0, kMostDoublings)),
                    LogInDelays::kLongest);
}

}  // namespace

LogInDelays::LogInDelays(std::filesystem::path file) : file_(std::move(file)) {
    const auto content = files::readPrivateFile(file_, kMostBytes);
    if (content && *content) load((*content)->text());
}

std::optional<seconds> LogInDelays::remaining(const std::string& who, Instant now) {
    const std::lock_guard lock(mutex_);
    return wait(delays_.find(who), now);
}

std::optional<seconds> LogInDelays::begin(const std::string& who, bool stranger, Instant now) {
    const std::lock_guard lock(mutex_);
    if (auto remaining = wait(delays_.find(who), now)) return remaining;
    if (stranger) makeRoom();
    auto& delay = delays_[who];
    delay.wrong = std::min(delay.wrong, kMostDoublings) + 1;
    delay.last = now;
    delay.stranger = stranger;
    return std::nullopt;
}

void LogInDelays::passed(const std::string& who) {
    const std::lock_guard lock(mutex_);
    const auto delay = delays_.find(who);
    if (delay == delays_.end()) return;
    const bool kept = delay->second.kept;
    delays_.erase(delay);
    if (kept) save();
}

void LogInDelays::failed() {
    const std::lock_guard lock(mutex_);
    save();
}

// A clock that jumps back makes no delay longer than it was.
std::optional<seconds> LogInDelays::wait(Delays::iterator delay, Instant now) {
    if (delay == delays_.end()) return std::nullopt;
    auto& [wrong, last, stranger, kept] = delay->second;
    last = std::min(last, now);
    if (now - last >= kForgotten) {
        delays_.erase(delay);
        return std::nullopt;
    }
    const auto left = last + delayAfter(wrong) - now;
    if (left <= left.zero()) return std::nullopt;
    return std::chrono::ceil<seconds>(left);
}

void LogInDelays::makeRoom() {
    const auto strangers =
        std::count_if(delays_.begin(), delays_.end(), [](const auto& row) { return row.second.stranger; });
    if (static_cast<std::size_t>(strangers) < kMostStrangers) return;
    const auto oldest = std::min_element(delays_.begin(), delays_.end(), [](const auto& a, const auto& b) {
        if (a.second.stranger != b.second.stranger) return a.second.stranger;
        return a.second.last < b.second.last;
    });
    delays_.erase(oldest);
}

void LogInDelays::load(std::string_view text) {
    const auto json = tuf::parseStrictly(text);
    if (!json) return;
    tuf::Mistake mistake;
    Delays delays;
    for (const auto& [who, node] : tuf::JsonNode(*json, "delays", mistake).members()) {
        const auto wrong = std::min<std::int64_t>(node.member("wrong").integer(1), kMostDoublings + 1);
        const Instant last{std::chrono::milliseconds(node.member("last_ms").integer(0))};
        delays[who] = {static_cast<int>(wrong), last, node.member("stranger").boolean(), true};
    }
    if (mistake.sentence().empty()) delays_ = std::move(delays);
}

void LogInDelays::save() {
    auto json = nlohmann::json::object();
    for (auto& [who, delay] : delays_) {
        delay.kept = true;
        json[who] = {{"wrong", delay.wrong},
                     {"last_ms", delay.last.time_since_epoch().count()},
                     {"stranger", delay.stranger}};
    }
    static_cast<void>(files::writePrivateFile(file_, json.dump()));
}

}  // namespace tidewaiter::people
