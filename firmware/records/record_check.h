// RecordCheck: holds records and their pictures against the hashes that a log has of them.
// Thread rule: one thread at a time; reads files.
//
// Inside firmware/records only.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "firmware/records/verification.h"

namespace tidewaiter::records {

class RecordCheck {
  public:
    /// Borrows `files`.
    explicit RecordCheck(const EvidenceFiles& files) : files_(files) {}

    /// Reads the entry's record and its pictures.
    void check(const LogEntry& entry);
    /// Looks for records and pictures that no entry has named.
    void checkNothingElse();

    void tell(std::string problem) { result_.problems.push_back(std::move(problem)); }
    /// The file's name below the folder, in quotes.
    [[nodiscard]] std::string nameOf(const std::filesystem::path& file) const;

    /// What was found so far.
    [[nodiscard]] Verification take();

  private:
    void checkRecord(const LogEntry& entry);
    void checkImage(const std::string& id, const std::string& sha256, std::uint64_t bytes);

    const EvidenceFiles& files_;
    Verification result_;
    std::set<std::filesystem::path> records_;
    std::set<std::filesystem::path> images_;
};

}  // namespace tidewaiter::records
