#include "firmware/command/remove_command.h"

#include <chrono>

#include "firmware/command/inspect_command.h"
#include "firmware/command/lists_in_use.h"
#include "firmware/command/policy_command.h"
#include "firmware/command/terminal.h"
#include "firmware/command/user_files.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/records/clock_state.h"
#include "firmware/records/device_key.h"
#include "firmware/records/retention.h"
#include "models/store.h"

namespace tidewaiter::command {

using inspection::plainText;
using records::EvidenceFiles;
using records::RetentionPlan;

namespace {

int fail(const Error& error) {
    sayProblem(error.message);
    return kExitFailed;
}

std::string counted(std::uint64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

Expected<inspection::Policy> policyFor(const EvidenceArguments& arguments, const Configuration& configuration,
                                       const std::string& version) {
    const auto file = policyFile(arguments.policy, listFolder(arguments.lists, configuration.lists));
    if (file) return loadPolicy(*file).map([](NamedPolicy named) { return std::move(named.policy); });
    return models::Store::open(findInstallation(arguments.data, configuration.data, version).data)
        .and_then([](const models::Store& store) { return inspection::Policy::load(store); });
}

std::string textOf(const RetentionPlan& plan, bool dryRun) {
    constexpr std::uint64_t kMebibyte = 1024ULL * 1024;
    std::string text;
    for (const auto& one : plan.removal.inspections)
        text += plainText(one.id) + "  " + plainText(one.time) + "  " + one.verdict + ", kept for " +
                counted(one.keepDays, "day", "days") + "\n";
    text += std::string(dryRun ? "Would remove " : "Removed ") +
            counted(plan.removal.inspections.size(), "inspection", "inspections") + " and " +
            counted(plan.removal.images.size(), "picture", "pictures") + " (" +
            std::to_string(plan.bytes / kMebibyte) + " MiB) by the policy " + plainText(plan.removal.policy) +
            "; " + counted(plan.kept, "stays", "stay") + ", " + std::to_string(plan.held) + " on hold.\n";
    if (!plan.unsealed.empty())
        text += std::string(dryRun ? "Would remove " : "Removed ") +
                counted(plan.unsealed.size(), "picture", "pictures") + " that no inspection was sealed of.\n";
    const auto left = plan.left.inspections.size() + plan.left.images.size();
    if (left > 0)
        text += std::string(dryRun ? "Would remove " : "Removed ") + counted(left, "file", "files") +
                " that an earlier removal had named.\n";
    return text;
}

/// A clock that runs ahead would have everything removed.
Expected<void> checkClock(const records::ClockState& clock, bool checked) {
    if (clock.synchronized || checked) return {};
    return failure(
        "nothing is removed: no time server keeps this device's clock; compare it with another clock, then "
        "repeat with --clock-checked");
}

Expected<RetentionPlan> remove(const EvidenceFiles& files, const inspection::Policy& policy,
                               const EvidenceArguments& arguments, const records::KeyPlace& key) {
    using namespace std::chrono;
    const auto now = static_cast<std::uint64_t>(
        duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
    if (arguments.dryRun) return planRetention(files, policy, {now});
    const auto clock = records::clockState();
    if (auto fine = checkClock(clock, arguments.clockChecked); !fine) return tl::unexpected(fine.error());
    return records::RecordStore::open(files.folder(), key).and_then([&](const records::RecordStore& store) {
        return removeExpired(store, policy, {now}, clock);
    });
}

}  // namespace

int runRemove(const EvidenceArguments& arguments, const Configuration& configuration,
              const std::string& version) {
    const EvidenceFiles files(evidenceFolder(arguments.evidence, configuration.evidence));
    if (auto there = records::verifierKey(files); !there) return fail(there.error());
    const auto policy = policyFor(arguments, configuration, version);
    if (!policy) return fail(policy.error());
    const auto plan = remove(files, *policy, arguments, configuration.signing);
    if (!plan) return fail(plan.error());
    if (const auto written = writeResult(textOf(*plan, arguments.dryRun)); !written)
        return fail(written.error());
    return kExitClear;
}

}  // namespace tidewaiter::command
