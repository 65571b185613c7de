#include "firmware/command/sync_command.h"

#include <array>
#include <ctime>

#include "firmware/command/terminal.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/policy.h"
#include "firmware/sync/synchronizer.h"
#include "firmware/tuf/address_fetcher.h"

namespace tidewaiter::command {

using inspection::plainText;
using sync::ListChange;
using sync::SyncReport;

namespace {

std::string sizeText(std::uint64_t bytes) {
    constexpr std::array kUnits = {"bytes", "KiB", "MiB", "GiB"};
    std::size_t unit = 0;
    auto size = bytes;
    for (; size >= 10240 && unit + 1 < kUnits.size(); ++unit) size /= 1024;
    return std::to_string(size) + " " + kUnits.at(unit);
}

std::string progressOf(const sync::SyncProgress& progress) {
    auto text = plainText(progress.what);
    if (progress.inAll != 0)
        return text + ": " + std::to_string(progress.done * 100 / progress.inAll) + " % of " +
               sizeText(progress.inAll);
    return progress.done == 0 ? text : text + ": " + std::to_string(progress.done) + " entries";
}

std::string lineOf(const ListChange& change) {
    const auto version = change.version.empty() ? std::string() : ", version " + plainText(change.version);
    const auto entries =
        ", " + std::to_string(change.entries) + (change.entries == 1 ? " entry" : " entries");
    const auto fetched =
        std::string(change.whole ? "all of it" : "what has changed") + " (" + sizeText(change.fetched) + ")";
    switch (change.kind) {
        case ListChange::Kind::Unchanged:
            return "unchanged  " + plainText(change.name) + version + entries + "\n";
        case ListChange::Kind::New:
            return "new        " + plainText(change.name) + version + entries + ": fetched " + fetched + "\n";
        case ListChange::Kind::Changed:
            return "changed    " + plainText(change.name) + version + entries + ": fetched " + fetched + "\n";
        case ListChange::Kind::Removed:
            break;
    }
    return "removed    " + plainText(change.name) + ": it is published no longer\n";
}

std::string lineOf(SyncReport::Policy policy) {
    switch (policy) {
        case SyncReport::Policy::Changed:
            return "changed    policy\n";
        case SyncReport::Policy::Unchanged:
            return "unchanged  policy\n";
        case SyncReport::Policy::Removed:
            return "removed    policy: it is published no longer, the program's own is in use\n";
        case SyncReport::Policy::None:
            break;
    }
    return {};
}

int fail(const Error& error) {
    sayProblem(error.message);
    return kExitFailed;
}

}  // namespace

std::string textOf(const SyncReport& report) {
    std::string text;
    for (const auto& change : report.lists) text += lineOf(change);
    text += lineOf(report.policy);
    if (report.lists.empty()) text += "The repository holds no watchlist.\n";
    constexpr std::size_t kDay = std::string_view("2026-11-22").size();
    return text + "Valid until " + tuf::dateTimeText(report.expires).substr(0, kDay) +
           "; synchronize again before that.\n";
}

Expected<void> checkPublishedPolicy(const std::string& policy) {
    auto read = inspection::Policy::parse(policy, "the published policy");
    return read ? Expected<void>() : tl::unexpected(read.error());
}

Expected<std::string> repositoryOf(const std::string& given, const std::filesystem::path& lists,
                                   const std::string& configured) {
    if (!given.empty()) return given;
    if (!configured.empty()) return configured;
    const auto state = sync::readSyncState(lists);
    if (!state) return tl::unexpected(state.error());
    if (*state && !(*state)->repository.empty()) return (*state)->repository;
    return failure(
        "nobody has said where the watchlists are published; name the address, or the folder of a USB stick, "
        "with --from");
}

int runSync(const WatchlistArguments& arguments, const std::filesystem::path& lists,
            const std::string& configured) {
    const auto repository = repositoryOf(arguments.from, lists, configured);
    if (!repository) return fail(repository.error());
    tuf::AddressFetcher fetcher;
    Progress line;
    const auto now = [] { return tuf::Time(std::chrono::seconds(std::time(nullptr))); };
    const auto report = sync::synchronize(
        {lists, *repository, arguments.root},
        {fetcher, now, checkPublishedPolicy, [&](const auto& progress) { line.show(progressOf(progress)); }});
    line.clear();
    if (!report) return fail(report.error());
    const auto written = writeResult(textOf(*report));
    if (!written) return fail(written.error());
    if (report->policyProblem.empty()) return kExitClear;
    return fail({"the published policy is not used, the lists are: " + report->policyProblem});
}

}  // namespace tidewaiter::command
