// Witnessed bundles: what witnesses outside have said about the records of a bundle.
// Thread rule: reads and writes files; one thread at a time for a folder.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "firmware/records/evidence_files.h"
#include "firmware/records/witnessed.h"
#include "firmware/tlog/log_reader.h"

namespace tidewaiter::records {

/// Writes proofs under the checkpoints that witnesses have signed.
class WitnessedProofs {
  public:
    /// Fails where the log does not continue what a witness saw.
    [[nodiscard]] static Expected<WitnessedProofs> open(const EvidenceFiles& files,
                                                        const tlog::LogReader& log,
                                                        const tlog::VerifierKey& key);

    /// For the record `id`, entry `index` of the log, and each witness a proof under the earliest checkpoint
    /// with the record that it signed: from then on nobody can have made the record.
    [[nodiscard]] Expected<void> write(std::uint64_t index, const std::string& id,
                                       const EvidenceFiles& bundle) const;

  private:
    struct Signed {
        tlog::LogReader log;             ///< as it was
        std::vector<std::string> names;  ///< of the witnesses
    };
    std::vector<Signed> earliestFirst_;
};

struct WitnessedRecords {
    std::uint64_t records = 0;  ///< of the bundle that the witness vouches for
    std::chrono::seconds at{};  ///< since 1970, by the witness's clock: at the latest it saw the last of them
};

/// Fails where the witness vouches for none, and where a proof in its name does not hold.
[[nodiscard]] Expected<WitnessedRecords> witnessedInBundle(const EvidenceFiles& bundle,
                                                           const tlog::VerifierKey& key,
                                                           const tlog::WitnessKey& witness);

}  // namespace tidewaiter::records
