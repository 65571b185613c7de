#include "firmware/command/watchlist_command.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "firmware/command/configuration.h"
#include "firmware/command/lists_in_use.h"
#include "firmware/command/sync_command.h"
#include "firmware/command/terminal.h"
#include "firmware/command/user_files.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/sync/sync_state.h"
#include "firmware/text/ulid.h"
#include "firmware/watchlist/import.h"
#include "firmware/watchlist/lists.h"

namespace tidewaiter::command {

namespace fs = std::filesystem;
using inspection::inQuotes;
using inspection::plainText;

namespace {

int fail(const Error& error) {
    sayProblem(error.message);
    return kExitFailed;
}

int print(const std::string& text, int exitCode) {
    const auto outcome = writeResult(text);
    return outcome ? exitCode : fail(outcome.error());
}

std::string today() {
    using namespace std::chrono;
    const auto now = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    return text::rfc3339(static_cast<std::uint64_t>(now)).substr(0, std::string_view("2026-11-22").size());
}

std::string counted(std::int64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string contentOf(const watchlist::Summary& list) {
    return counted(list.serials, "serial number", "serial numbers") + " and " +
           counted(list.others, "other entry", "other entries");
}

/// When a list was known to be up to date.
std::string ageOf(const watchlist::Freshness& freshness) {
    if (freshness.completed.empty()) return "NOT YET SYNCHRONIZED: run tidewaiter watchlist sync";
    const auto day = "synchronized on " + freshness.completed;
    if (today() <= freshness.expires) return day + ", valid until " + freshness.expires;
    return day + ", EXPIRED on " + freshness.expires + ": run tidewaiter watchlist sync";
}

std::string progressOf(const watchlist::ImportState& state) {
    if (state.sorting) return "sorting " + counted(state.entries, "entry", "entries");
    const auto percent = state.bytesInAll == 0 ? 0 : state.bytesRead * 100 / state.bytesInAll;
    constexpr std::size_t kWidth = 20;
    const auto full = static_cast<std::size_t>(percent) * kWidth / 100;
    return "[" + std::string(full, '#') + std::string(kWidth - std::min(full, kWidth), '.') + "] " +
           std::to_string(percent) + " %, " + counted(state.entries, "entry", "entries");
}

/// A name becomes a file's: nothing that leads into another folder or hides.
bool isFileName(const std::string& name) {
    return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos &&
           plainText(name) == name;
}

int import(const WatchlistArguments& arguments, const fs::path& folder) {
    const auto name = arguments.name.value_or(arguments.files.front().stem().string());
    if (!isFileName(name))
        return fail({inQuotes(name) + " cannot be the name of a watchlist; give another one with --name"});
    const auto target = folder / (name + std::string(watchlist::kStoreEnding));
    Progress progress;
    const auto summary = watchlist::importLists({arguments.files, target, name, arguments.version},
                                                [&](const auto& state) { progress.show(progressOf(state)); });
    progress.clear();
    if (!summary) return fail(summary.error());
    std::error_code unknown;
    const auto bytes = static_cast<double>(fs::file_size(target, unknown));
    std::string text = "The watchlist " + inQuotes(name) + " holds " + contentOf(*summary) + " now";
    constexpr std::int64_t kEnoughToTell = 1000;  // a small store is mostly empty pages
    if (!unknown && summary->serials >= kEnoughToTell)
        text += ", " + std::to_string(std::lround(bytes / static_cast<double>(summary->serials))) +
                " bytes a serial number";
    return print(text + ".\n", kExitClear);
}

int status(const WatchlistArguments& arguments, const fs::path& folder) {
    const auto lists = openLists(folder);
    if (!lists) return fail(lists.error());
    if (lists->summaries().empty())
        return print("No watchlist is in use; tidewaiter watchlist import FILE puts one into " +
                         plainText(folder.string()) + ".\n",
                     kExitClear);
    std::string text;
    bool whole = true;
    for (std::size_t i = 0; i < lists->summaries().size(); ++i) {
        const auto& list = lists->summaries()[i];
        text += plainText(list.name) + (list.version.empty() ? "" : ", version " + plainText(list.version)) +
                ": " + contentOf(list) + ", content " + list.contentHash.substr(0, 16);
        if (arguments.verify) {
            const bool good = lists->isWhole(i).value_or(false);
            whole = whole && good;
            text += good ? ", verified" : ", DAMAGED: import or synchronize it again";
        }
        const auto& freshness = lists->freshness();
        if (freshness && freshness->lists.contains(list.name)) text += ", " + ageOf(*freshness);
        text += "\n";
    }
    const auto state = sync::readSyncState(folder);
    if (!state) sayProblem(state.error().message);
    return print(text, whole && state ? kExitClear : kExitFailed);
}

/// "; why; by what; where that stands; what to do", as far as the entry says so.
std::string whyOf(const watchlist::Terms& terms) {
    std::string text;
    for (const auto* part : {&terms.reason, &terms.legalBasis, &terms.source, &terms.action}) {
        if (!part->empty()) text += "; " + plainText(*part);
    }
    return text;
}

std::string lineOf(const std::string& number, const watchlist::ListHit& found) {
    const auto& terms = found.hit.entry.terms;
    const bool sure = found.hit.probability >= watchlist::kSureHit;
    std::string text =
        sure ? std::string(models::kSeverities.nameOf(terms.severity)) : std::string("possible");
    text += "  " + plainText(number) + (sure ? " is " : " may be ") + inQuotes(found.hit.entry.value) +
            " of the watchlist " + inQuotes(found.list) + " (" +
            std::to_string(std::lround(found.hit.probability * 100)) + " %)";
    return text + whyOf(terms) + "\n";
}

/// What was found of one thing that was asked for.
struct Found {
    std::string lines;
    int exitCode = kExitClear;
};

Expected<Found> numbersOf(const std::string& number, const watchlist::Lists& lists, const std::string& day) {
    constexpr double kTyped = 0.999;  // people mistype as well
    Found found;
    for (const auto kind :
         {watchlist::EntryKind::Serial, watchlist::EntryKind::Part, watchlist::EntryKind::Model}) {
        const auto typed = watchlist::textOf(watchlist::canonical(kind, number), kTyped);
        const auto hits = lists.findNumber(kind, typed, day);
        if (!hits) return tl::unexpected(hits.error());
        for (const auto& hit : *hits) {
            found.lines += lineOf(number, hit);
            found.exitCode = std::max<int>(
                found.exitCode, hit.hit.probability >= watchlist::kSureHit ? kExitHold : kExitInspect);
        }
    }
    return found;
}

std::string lineOf(const std::string& party, const watchlist::PartyHit& hit) {
    const auto& entry = *hit.entry;
    const bool sure = hit.score >= watchlist::kSureParty;
    const bool alike = hit.score >= watchlist::kPossibleParty;
    std::string text = sure ? std::string(models::kSeverities.nameOf(entry.terms.severity))
                            : std::string(alike ? "possible" : "address");
    text += "  " + plainText(party) +
            (sure    ? " is "
             : alike ? " resembles "
                     : " has the address of ") +
            inQuotes(entry.value) + " of the watchlist " + inQuotes(hit.list);
    if (alike)
        text += " (" + std::to_string(std::lround(hit.score * 100)) + " %: " + plainText(hit.why) + ")";
    if (hit.sameAddress && alike) text += ", at the same address";
    return text + whyOf(entry.terms) + "\n";
}

Found partiesOf(const std::string& party, const std::string& address, const watchlist::Lists& lists,
                const std::string& day) {
    Found found;
    for (const auto& hit : lists.findParty(party, address, day)) {
        found.lines += lineOf(party, hit);
        found.exitCode =
            std::max<int>(found.exitCode, hit.score >= watchlist::kSureParty ? kExitHold : kExitInspect);
    }
    if (!found.lines.empty()) return found;
    for (auto hit : lists.findPartyAt(address.empty() ? party : address, day)) {
        hit.score = 0;  // of the name
        found.lines += lineOf(party, hit);
        found.exitCode = kExitInspect;
    }
    return found;
}

int check(const WatchlistArguments& arguments, const fs::path& folder) {
    const auto isBlank = [](const std::string& text) {
        return text.find_first_not_of(" \t\r\n") == std::string::npos;
    };
    // What is empty would be "clear", and a script that looks up an empty cell would believe it.
    if ((arguments.numbers.empty() && arguments.parties.empty()) ||
        std::any_of(arguments.numbers.begin(), arguments.numbers.end(), isBlank) ||
        std::any_of(arguments.parties.begin(), arguments.parties.end(), isBlank)) {
        sayProblem("name what to look for, as in: tidewaiter watchlist check 1323621004567, or --party NAME");
        return kExitUsage;
    }
    const auto lists = watchlist::Lists::open(folder);
    if (!lists) return fail(lists.error());
    const auto day = today();
    std::string text;
    int exitCode = kExitClear;
    const auto tell = [&](const std::string& name, const Found& found) {
        text += found.lines.empty() ? "clear  " + plainText(name) + " stands on no watchlist\n" : found.lines;
        exitCode = std::max(exitCode, found.exitCode);
    };
    for (const auto& number : arguments.numbers) {
        const auto found = numbersOf(number, *lists, day);
        if (!found) return fail(found.error());
        tell(number, *found);
    }
    for (const auto& party : arguments.parties) tell(party, partiesOf(party, arguments.address, *lists, day));
    return print(text, exitCode);
}

}  // namespace

int runWatchlist(const WatchlistArguments& arguments) {
    const auto configuration = loadConfiguration(arguments.config);
    if (!configuration) return fail(configuration.error());
    const auto folder = listFolder(arguments.lists, configuration->lists);
    switch (arguments.action) {
        case WatchlistAction::Import:
            return import(arguments, folder);
        case WatchlistAction::Check:
            return check(arguments, folder);
        case WatchlistAction::Sync:
            return runSync(arguments, folder, configuration->repository);
        case WatchlistAction::Status:
            break;
    }
    return status(arguments, folder);
}

}  // namespace tidewaiter::command
