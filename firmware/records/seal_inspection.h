// Sealing of inspections: the record of one, with the original pictures that it was made from.
// Thread rule: safe to call from any thread.
#pragma once

#include "firmware/inspection/inspection.h"
#include "firmware/records/record_store.h"

namespace tidewaiter::records {

/// When and by which clock.
struct SealTime {
    std::string time;  ///< RFC 3339
    ClockState clock;
};

/// Keeps the pictures whose files the frames name and seals the inspection. Fails where a file is not what
/// was inspected any more: then nothing is sealed.
[[nodiscard]] Expected<void> sealInspection(const inspection::Inspection& inspection, const SealTime& when,
                                            const RecordStore& store);

/// Seals an inspection that `by` had made, from pictures that were kept at the moment of capture
/// (RecordStore::keep): its frames came from a camera or a phone, and no file is asked for. Fails where one
/// was not kept.
[[nodiscard]] Expected<void> sealKeptInspection(const inspection::Inspection& inspection, const Signatory& by,
                                                const SealTime& when, const RecordStore& store);

}  // namespace tidewaiter::records
