// SealedCase: a case as it lies sealed in the evidence.
// Thread rule: reads files; safe to call from any thread.
#pragma once

#include <string>

#include "firmware/records/evidence_files.h"
#include "firmware/station/case.h"
#include "firmware/station/refusal.h"

namespace tidewaiter::station {

/// The inspection `id`, judged; its decision is the caller's to add. Fails where there is none, and where its
/// record is no record any more.
[[nodiscard]] Outcome<Case> sealedCase(const records::EvidenceFiles& files, const std::string& id);

/// Adds the decision that the record `id` holds to a judged case.
[[nodiscard]] Outcome<Case> withDecision(Case judged, const records::EvidenceFiles& files,
                                         const std::string& id);

}  // namespace tidewaiter::station
