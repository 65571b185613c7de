// Witnessed checkpoints: what witnesses outside have said about the log of a device, kept beside it.
// Thread rule: reads and writes files; one thread at a time for a folder.
//
// The log's own checkpoint is replaced whenever something is sealed, so that what a witness signed is kept by
// itself (FORMAT.md).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/records/evidence_files.h"
#include "firmware/tlog/checkpoint.h"
#include "firmware/tlog/signed_note.h"

namespace tidewaiter::records {

/// A checkpoint that was handed out, with the lines of those witnesses who gave one back.
struct KeptCheckpoint {
    tlog::Checkpoint checkpoint;
    std::string note;  ///< byte for byte
};

/// Those that the device signed, the newest first.
[[nodiscard]] std::vector<KeptCheckpoint> keptCheckpoints(const EvidenceFiles& files,
                                                          const tlog::VerifierKey& key);

/// The checkpoint to hand to a witness, byte for byte; it is kept until its cosignature comes.
[[nodiscard]] Expected<std::string> checkpointForWitness(const EvidenceFiles& files,
                                                         const tlog::VerifierKey& key);

/// Keeps the line that the witness gave back for a checkpoint it was handed, also where more was sealed
/// since. Gives how many records the witness vouches for. Fails where it does not verify.
[[nodiscard]] Expected<std::uint64_t> keepCosignature(const EvidenceFiles& files,
                                                      const tlog::VerifierKey& key, std::string_view line,
                                                      const tlog::WitnessKey& witness);

struct Witnessed {
    std::uint64_t records = 0;  ///< that the witness vouches for, the first ones
    std::chrono::seconds at{};  ///< since 1970, by the witness's clock
};

/// The most that the witness vouches for. Fails where it vouches for nothing, and where the log does not
/// continue what it saw: then the log was begun anew or cut off.
[[nodiscard]] Expected<Witnessed> witnessedBy(const EvidenceFiles& files, const tlog::VerifierKey& key,
                                              const tlog::WitnessKey& witness);

}  // namespace tidewaiter::records
