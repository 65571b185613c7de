// Pages of a bundle for people: a report of each inspection, a list of all, and how to verify them.
// Thread rule: pure functions but for reportOf, which reads pictures; safe to call from any thread.
//
// Inside firmware/records only.
#pragma once

#include <string>
#include <vector>

#include "firmware/records/evidence_files.h"
#include "firmware/records/record.h"

namespace tidewaiter::records {

/// The report as the inspection wrote it, with its pictures from the evidence and those of `others` that are
/// decisions on it. Precondition: a record of kind Inspection.
[[nodiscard]] Expected<std::string> reportOf(const Record& record, const std::vector<Record>& others,
                                             const EvidenceFiles& files);

/// HTML: every record with links to report, record and proof.
[[nodiscard]] std::string indexOf(const std::vector<Record>& records);

/// Plain text: what the folder holds and how to verify it, with this program and without it.
[[nodiscard]] std::string howToVerify(const std::string& verifierKey);

}  // namespace tidewaiter::records
