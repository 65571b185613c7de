// AuditCheck: holds a device's audit log, or the entries of it in a bundle, against what the device signed.
// Thread rule: reads and writes files; safe to call from any thread while nobody writes there.
//
// Inside firmware/records only.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "firmware/records/audit_log.h"
#include "firmware/records/bundle.h"

namespace tidewaiter::records {

struct AuditFound {
    std::uint64_t entries = 0;
    std::vector<std::string> problems;  ///< one sentence each
};

/// Reads every byte of the audit log. Where nothing was written into one yet, nothing is found.
[[nodiscard]] AuditFound checkAudit(const EvidenceFiles& files, const tlog::VerifierKey& device);

/// Writes what was done about the records `ids`, and where no records are selected by name all of the period,
/// into the bundle, an entry and its proof each. Gives how many.
[[nodiscard]] Expected<std::uint64_t> exportAudit(const EvidenceFiles& files, const tlog::VerifierKey& device,
                                                  const std::set<std::string>& ids,
                                                  const Selection& selection, const EvidenceFiles& bundle);

/// The same as checkAudit, by the proofs of a bundle.
[[nodiscard]] AuditFound checkAuditOfBundle(const EvidenceFiles& bundle, const tlog::VerifierKey& device);

}  // namespace tidewaiter::records
