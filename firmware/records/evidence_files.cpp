#include "firmware/records/evidence_files.h"

#include <algorithm>

#include "firmware/records/canonical_json.h"
#include "firmware/tuf/digest.h"

namespace tidewaiter::records {

namespace fs = std::filesystem;

namespace {

/// Ids and hashes begin alike within this many characters in one folder: some hundred files each.
constexpr std::size_t kFolderOfIds = 4;
constexpr std::size_t kFolderOfHashes = 2;

}  // namespace

fs::path EvidenceFiles::record(const std::string& id) const {
    return records() / id.substr(0, kFolderOfIds) / (id + ".json");
}

fs::path EvidenceFiles::image(const std::string& sha256) const {
    return images() / sha256.substr(0, kFolderOfHashes) / sha256;
}

bool isRecordId(std::string_view id) {
    constexpr std::size_t kLength = 26;
    return id.size() == kLength && std::all_of(id.begin(), id.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
           });
}

std::string bytesOf(const LogEntry& entry) {
    return canonicalJson({{"id", entry.id}, {"sha256", entry.sha256}}) + "\n";
}

Expected<LogEntry> parseLogEntry(std::string_view bytes, const std::string& place) {
    const auto object = nlohmann::json::parse(bytes, nullptr, false);
    LogEntry entry;
    if (object.is_object() && object.contains("id") && object["id"].is_string()) entry.id = object["id"];
    if (object.is_object() && object.contains("sha256") && object["sha256"].is_string())
        entry.sha256 = object["sha256"];
    if (isRecordId(entry.id) && tuf::isSha256Hex(entry.sha256) && bytesOf(entry) == bytes) return entry;
    return failure(place + " is no entry of this program; restore the log from a copy of the evidence");
}

}  // namespace tidewaiter::records
