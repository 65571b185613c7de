// RecordCheck: holds records and their pictures against the hashes that a log has of them.
// Thread rule: one thread at a time; reads files.
//
// Inside firmware/records only.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "firmware/records/retention_ledger.h"
#include "firmware/records/verification.h"

namespace tidewaiter::records {

class RecordCheck {
  public:
    /// Borrows both.
    RecordCheck(const EvidenceFiles& files, const RetentionLedger& ledger) : files_(files), ledger_(ledger) {}

    /// Reads the entry's record and its pictures.
    void check(const LogEntry& entry);
    /// Looks for records and pictures that no entry has named, and for pictures that were removed.
    void checkNothingElse();

    void tell(std::string problem) { result_.problems.push_back(std::move(problem)); }
    /// The file's name below the folder, in quotes.
    [[nodiscard]] std::string nameOf(const std::filesystem::path& file) const;

    /// What was found so far.
    [[nodiscard]] Verification take();

  private:
    void checkRecord(const LogEntry& entry);
    void checkRemoved(const LogEntry& entry, const std::string& removal);
    void checkRemovedImages();
    void tellThereAgain(const std::filesystem::path& file, const std::string& removal);
    void checkImage(const std::string& id, const std::string& sha256, std::uint64_t bytes);

    const EvidenceFiles& files_;
    const RetentionLedger& ledger_;
    Verification result_;
    std::set<std::filesystem::path> records_;
    std::set<std::filesystem::path> images_;
};

}  // namespace tidewaiter::records
