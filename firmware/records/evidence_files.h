// EvidenceFiles: what lies where in the folder of a device's evidence (FORMAT.md).
// Thread rule: immutable value, safe to use from any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "models/error.h"

namespace tidewaiter::records {

class EvidenceFiles {
  public:
    explicit EvidenceFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    /// A sealed record. Precondition: isRecordId(id).
    [[nodiscard]] std::filesystem::path record(const std::string& id) const;
    [[nodiscard]] std::filesystem::path records() const { return folder_ / "records"; }
    /// An original picture. Precondition: `sha256` has 64 lower-case hexadecimal digits.
    [[nodiscard]] std::filesystem::path image(const std::string& sha256) const;
    [[nodiscard]] std::filesystem::path images() const { return folder_ / "images"; }
    /// A record on its way into the log.
    [[nodiscard]] std::filesystem::path pending() const { return folder_ / "pending"; }
    /// The log that proves what was sealed when.
    [[nodiscard]] std::filesystem::path log() const { return folder_ / "log"; }
    /// The log of who did what with the device.
    [[nodiscard]] std::filesystem::path audit() const { return folder_ / "audit"; }
    /// Held (flock) by the one program that seals.
    [[nodiscard]] std::filesystem::path lock() const { return folder_ / "lock"; }
    /// What finds records by their content; proves nothing and can be made anew.
    [[nodiscard]] std::filesystem::path index() const { return folder_ / "index.sqlite"; }
    /// What witnesses have signed: checkpoints; of a bundle proofs under them.
    [[nodiscard]] std::filesystem::path witnessed() const { return folder_ / "witnessed"; }
    /// Of a bundle: the proof that the log held the record when it had `size` entries.
    [[nodiscard]] std::filesystem::path witnessedProof(const std::string& id, std::uint64_t size) const {
        return witnessed() / (id + "." + std::to_string(size) + ".tlog-proof");
    }
    /// Of a bundle: the proof that the log holds the record.
    [[nodiscard]] std::filesystem::path proof(const std::string& id) const {
        return proofs() / (id + ".tlog-proof");
    }
    [[nodiscard]] std::filesystem::path proofs() const { return folder_ / "proofs"; }
    /// Of a bundle: the record for people.
    [[nodiscard]] std::filesystem::path report(const std::string& id) const {
        return folder_ / "reports" / (id + ".html");
    }
    /// The device's private key, for the owner of the folder alone.
    [[nodiscard]] std::filesystem::path privateKey() const { return folder_ / "device.key"; }
    /// The same where the machine's TPM sealed it: one of the two is there.
    [[nodiscard]] std::filesystem::path sealedKey() const { return folder_ / "device.key.tpm"; }
    /// What others verify with.
    [[nodiscard]] std::filesystem::path verifierKey() const { return folder_ / "device.vkey"; }

  private:
    std::filesystem::path folder_;
};

/// 26 capitals and digits, as a ULID has.
[[nodiscard]] bool isRecordId(std::string_view id);

/// What the log holds of a record: its id and the SHA-256 of its bytes.
struct LogEntry {
    std::string id;
    std::string sha256;

    bool operator==(const LogEntry&) const = default;
};

/// One line of canonical JSON.
[[nodiscard]] std::string bytesOf(const LogEntry& entry);
/// Fails, with a sentence that names `place`, on anything else.
[[nodiscard]] Expected<LogEntry> parseLogEntry(std::string_view bytes, const std::string& place);

}  // namespace tidewaiter::records
