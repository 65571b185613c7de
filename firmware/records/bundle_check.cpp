#include <algorithm>
#include <vector>

#include "firmware/records/audit_check.h"
#include "firmware/records/bundle.h"
#include "firmware/records/record_check.h"
#include "firmware/tlog/lines.h"
#include "firmware/tlog/log_proof.h"
#include "firmware/tuf/digest.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::records {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> proofsIn(const EvidenceFiles& folder) {
    std::vector<fs::path> proofs;
    std::error_code error;
    for (const auto& file : fs::directory_iterator(folder.proofs(), error)) proofs.push_back(file.path());
    std::sort(proofs.begin(), proofs.end());
    return proofs;
}

/// The entry that the log holds of this record, as its bytes say.
Expected<LogEntry> entryOf(const std::string& id, const EvidenceFiles& folder, const RecordCheck& check) {
    const auto file = folder.record(id);
    const auto bytes = tuf::readFile(file);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return failure("the record " + check.nameOf(file) + " is missing");
    return LogEntry{id, tuf::sha256Hex(**bytes)};
}

/// Only records that have a proof say anything; that it holds is checked with each.
RetentionLedger ledgerOfBundle(const EvidenceFiles& folder) {
    RetentionLedger ledger;
    for (const auto& file : proofsIn(folder)) {
        const auto id = file.stem().string();
        if (!isRecordId(id)) continue;
        const auto bytes = tuf::readFile(folder.record(id));
        if (bytes && *bytes) ledger.take({id, tuf::sha256Hex(**bytes)}, **bytes);
    }
    return ledger;
}

/// The checkpoint under which the log holds the record.
Expected<tlog::Checkpoint> checkedProof(const fs::path& file, const EvidenceFiles& folder,
                                        const tlog::VerifierKey& key, RecordCheck& check) {
    const auto id = file.stem().string();
    if (!isRecordId(id) || file != folder.proof(id))
        return failure(check.nameOf(file) + " is no proof of a record");
    const auto entry = entryOf(id, folder, check);
    if (!entry) return tl::unexpected(entry.error());
    check.check(*entry);
    const auto text = tuf::readFile(file);
    if (!text) return tl::unexpected(text.error());
    const auto proof = tlog::parseLogProof(text->value_or(""));
    auto checkpoint =
        proof.and_then([&](const tlog::LogProof& one) { return verifyLogProof(one, bytesOf(*entry), key); });
    if (checkpoint) return checkpoint;
    return failure("the record " + check.nameOf(folder.record(id)) +
                   " or its proof was changed: " + checkpoint.error().message);
}

}  // namespace

bool isBundle(const EvidenceFiles& folder) {
    std::error_code unknown;
    return fs::is_directory(folder.proofs(), unknown) && !fs::exists(folder.log(), unknown);
}

Expected<Verification> verifyBundle(const EvidenceFiles& folder, const tlog::VerifierKey& key) {
    const auto ledger = ledgerOfBundle(folder);
    RecordCheck check(folder, ledger);
    std::string root;
    for (const auto& file : proofsIn(folder)) {
        const auto checkpoint = checkedProof(file, folder, key, check);
        if (checkpoint)
            root = tlog::textOf(checkpoint->root);
        else
            check.tell(checkpoint.error().message);
    }
    check.checkNothingElse();
    auto result = check.take();
    result.removed = ledger.removed().size();
    const auto audit = checkAuditOfBundle(folder, key);
    result.auditEntries = audit.entries;
    result.problems.insert(result.problems.end(), audit.problems.begin(), audit.problems.end());
    if (result.records == 0 && result.problems.empty())
        return failure("the bundle holds no record; get it again from whoever exported it");
    result.device = key.name;
    result.root = root;
    return result;
}

}  // namespace tidewaiter::records
