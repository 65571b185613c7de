#include "firmware/records/witnessed_bundle.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "firmware/files/durable_file.h"
#include "firmware/text/visible_text.h"
#include "firmware/tlog/cosignature.h"
#include "firmware/tlog/log_proof.h"
#include "firmware/tuf/digest.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::records {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> witnessesOf(const std::string& note, const tlog::VerifierKey& key) {
    std::vector<std::string> names;
    const auto parsed = tlog::parseSignedNote(note);
    if (!parsed) return names;
    for (const auto& signature : parsed->signatures) {
        if (signature.hash != key.hash) names.push_back(signature.name);
    }
    return names;
}

Error notHeld(const fs::path& file, const std::string& why) {
    return {"the proof witnessed/" + text::visibleText(file.filename().string()) + " does not hold: " + why};
}

/// When the witness saw the record; nothing where the proof is under a checkpoint that it did not sign.
Expected<std::optional<std::chrono::seconds>> seenAt(const fs::path& file, const std::string& id,
                                                     const EvidenceFiles& bundle,
                                                     const tlog::VerifierKey& key,
                                                     const tlog::WitnessKey& witness) {
    const auto text = tuf::readFile(file);
    if (!text) return tl::unexpected(text.error());
    const auto proof = tlog::parseLogProof(text->value_or(""));
    if (!proof) return tl::unexpected(notHeld(file, proof.error().message));
    const auto note = tlog::parseSignedNote(proof->note);
    const auto at = note ? tlog::cosignedAt(*note, witness) : std::nullopt;
    if (!at) return at;
    const auto record = tuf::readFile(bundle.record(id));
    if (!record) return tl::unexpected(record.error());
    if (!*record) return tl::unexpected(notHeld(file, "the record " + id + " is missing"));
    const auto entry = bytesOf(LogEntry{id, tuf::sha256Hex(**record)});
    if (const auto held = tlog::verifyLogProof(*proof, entry, key); !held)
        return tl::unexpected(notHeld(file, held.error().message));
    return at;
}

}  // namespace

Expected<WitnessedProofs> WitnessedProofs::open(const EvidenceFiles& files, const tlog::LogReader& log,
                                                const tlog::VerifierKey& key) {
    WitnessedProofs proofs;
    for (auto& kept : keptCheckpoints(files, key)) {
        auto names = witnessesOf(kept.note, key);
        if (names.empty()) continue;
        auto earlier = log.asOf(std::move(kept.note), key);
        if (!earlier) return tl::unexpected(earlier.error());
        proofs.earliestFirst_.push_back({std::move(*earlier), std::move(names)});
    }
    std::reverse(proofs.earliestFirst_.begin(), proofs.earliestFirst_.end());
    return proofs;
}

Expected<void> WitnessedProofs::write(std::uint64_t index, const std::string& id,
                                      const EvidenceFiles& bundle) const {
    std::set<std::string> told;
    for (const auto& one : earliestFirst_) {
        const auto size = one.log.checkpoint().size;
        const auto before = told.size();
        if (index < size) told.insert(one.names.begin(), one.names.end());
        if (told.size() == before) continue;
        const auto hashes = one.log.inclusionProof(index);
        if (!hashes) return tl::unexpected(hashes.error());
        const auto text = textOf(tlog::LogProof{index, *hashes, one.log.note()});
        auto written =
            files::makeFolder(bundle.witnessed())
                .and_then([&] { return files::PartialFile::write(bundle.witnessedProof(id, size), text); })
                .and_then([](files::PartialFile partial) { return partial.publish(); });
        if (!written) return written;
    }
    return {};
}

Expected<WitnessedRecords> witnessedInBundle(const EvidenceFiles& bundle, const tlog::VerifierKey& key,
                                             const tlog::WitnessKey& witness) {
    std::map<std::string, std::chrono::seconds> earliest;
    std::error_code none;
    for (const auto& file : fs::directory_iterator(bundle.witnessed(), none)) {
        const auto name = file.path().filename().string();
        const auto id = name.substr(0, name.find('.'));
        if (!isRecordId(id)) continue;
        const auto at = seenAt(file.path(), id, bundle, key, witness);
        if (!at) return tl::unexpected(at.error());
        if (!*at) continue;
        const auto known = earliest.emplace(id, **at).first;
        known->second = std::min(known->second, **at);
    }
    if (earliest.empty())
        return failure("there is no cosignature of " + text::quoted(witness.name) +
                       " in the bundle; get one that was exported after the witness had signed");
    WitnessedRecords all{earliest.size(), {}};
    for (const auto& [id, at] : earliest) all.at = std::max(all.at, at);
    return all;
}

}  // namespace tidewaiter::records
