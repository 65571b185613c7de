// AuditLog: who did what with the device, when and from where: a log that nobody can change unnoticed.
// Thread rule: safe to call from any thread; writing takes turns. One AuditLog for a folder.
//
// A tree of its own beside that of the records, signed by the same key under another name (FORMAT.md).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/records/evidence_files.h"
#include "firmware/records/key_place.h"
#include "firmware/tlog/signed_note.h"

namespace tidewaiter::records {

struct AuditEntry {
    std::string time;    ///< RFC 3339
    std::string who;     ///< name; what was typed where nobody is called so
    std::string role;    ///< "officer"; empty for somebody who is not known
    std::string from;    ///< network address
    std::string action;  ///< "session.opened", "decision.made"
    std::string about;   ///< id of what it was done to, may be empty
    std::string detail;  ///< may be empty

    bool operator==(const AuditEntry&) const = default;
};

/// One line of canonical JSON. Texts that are too long for an entry of a log are cut.
[[nodiscard]] std::string bytesOf(const AuditEntry& entry);
/// Fails, with a sentence that names `place`, on anything else.
[[nodiscard]] Expected<AuditEntry> parseAuditEntry(std::string_view bytes, const std::string& place);

struct NumberedAuditEntry {
    std::uint64_t index = 0;
    AuditEntry entry;
};

class AuditLog {
  public:
    /// Opens the log of the evidence in that folder, for which there is a device's key already.
    [[nodiscard]] static Expected<AuditLog> open(const EvidenceFiles& files, const KeyPlace& key = {});
    AuditLog(AuditLog&&) noexcept;
    AuditLog& operator=(AuditLog&&) noexcept;
    ~AuditLog();

    /// On the disk when this returns.
    [[nodiscard]] Expected<void> append(const AuditEntry& entry) const;
    /// The latest `count`, newest first, of those before index `before`.
    [[nodiscard]] Expected<std::vector<NumberedAuditEntry>> last(std::uint64_t count,
                                                                 std::optional<std::uint64_t> before) const;

  private:
    struct Open;
    explicit AuditLog(std::unique_ptr<Open> open);

    std::unique_ptr<Open> open_;
};

/// What the audit log of a device is verified with.
[[nodiscard]] tlog::VerifierKey auditKey(const tlog::VerifierKey& device);

}  // namespace tidewaiter::records
