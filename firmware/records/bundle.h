// Bundle: records, pictures and proofs of one case, for somebody who has neither the device nor its log.
// Thread rule: reads and writes files; safe to call from any thread while nobody writes there.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/records/verification.h"

namespace tidewaiter::records {

/// What goes into a bundle. Decisions on inspections that do, and hand-overs
/// of them, go with them.
struct Selection {
    std::vector<std::string> ids;  ///< none: all of the period
    std::string since;             ///< first day, ISO 8601; empty: from the beginning
    std::string until;             ///< last day; empty: to the end
};

/// Whether a time, RFC 3339, is of the selection's period.
[[nodiscard]] bool isOfPeriod(const std::string& time, const Selection& selection);

struct BundleSummary {
    std::uint64_t records = 0;
    std::uint64_t images = 0;
    std::uint64_t auditEntries = 0;
};

/// Writes the bundle into `target`, which must be empty or not there: records and pictures as they lie in the
/// evidence, for each record a proof that the log holds it, what the audit log says about them, a report for
/// people, and how to verify all of it (FORMAT.md). Fails where a record or picture is not as it was sealed,
/// and where nothing is selected.
[[nodiscard]] Expected<BundleSummary> exportBundle(const EvidenceFiles& files, const tlog::VerifierKey& key,
                                                   const Selection& selection,
                                                   const std::filesystem::path& target);

/// Whether `folder` is a bundle, and not a device's evidence.
[[nodiscard]] bool isBundle(const EvidenceFiles& folder);

/// As verifyEvidence, by the proofs alone.
[[nodiscard]] Expected<Verification> verifyBundle(const EvidenceFiles& folder, const tlog::VerifierKey& key);

}  // namespace tidewaiter::records
