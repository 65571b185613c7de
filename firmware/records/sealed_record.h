// SealedRecord: one record out of the evidence or a bundle, held against the log, and what it was made from.
// Thread rule: reads files; safe to call from any thread.
#pragma once

#include <string>

#include "firmware/inspection/inspector.h"
#include "firmware/records/evidence_files.h"
#include "firmware/records/record.h"
#include "firmware/tlog/signed_note.h"

namespace tidewaiter::records {

/// The record of that id. Fails where the log of `key` holds none, and where it or one of its pictures is not
/// as it was sealed.
[[nodiscard]] Expected<Record> sealedRecord(const std::string& id, const EvidenceFiles& files,
                                            const tlog::VerifierKey& key);

/// What was asked of the inspector then: declaration, time, and the pictures as they were captured, with
/// their lights. Precondition: the record is sealed and of kind Inspection.
[[nodiscard]] Expected<inspection::Request> requestIn(const Record& record, const EvidenceFiles& files);

}  // namespace tidewaiter::records
