#include "firmware/records/witnessed.h"

#include <algorithm>
#include <vector>

#include "firmware/files/durable_file.h"
#include "firmware/text/visible_text.h"
#include "firmware/tlog/cosignature.h"
#include "firmware/tlog/log_reader.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::records {

namespace fs = std::filesystem;

namespace {

Expected<void> write(const EvidenceFiles& files, std::uint64_t size, std::string_view note) {
    return files::makeFolder(files.witnessed())
        .and_then([&] { return files::PartialFile::write(files.witnessed() / std::to_string(size), note); })
        .and_then([](files::PartialFile partial) { return partial.publish(); });
}

}  // namespace

std::vector<KeptCheckpoint> keptCheckpoints(const EvidenceFiles& files, const tlog::VerifierKey& key) {
    std::vector<KeptCheckpoint> kept;
    std::error_code none;
    for (const auto& file : fs::directory_iterator(files.witnessed(), none)) {
        auto note = tuf::readFile(file.path());
        if (!note || !*note) continue;
        if (auto checkpoint = tlog::openCheckpoint(**note, key))
            kept.push_back({std::move(*checkpoint), std::move(**note)});
    }
    std::sort(kept.begin(), kept.end(), [](const KeptCheckpoint& one, const KeptCheckpoint& other) {
        return one.checkpoint.size > other.checkpoint.size;
    });
    return kept;
}

Expected<std::string> checkpointForWitness(const EvidenceFiles& files, const tlog::VerifierKey& key) {
    const auto log = tlog::LogReader::open(files.log(), key);
    if (!log) return tl::unexpected(log.error());
    const auto size = log->checkpoint().size;
    const auto kept = keptCheckpoints(files, key);
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const KeptCheckpoint& one) {
        return one.checkpoint == log->checkpoint();
    });
    if (same != kept.end()) return same->note;  // with the lines of other witnesses
    return write(files, size, log->note()).map([&] { return log->note(); });
}

Expected<std::uint64_t> keepCosignature(const EvidenceFiles& files, const tlog::VerifierKey& key,
                                        std::string_view line, const tlog::WitnessKey& witness) {
    for (const auto& one : keptCheckpoints(files, key)) {
        const auto note = tlog::withCosignature(one.note, line, witness);
        if (!note) continue;
        return write(files, one.checkpoint.size, *note).map([&] { return one.checkpoint.size; });
    }
    return failure("the line is no cosignature of " + text::quoted(witness.name) +
                   " for a checkpoint that was handed out; hand it the one that tidewaiter evidence witness "
                   "prints, and compare the key");
}

Expected<Witnessed> witnessedBy(const EvidenceFiles& files, const tlog::VerifierKey& key,
                                const tlog::WitnessKey& witness) {
    const auto log = tlog::LogReader::open(files.log(), key);
    if (!log) return tl::unexpected(log.error());
    for (const auto& one : keptCheckpoints(files, key)) {
        const auto note = tlog::parseSignedNote(one.note);
        const auto at = note ? tlog::cosignedAt(*note, witness) : std::nullopt;
        if (!at) continue;
        return log->asOf(one.note, key).map([&](const tlog::LogReader&) {
            return Witnessed{one.checkpoint.size, *at};
        });
    }
    return failure("there is no cosignature of " + text::quoted(witness.name) +
                   " among the evidence; tidewaiter evidence witness says how to get one");
}

}  // namespace tidewaiter::records
