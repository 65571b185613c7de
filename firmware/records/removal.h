// Removal: which inspections were removed from the evidence, by which rule of the policy.
// Thread rule: immutable values and pure functions, safe to use from any thread; removeFiles changes files.
//
// The log keeps the hash of what was removed, so that it stays provable, and a copy can still be recognized.
#pragma once

#include <string>
#include <vector>

#include "firmware/records/evidence_files.h"
#include "firmware/records/record.h"

namespace tidewaiter::records {

struct RemovedInspection {
    std::string id;
    std::string time;     ///< of its sealing, RFC 3339
    std::string verdict;  ///< of its verdicts the one that had it kept longest
    std::uint64_t keepDays = 0;

    bool operator==(const RemovedInspection&) const = default;
};

struct Removal {
    std::string policy;  ///< its version
    std::string title;   ///< whose policy it is
    std::vector<RemovedInspection> inspections;
    std::vector<Image> images;  ///< that no other record names

    bool operator==(const Removal&) const = default;
};

[[nodiscard]] nlohmann::json contentOf(const Removal& removal);
/// Of a record of kind Removal; fails where its content is none.
[[nodiscard]] Expected<Removal> removalIn(const Record& record);

/// Takes the files away that are still there; they are off the disk when this returns. Precondition: the
/// removal is sealed, and no record that was sealed since names one of its pictures.
[[nodiscard]] Expected<void> removeFiles(const Removal& removal, const EvidenceFiles& files);

}  // namespace tidewaiter::records
