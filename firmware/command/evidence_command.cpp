#include "firmware/command/evidence_command.h"

#include <chrono>

#include "firmware/command/configuration.h"
#include "firmware/command/remove_command.h"
#include "firmware/command/replay_command.h"
#include "firmware/command/terminal.h"
#include "firmware/command/text_file.h"
#include "firmware/command/user_files.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/records/bundle.h"
#include "firmware/records/clock_state.h"
#include "firmware/records/decision_words.h"
#include "firmware/records/device_key.h"
#include "firmware/records/logged_record.h"
#include "firmware/records/record_store.h"
#include "firmware/records/retention.h"
#include "firmware/records/retention_ledger.h"
#include "firmware/records/retention_words.h"
#include "firmware/records/verification.h"
#include "firmware/records/witnessed.h"
#include "firmware/records/witnessed_bundle.h"
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

std::string heldIn(const Record& record) {
    const auto hold = holdIn(record);
    if (!hold) return "hold that cannot be read\n";
    std::string line = plainText(wordsOf(*hold));
    for (const auto& id : hold->records) line += " " + plainText(id);
    return line + "\n";
}

/// One line of the list: what was inspected and found, decided, held or removed, or who gave to whom.
std::string lineOf(const Record& record) {
    std::string line = record.id + "  " + record.time + "  ";
    if (record.kind == RecordKind::Inspection) {
        const auto goods = record.content.value("/declaration/goods"_json_pointer, std::string());
        return line + record.content.value("verdict", "") + "  " +
               (goods.empty() ? "nothing declared" : plainText(goods)) + "\n";
    }
    if (record.kind == RecordKind::Decision) return line + decidedIn(record);
    if (record.kind == RecordKind::Hold) return line + heldIn(record);
    if (record.kind == RecordKind::Removal) {
        const auto removal = removalIn(record);
        return line + (removal ? plainText(wordsOf(*removal)) : "removal that cannot be read") + "\n";
    }
    const auto handOver = handOverIn(record);
    if (!handOver) return line + "hand-over that cannot be read\n";
    line += "handed over  from " + plainText(handOver->from) + " to " + plainText(handOver->to);
    if (!handOver->seal.empty()) line += ", seal " + plainText(handOver->seal);
    for (const auto& id : handOver->records) line += " " + plainText(id);
    return line + "\n";
}

Expected<std::string> lineOf(const records::LogEntry& entry, const records::RetentionLedger& ledger,
                             const EvidenceFiles& files) {
    if (const auto* removal = ledger.removalOf(entry.id)) return entry.id + "  removed by " + *removal + "\n";
    const auto bytes = records::recordBytes(entry.id, files);
    if (!bytes) return tl::unexpected(bytes.error());
    const auto name = "the record '" + plainText(files.record(entry.id).string()) + "'";
    if (!*bytes) return failure(name + " is missing; verify the evidence");
    return records::parseRecord(**bytes, name).map([](const Record& record) { return lineOf(record); });
}

int list(const EvidenceFiles& files) {
    const auto log = records::verifierKey(files).and_then(
        [&](const tlog::VerifierKey& key) { return tlog::LogReader::open(files.log(), key); });
    if (!log) return fail(log.error());
    const auto ledger = ledgerOf(*log, files);
    std::string text;
    for (std::uint64_t i = 0; i < log->checkpoint().size; ++i) {
        const auto line = records::entryAt(*log, i).and_then(
            [&](const records::LogEntry& entry) { return lineOf(entry, ledger, files); });
        if (!line) return fail(line.error());
        text += *line;
    }
    return print(text.empty() ? "Nothing is sealed yet; tidewaiter inspect --seal does it.\n" : text,
                 kExitClear);
}

std::string countsOf(const records::Verification& found) {
    std::string text = "device " + found.device + ": " + counted(found.records, "record", "records") +
                       " and " + counted(found.images, "picture", "pictures") + ", root " + found.root + "\n";
    if (found.auditEntries > 0)
        text += counted(found.auditEntries, "entry", "entries") + " of the audit log\n";
    if (found.removed > 0)
        text += counted(found.removed, "inspection was", "inspections were") +
                " removed as the policy says; sealed removals name them\n";
    if (found.notYetRemoved > 0)
        text += counted(found.notYetRemoved, "file is", "files are") +
                " still there that a removal named; tidewaiter evidence remove finishes it\n";
    if (found.loosePictures > 0)
        text += counted(found.loosePictures, "picture is", "pictures are") +
                " of inspections that were interrupted before they were sealed\n";
    if (found.unsealed > 0)
        text += counted(found.unsealed, "record waits", "records wait") + " to be sealed by the next run\n";
    return text;
}

/// A line of text about what the witness vouches for; a problem where it vouches for nothing.
Expected<std::string> witnessedLine(const std::string& keyText, const tlog::VerifierKey& key,
                                    const EvidenceFiles& files) {
    const auto witness = tlog::parseWitnessKey(keyText);
    if (!witness) return tl::unexpected(witness.error());
    const auto seen = [&](std::uint64_t records, std::chrono::seconds at) {
        constexpr std::uint64_t kSecond = 1000;
        return counted(records, "record was", "records were") + " seen by " + plainText(witness->name) +
               " at " + text::rfc3339(static_cast<std::uint64_t>(at.count()) * kSecond) + "\n";
    };
    if (records::isBundle(files))
        return records::witnessedInBundle(files, key, *witness).map([&](const auto& all) {
            return seen(all.records, all.at);
        });
    return records::witnessedBy(files, key, *witness).map([&](const records::Witnessed& all) {
        return "the first " + seen(all.records, all.at);
    });
}

int verify(const EvidenceArguments& arguments, const EvidenceFiles& files) {
    const auto key =
        arguments.key.empty() ? records::verifierKey(files) : tlog::parseVerifierKey(arguments.key);
    if (!key) return fail(key.error());
    const auto found =
        records::isBundle(files) ? records::verifyBundle(files, *key) : records::verifyEvidence(files, *key);
    if (!found) return fail(found.error());
    auto problems = found->problems;
    auto text = countsOf(*found);
    if (!arguments.witness.empty()) {
        const auto line = witnessedLine(arguments.witness, *key, files);
        if (line)
            text += *line;
        else
            problems.push_back(line.error().message);
    }
    for (const auto& problem : problems) sayProblem(problem);
    if (!problems.empty())
        return print(text + "NOT as sealed: " + counted(problems.size(), "problem", "problems") + "\n",
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
    for (const auto& id : ids) {
        const auto bytes = records::isRecordId(id) ? records::recordBytes(id, files)
                                                   : Expected<std::optional<std::string>>(std::nullopt);
        if (!bytes) return tl::unexpected(bytes.error());
        if (!*bytes)
            return failure("there is no sealed inspection " + inspection::inQuotes(id) +
                           "; tidewaiter evidence list says their ids");
    }
    return {};
}

std::uint64_t nowMilliseconds() {
    using namespace std::chrono;
    return static_cast<std::uint64_t>(
        duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
}

int handOver(const EvidenceArguments& arguments, const EvidenceFiles& files, const records::KeyPlace& key) {
    if (auto sealed = checkSealed(arguments.handOver.records, files); !sealed) return fail(sealed.error());
    const auto store = records::RecordStore::open(files.folder(), key);
    if (!store) return fail(store.error());
    const auto now = nowMilliseconds();
    const Record record{RecordKind::Custody,          text::newUlid(now),
                        text::rfc3339(now),           store->device(),
                        records::clockState(),        {},
                        contentOf(arguments.handOver)};
    if (auto sealed = store->seal(record); !sealed) return fail(sealed.error());
    return print("Sealed: " + lineOf(record), kExitClear);
}

int witness(const EvidenceArguments& arguments, const EvidenceFiles& files) {
    const auto key = records::verifierKey(files);
    if (!key) return fail(key.error());
    if (!arguments.cosignature) {
        const auto note = records::checkpointForWitness(files, *key);
        return note ? print(*note, kExitClear) : fail(note.error());
    }
    const auto known = tlog::parseWitnessKey(arguments.witness);
    if (!known) return fail(known.error());
    const auto line = readTextFile(*arguments.cosignature, "cosignature");
    if (!line) return fail(line.error());
    const auto records = records::keepCosignature(files, *key, *line, *known);
    if (!records) return fail(records.error());
    return print(
        plainText(known->name) + " vouches for the first " + counted(*records, "record", "records") + ".\n",
        kExitClear);
}

int hold(const EvidenceArguments& arguments, const EvidenceFiles& files, const records::KeyPlace& key) {
    if (auto there = records::verifierKey(files); !there) return fail(there.error());
    const auto store = records::RecordStore::open(files.folder(), key);
    if (!store) return fail(store.error());
    const auto now = nowMilliseconds();
    const auto sealed =
        sealHold(*store, arguments.hold, {text::rfc3339(now), records::clockState()}, text::newUlid(now));
    return sealed ? print("Sealed: " + lineOf(*sealed), kExitClear) : fail(sealed.error());
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
            return handOver(arguments, files, configuration->signing);
        case EvidenceAction::Replay:
            return runReplay(arguments, *configuration, version);
        case EvidenceAction::Hold:
        case EvidenceAction::Release:
            return hold(arguments, files, configuration->signing);
        case EvidenceAction::Witness:
            return witness(arguments, files);
        case EvidenceAction::Remove:
            return runRemove(arguments, *configuration, version);
        case EvidenceAction::List:
            break;
    }
    return list(files);
}

}  // namespace tidewaiter::command
