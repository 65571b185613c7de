#include "firmware/records/verification.h"

#include "firmware/records/audit_check.h"
#include "firmware/records/logged_record.h"
#include "firmware/records/record_check.h"
#include "firmware/tlog/lines.h"
#include "firmware/tlog/log_reader.h"

namespace tidewaiter::records {

Expected<Verification> verifyEvidence(const EvidenceFiles& files, const tlog::VerifierKey& key) {
    const auto log = tlog::LogReader::open(files.log(), key);
    if (!log) return tl::unexpected(log.error());
    const auto ledger = ledgerOf(*log, files);
    RecordCheck records(files, ledger);
    for (const auto& problem : ledger.problems()) records.tell(problem);
    if (const auto whole = log->verify(); !whole) records.tell(whole.error().message);
    for (std::uint64_t i = 0; i < log->checkpoint().size; ++i) {
        const auto entry = entryAt(*log, i);
        if (entry)
            records.check(*entry);
        else
            records.tell(entry.error().message);
    }
    records.checkNothingElse();
    auto result = records.take();
    result.device = log->checkpoint().origin;
    const auto audit = checkAudit(files, key);
    result.auditEntries = audit.entries;
    result.problems.insert(result.problems.end(), audit.problems.begin(), audit.problems.end());
    result.root = tlog::textOf(log->checkpoint().root);
    return result;
}

}  // namespace tidewaiter::records
