#include "firmware/command/evidence_command.h"

#include <chrono>

#include "firmware/command/configuration.h"
#include "firmware/command/replay_command.h"
#include "firmware/command/terminal.h"
#include "firmware/command/user_files.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/records/bundle.h"
#include "firmware/records/clock_state.h"
#include "firmware/records/decision_words.h"
#include "firmware/records/device_key.h"
#include "firmware/records/record_store.h"
#include "firmware/records/verification.h"
#include "firmware/text/ulid.h"
#include "firmware/tlog/log_reader.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::command {

using inspection::plainText;
using records::EvidenceFiles;
using records::Record;
using records::RecordKind;

namespace {

int fail(const Error& error) {
    sayProblem(error.message);
    return kExitFailed;
}

int print(const std::string& text, int exitCode) {
    if (const auto outcome = writeResult(text); !outcome) return fail(outcome.error());
    return exitCode;
}

std::string counted(std::uint64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string decidedIn(const Record& record) {
    const auto decision = decisionIn(record);
    if (!decision) return "decision that cannot be read\n";
    return "decided  " + plainText(wordsOf(*decision)) + " " + plainText(decision->inspection) + "\n";
}

/// One line of the list: what was inspected and found, what was decided, or who gave to whom.
std::string lineOf(const Record& record) {
    std::string line = record.id + "  " + record.time + "  ";
    if (record.kind == RecordKind::Inspection) {
        const auto goods = record.content.value("/declaration/goods"_json_pointer, std::string());
        return line + record.content.value("verdict", "") + "  " +
               (goods.empty() ? "nothing declared" : plainText(goods)) + "\n";
    }
    if (record.kind == RecordKind::Decision) return line + decidedIn(record);
    const auto handOver = handOverIn(record);
    if (!handOver) return line + "hand-over that cannot be read\n";
    line += "handed over  from " + plainText(handOver->from) + " to " + plainText(handOver->to);
    if (!handOver->seal.empty()) line += ", seal " + plainText(handOver->seal);
    for (const auto& id : handOver->records) line += " " + plainText(id);
    return line + "\n";
}

Expected<std::string> lineOf(const Expected<std::string>& entry, const EvidenceFiles& files) {
    const auto parsed =
        entry.and_then([](const std::string& bytes) { return records::parseLogEntry(bytes, "the log"); });
    if (!parsed) return tl::unexpected(parsed.error());
    const auto file = files.record(parsed->id);
    const auto bytes = tuf::readFile(file);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes)
        return failure("the record '" + plainText(file.string()) + "' is missing; verify the evidence");
    return records::parseRecord(**bytes, "'" + plainText(file.string()) + "'").map([](const Record& record) {
        return lineOf(record);
    });
}

int list(const EvidenceFiles& files) {
    const auto log = records::verifierKey(files).and_then(
        [&](const tlog::VerifierKey& key) { return tlog::LogReader::open(files.log(), key); });
    if (!log) return fail(log.error());
    std::string text;
    for (std::uint64_t i = 0; i < log->checkpoint().size; ++i) {
        const auto line = lineOf(log->entry(i), files);
        if (!line) return fail(line.error());
        text += *line;
    }
    return print(text.empty() ? "Nothing is sealed yet; tidewaiter inspect --seal does it.\n" : text,
                 kExitClear);
}

int verify(const EvidenceArguments& arguments, const EvidenceFiles& files) {
    const auto key =
        arguments.key.empty() ? records::verifierKey(files) : tlog::parseVerifierKey(arguments.key);
    if (!key) return fail(key.error());
    const auto found =
        records::isBundle(files) ? records::verifyBundle(files, *key) : records::verifyEvidence(files, *key);
    if (!found) return fail(found.error());
    for (const auto& problem : found->problems) sayProblem(problem);
    std::string text = "device " + found->device + ": " + counted(found->records, "record", "records") +
                       " and " + counted(found->images, "picture", "pictures") + ", root " + found->root +
                       "\n";
    if (found->auditEntries > 0)
        text += counted(found->auditEntries, "entry", "entries") + " of the audit log\n";
    if (found->loosePictures > 0)
        text += counted(found->loosePictures, "picture is", "pictures are") +
                " of inspections that were interrupted before they were sealed\n";
    if (found->unsealed > 0)
        text += counted(found->unsealed, "record waits", "records wait") + " to be sealed by the next run\n";
    if (!found->problems.empty())
        return print(text + "NOT as sealed: " + counted(found->problems.size(), "problem", "problems") + "\n",
                     kExitFailed);
    if (arguments.key.empty())
        text +=
            "Verified with the key beside the evidence; whoever can write there can replace both. Compare it "
            "with the one noted at set-up: " +
            textOf(*key) + "\n";
    return print(text + "All is as it was sealed.\n", kExitClear);
}

int exportTo(const EvidenceArguments& arguments, const EvidenceFiles& files) {
    const auto key = records::verifierKey(files);
    if (!key) return fail(key.error());
    const auto bundle = records::exportBundle(files, *key, arguments.selection, arguments.output);
    if (!bundle) return fail(bundle.error());
    return print("Exported " + counted(bundle->records, "record", "records") + " and " +
                     counted(bundle->images, "picture", "pictures") + " to " +
                     plainText(arguments.output.string()) + "; its README.txt says how to verify them.\n",
                 kExitClear);
}

/// Nobody hands over what was never inspected here.
Expected<void> checkSealed(const std::vector<std::string>& ids, const EvidenceFiles& files) {
    std::error_code unknown;
    for (const auto& id : ids) {
        if (!records::isRecordId(id) || !std::filesystem::exists(files.record(id), unknown))
            return failure("there is no sealed inspection " + inspection::inQuotes(id) +
                           "; tidewaiter evidence list says their ids");
    }
    return {};
}

int handOver(const EvidenceArguments& arguments, const EvidenceFiles& files) {
    if (auto sealed = checkSealed(arguments.handOver.records, files); !sealed) return fail(sealed.error());
    const auto store = records::RecordStore::open(files.folder());
    if (!store) return fail(store.error());
    using namespace std::chrono;
    const auto now = static_cast<std::uint64_t>(
        duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
    const Record record{RecordKind::Custody,          text::newUlid(now),
                        text::rfc3339(now),           store->device(),
                        records::clockState(),        {},
                        contentOf(arguments.handOver)};
    if (auto sealed = store->seal(record); !sealed) return fail(sealed.error());
    return print("Sealed: " + lineOf(record), kExitClear);
}

}  // namespace

int runEvidence(const EvidenceArguments& arguments, const std::string& version) {
    const auto configuration = loadConfiguration(arguments.config);
    if (!configuration) return fail(configuration.error());
    const EvidenceFiles files(evidenceFolder(arguments.evidence, configuration->evidence));
    switch (arguments.action) {
        case EvidenceAction::Verify:
            return verify(arguments, files);
        case EvidenceAction::Export:
            return exportTo(arguments, files);
        case EvidenceAction::HandOver:
            return handOver(arguments, files);
        case EvidenceAction::Replay:
            return runReplay(arguments, *configuration, version);
        case EvidenceAction::List:
            break;
    }
    return list(files);
}

}  // namespace tidewaiter::command
