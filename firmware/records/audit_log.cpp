#include "firmware/records/audit_log.h"

#include <algorithm>
#include <mutex>

#include "firmware/files/durable_file.h"
#include "firmware/records/canonical_json.h"
#include "firmware/records/device_key.h"
#include "firmware/records/record_members.h"
#include "firmware/tlog/log_writer.h"
#include "models/utf8.h"

namespace tidewaiter::records {

using nlohmann::json;

namespace {

constexpr auto kNameEnding = "/audit";
constexpr std::size_t kMostBytes = 4000;  // of one text: an entry has at most 65,535 bytes

/// Valid UTF-8 of at most so many bytes: what came over the network is whatever it likes.
std::string cut(const std::string& text) {
    auto valid = models::validUtf8(text);
    if (valid.size() <= kMostBytes) return valid;
    std::size_t end = kMostBytes;
    while (end > 0 && (static_cast<unsigned char>(valid[end]) & 0xC0) == 0x80) --end;
    return valid.substr(0, end);
}

}  // namespace

std::string bytesOf(const AuditEntry& entry) {
    return canonicalJson({{"time", cut(entry.time)},
                          {"who", cut(entry.who)},
                          {"role", cut(entry.role)},
                          {"from", cut(entry.from)},
                          {"action", cut(entry.action)},
                          {"about", cut(entry.about)},
                          {"detail", cut(entry.detail)}}) +
           "\n";
}

Expected<AuditEntry> parseAuditEntry(std::string_view bytes, const std::string& place) {
    const auto object = json::parse(bytes, nullptr, false);
    if (object.is_discarded()) return tl::unexpected(noRecord(place, "it is no JSON"));
    RecordMembers members(object);
    AuditEntry entry{members.text("time"),  members.text("who"),    members.text("role"),
                     members.text("from"),  members.text("action"), members.text("about"),
                     members.text("detail")};
    if (members.missing().empty()) return entry;
    return tl::unexpected(noRecord(place, "'" + members.missing() + "' is missing or wrong"));
}

struct AuditLog::Open {
    explicit Open(tlog::LogWriter writer) : log(std::move(writer)) {}

    tlog::LogWriter log;
    std::mutex turns;
};

AuditLog::AuditLog(std::unique_ptr<Open> open) : open_(std::move(open)) {}
AuditLog::AuditLog(AuditLog&&) noexcept = default;
AuditLog& AuditLog::operator=(AuditLog&&) noexcept = default;
AuditLog::~AuditLog() = default;

Expected<AuditLog> AuditLog::open(const EvidenceFiles& files, const KeyPlace& key) {
    if (auto made = files::makeFolder(files.audit()); !made) return tl::unexpected(made.error());
    auto signer = deviceKey(files, key);
    if (!signer) return tl::unexpected(signer.error());
    auto log = tlog::LogWriter::open(files.audit(), signer->named(signer->verifier().name + kNameEnding));
    if (!log) return tl::unexpected(log.error());
    return AuditLog(std::make_unique<Open>(std::move(*log)));
}

Expected<void> AuditLog::append(const AuditEntry& entry) const {
    const std::lock_guard turn(open_->turns);
    const auto line = bytesOf(entry);
    const auto index = open_->log.append({line});
    return index ? Expected<void>() : tl::unexpected(index.error());
}

Expected<std::vector<NumberedAuditEntry>> AuditLog::last(std::uint64_t count,
                                                         std::optional<std::uint64_t> before) const {
    const std::lock_guard turn(open_->turns);
    const auto reader = open_->log.reader();
    if (!reader) return tl::unexpected(reader.error());
    const auto end = std::min(before.value_or(reader->checkpoint().size), reader->checkpoint().size);
    std::vector<NumberedAuditEntry> entries;
    for (auto index = end; index > 0 && entries.size() < count; --index) {
        auto entry = reader->entry(index - 1).and_then([&](const std::string& bytes) {
            return parseAuditEntry(bytes, "entry " + std::to_string(index - 1) + " of the audit log");
        });
        if (!entry) return tl::unexpected(entry.error());
        entries.push_back({index - 1, std::move(*entry)});
    }
    return entries;
}

tlog::VerifierKey auditKey(const tlog::VerifierKey& device) {
    return named(device, device.name + kNameEnding);
}

}  // namespace tidewaiter::records
