// LoggedRecord: a record as the log has it, read back from its file.
// Thread rule: reads files; safe to call from any thread.
#pragma once

#include <optional>
#include <string>

#include "firmware/records/evidence_files.h"
#include "firmware/records/record.h"
#include "firmware/tlog/log_reader.h"

namespace tidewaiter::records {

/// The entry at `index` of the log. Precondition: it has one.
[[nodiscard]] Expected<LogEntry> entryAt(const tlog::LogReader& log, std::uint64_t index);

/// Bytes of the record of that id, also while it is on its way from `pending` to its place; nothing where it
/// is missing. Precondition: isRecordId(id).
[[nodiscard]] Expected<std::optional<std::string>> recordBytes(const std::string& id,
                                                               const EvidenceFiles& files);

/// The record of that entry. Fails where it is missing, or not what was sealed.
[[nodiscard]] Expected<Record> loggedRecord(const LogEntry& entry, const EvidenceFiles& files);

}  // namespace tidewaiter::records
