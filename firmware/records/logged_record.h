// LoggedRecord: a record as the log has it, read back from its file.
// Thread rule: reads files; safe to call from any thread.
#pragma once

#include "firmware/records/evidence_files.h"
#include "firmware/records/record.h"
#include "firmware/tlog/log_reader.h"

namespace tidewaiter::records {

/// The entry at `index` of the log. Precondition: it has one.
[[nodiscard]] Expected<LogEntry> entryAt(const tlog::LogReader& log, std::uint64_t index);

/// The record of that entry. Fails where it is missing, or not what was sealed.
[[nodiscard]] Expected<Record> loggedRecord(const LogEntry& entry, const EvidenceFiles& files);

}  // namespace tidewaiter::records
