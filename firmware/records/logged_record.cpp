#include "firmware/records/logged_record.h"

#include "firmware/tuf/digest.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::records {

Expected<LogEntry> entryAt(const tlog::LogReader& log, std::uint64_t index) {
    return log.entry(index).and_then([&](const std::string& bytes) {
        return parseLogEntry(bytes, "entry " + std::to_string(index) + " of the log");
    });
}

// It may get its place between the first two looks.
Expected<std::optional<std::string>> recordBytes(const std::string& id, const EvidenceFiles& files) {
    const auto place = files.record(id);
    for (const auto& file : {place, files.pending() / place.filename(), place}) {
        auto bytes = tuf::readFile(file);
        if (!bytes || *bytes) return bytes;
    }
    return std::nullopt;
}

Expected<Record> loggedRecord(const LogEntry& entry, const EvidenceFiles& files) {
    const auto bytes = recordBytes(entry.id, files);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes)
        return failure("the record " + entry.id +
                       " is missing; tidewaiter evidence verify says what else is");
    if (tuf::sha256Hex(**bytes) != entry.sha256)
        return failure("the record " + entry.id +
                       " was changed after it was sealed; tidewaiter evidence verify says what else was");
    return parseRecord(**bytes, "the record " + entry.id);
}

}  // namespace tidewaiter::records
