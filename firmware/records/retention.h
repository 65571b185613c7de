// Retention: removes inspections that the policy does not keep any longer, but never one that is on hold.
// Thread rule: safe to call from any thread.
#pragma once

#include <cstdint>
#include <limits>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "firmware/inspection/policy.h"
#include "firmware/records/legal_hold.h"
#include "firmware/records/record_store.h"
#include "firmware/records/removal.h"
#include "firmware/records/seal_inspection.h"

namespace tidewaiter::records {

/// What can go at once, with the pictures that nothing else names then.
struct RetentionPortion {
    Removal removal;
    std::uint64_t bytes = 0;  ///< of its files
};

/// What the policy says of all that is sealed, at one moment.
struct RetentionPlan {
    Removal removal;                           ///< what is to go
    std::uint64_t held = 0;                    ///< inspections that would go too, but for a hold
    std::uint64_t kept = 0;                    ///< inspections that stay by the policy
    std::uint64_t bytes = 0;                   ///< of the files of `removal` and `unsealed`
    std::uint64_t count = 0;                   ///< of sealed records, at that moment
    Removal left{};                            ///< of earlier removals, still there or there again
    std::vector<Image> unsealed{};             ///< pictures that no sealed record ever named
    std::vector<RetentionPortion> portions{};  ///< `removal`, in the order in which its parts go
};

/// What a removal is made for.
struct RetentionOrder {
    std::uint64_t nowMilliseconds = 0;
    /// Inspections of a portion: nothing is sealed or kept while its files go.
    std::size_t portion = std::numeric_limits<std::size_t>::max();
    std::set<std::string> awaited{};  ///< SHA-256 of pictures that inspections not sealed yet may need
    std::stop_token stop{};           ///< a plan fails soon after, a removal ends after a portion
};

/// An inspection is kept as long as the longest of its verdicts asks for, the program's and the officers',
/// from its sealing on. Fails where a record is missing or was changed: then nothing is removed.
[[nodiscard]] Expected<RetentionPlan> planRetention(const EvidenceFiles& files,
                                                    const inspection::Policy& policy,
                                                    const RetentionOrder& order);

/// Plans, then seals a removal of each portion and takes its files away; finishes earlier removals. Gives
/// what was carried out, whose removal is empty where nothing had to go. What the store awaits is spared.
[[nodiscard]] Expected<RetentionPlan> removeExpired(const RecordStore& store,
                                                    const inspection::Policy& policy, RetentionOrder order,
                                                    const ClockState& clock);

/// Seals the hold as the record `id` and gives it. Fails where what it names is not there to be held, or no
/// hold in force.
[[nodiscard]] Expected<Record> sealHold(const RecordStore& store, const LegalHold& hold, const SealTime& when,
                                        const std::string& id);

}  // namespace tidewaiter::records
