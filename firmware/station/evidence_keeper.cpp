#include "firmware/station/evidence_keeper.h"

#include <algorithm>

#include "firmware/records/retention_words.h"
#include "firmware/station/low_priority.h"
#include "firmware/text/ulid.h"

namespace tidewaiter::station {

using records::RetentionPlan;

namespace {

bool keepsAllForEver(const inspection::EvidencePolicy& policy) {
    return policy.keepUnsealedDays == 0 &&
           std::ranges::all_of(policy.keepDays, [](const auto& row) { return row.second == 0; });
}

/// A clock that runs ahead would have everything removed.
Expected<void> checkClock(const records::ClockState& clock) {
    if (clock.synchronized) return {};
    return failure(
        "nothing is removed: no time server keeps this device's clock; connect it to one, or end the "
        "program, "
        "compare the clock with another one and run tidewaiter evidence remove --clock-checked");
}

}  // namespace

EvidenceKeeper::EvidenceKeeper(KeeperMeans means, const records::RecordStore& store)
    : means_(std::move(means)), store_(store) {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

EvidenceKeeper::~EvidenceKeeper() = default;

std::optional<RetentionResult> EvidenceKeeper::last() const {
    const std::lock_guard lock(mutex_);
    return last_;
}

void EvidenceKeeper::run(const std::stop_token& stop) {
    using Clock = std::chrono::steady_clock;
    lowerPriority();
    const auto& times = means_.times;
    auto due = Clock::now() + times.first;
    while (!stop.stop_requested()) {
        lookAtStorage();
        if (Clock::now() >= due) due = Clock::now() + (carryOut(stop) ? times.every : times.again);
        std::unique_lock lock(mutex_);
        stopped_.wait_for(lock, stop, std::min<Clock::duration>(times.storage, due - Clock::now()),
                          [] { return false; });
    }
}

void EvidenceKeeper::lookAtStorage() {
    const auto storage = means_.storage();
    if (storage.state == std::exchange(state_, storage.state)) return;
    means_.tell("storage", storageJson(storage));
}

/// False where it has to be tried again soon.
bool EvidenceKeeper::carryOut(const std::stop_token& stop) {
    const auto policy = means_.policy();
    if (policy && keepsAllForEver(policy->evidence())) return true;
    RetentionResult result{text::rfc3339(means_.now()), false, 0, 0, {}};
    const auto done = policy ? remove(*policy, stop) : tl::unexpected(policy.error());
    if (!done && stop.stop_requested()) return false;
    result.ok = done.has_value();
    result.sentence = done ? records::wordsOf(*done) : done.error().message;
    if (done) result.removed = done->removal.inspections.size();
    if (done) result.held = done->held;
    finish(result);
    return done.has_value();
}

Expected<RetentionPlan> EvidenceKeeper::remove(const inspection::Policy& policy,
                                               const std::stop_token& stop) const {
    const auto clock = means_.clock();
    if (auto fine = checkClock(clock); !fine) return tl::unexpected(fine.error());
    return removeExpired(store_, policy, {means_.now(), means_.times.portion, {}, stop}, clock);
}

/// What fails again in the same way is told once.
void EvidenceKeeper::finish(const RetentionResult& result) {
    const auto before = last();
    {
        const std::lock_guard lock(mutex_);
        last_ = result;
    }
    if (!result.ok && before && before->sentence == result.sentence) return;
    means_.note(result);
    means_.tell("retention", retentionJson(result));
}

nlohmann::json storageJson(const records::Storage& storage) {
    return {{"state", records::kStorageStates.nameOf(storage.state)},
            {"percent", storage.percent},
            {"free_bytes", storage.freeBytes},
            {"sentence", storage.sentence}};
}

nlohmann::json retentionJson(const RetentionResult& result) {
    return {{"time", result.time},
            {"ok", result.ok},
            {"removed", result.removed},
            {"held", result.held},
            {"sentence", result.sentence}};
}

}  // namespace tidewaiter::station
