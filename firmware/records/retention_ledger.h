// RetentionLedger: what the log's holds and removals say together: what must be kept, and what may be gone.
// Thread rule: one thread at a time; ledgerOf reads files.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/records/evidence_files.h"
#include "firmware/records/record.h"
#include "firmware/tlog/log_reader.h"

namespace tidewaiter::records {

class RetentionLedger {
  public:
    /// The next record in the order of the log, as its bytes say; other kinds say nothing. What cannot be is
    /// a problem.
    void take(const LogEntry& entry, std::string_view bytes);

    /// Whether a hold is in force on the inspection.
    [[nodiscard]] bool isHeld(const std::string& id) const { return heldBy(id) != nullptr; }
    /// Whether this is the id of a hold in force.
    [[nodiscard]] bool isHold(const std::string& id) const { return holds_.contains(id); }
    /// Id of the removal that took the inspection away; null while none did.
    [[nodiscard]] const std::string* removalOf(const std::string& id) const;
    /// Inspections that were removed, and by which removal.
    [[nodiscard]] const std::map<std::string, std::string>& removed() const { return removed_; }
    /// SHA-256 of pictures that were removed, and by which removal. A later record may name one again.
    [[nodiscard]] const std::map<std::string, std::string>& removedImages() const { return removedImages_; }
    /// Id of the log's last record. A removal that is the last may have been interrupted.
    [[nodiscard]] const std::string& last() const { return last_; }
    /// One sentence each.
    [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

  private:
    void takeHold(const Record& record);
    void takeRemoval(const Record& record);
    [[nodiscard]] const std::string* heldBy(const std::string& id) const;

    std::map<std::string, std::set<std::string>> holds_;  // in force, with what they hold
    std::map<std::string, std::string> removed_;
    std::map<std::string, std::string> removedImages_;
    std::set<std::string> sealed_;  // ids
    std::string last_;
    std::vector<std::string> problems_;
};

/// Of a device's evidence. Records that are missing or changed say nothing: naming them is the verification's
/// work. Once it is to stop, what it says is worth nothing.
[[nodiscard]] RetentionLedger ledgerOf(const tlog::LogReader& log, const EvidenceFiles& files,
                                       const std::stop_token& stop = {});

}  // namespace tidewaiter::records
