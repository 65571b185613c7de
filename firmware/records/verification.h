// Verification: whether evidence is what was sealed, from the files alone.
// Thread rule: reads files; safe to call from any thread while nobody writes there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "firmware/records/evidence_files.h"
#include "firmware/tlog/signed_note.h"

namespace tidewaiter::records {

struct Verification {
    std::string device;               ///< the log's name
    std::uint64_t records = 0;        ///< in the log, those that were removed too
    std::uint64_t removed = 0;        ///< inspections that a sealed removal names
    std::uint64_t notYetRemoved = 0;  ///< files that an interrupted removal left for the next run
    std::uint64_t images = 0;         ///< that they name, each once
    std::uint64_t bytes = 0;          ///< of records and images
    std::uint64_t loosePictures = 0;  ///< kept, but of no sealed record: an inspection was interrupted
    std::uint64_t auditEntries = 0;   ///< in the audit log
    std::uint64_t unsealed = 0;       ///< records that wait to be sealed
    std::string root;                 ///< of the log, base64: whoever noted it earlier can compare
    std::vector<std::string>
        problems;  ///< one sentence each that names the file; none: all is as it was sealed
};

/// Reads every byte: checkpoint, tiles, entries, records, pictures, audit log. Fails where there is no log
/// that `key` has signed; all else that is wrong is a problem.
[[nodiscard]] Expected<Verification> verifyEvidence(const EvidenceFiles& files, const tlog::VerifierKey& key);

}  // namespace tidewaiter::records
