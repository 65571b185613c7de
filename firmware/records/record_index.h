// RecordIndex: finds inspections among the evidence by what was read and declared, and what was decided.
// Thread rule: safe to call from any thread; calls take turns.
//
// It proves nothing: whatever it says is in the records, from which it is made anew where it is missing or
// damaged.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "firmware/inspection/verdict.h"
#include "firmware/records/decision.h"
#include "firmware/records/evidence_files.h"

namespace tidewaiter::records {

/// What is looked for; what is left empty does not matter.
struct Search {
    std::string text{};                            ///< words that were read or declared, all of them
    std::string serial{};                          ///< a serial number; look-alikes (0 and O) are found too
    std::string part{};                            ///< part of a part number or model
    std::string declaration{};                     ///< part of the item's id or of the goods
    std::optional<inspection::Verdict> verdict{};  ///< of the machine
    std::string from{};                            ///< first day, ISO 8601
    std::string to{};                              ///< last day
    std::string before{};                          ///< only inspections older than this id
    std::size_t limit = 50;
};

struct IndexedDecision {
    std::string record;  ///< id of the decision's record
    Choice choice = Choice::Confirmed;
    inspection::Verdict verdict = inspection::Verdict::Inspect;
    std::string by;  ///< name
};

struct IndexRow {
    std::string id;
    std::string time;  ///< of the inspection, RFC 3339
    std::string item;
    std::string goods;
    inspection::Verdict verdict = inspection::Verdict::Inspect;
    std::vector<std::string> rules;  ///< that fired, each once
    std::optional<IndexedDecision> decision;
};

/// A hold in force.
struct IndexedHold {
    std::string id;
    std::string time;  ///< RFC 3339
    std::string by;
    std::string reason;
    std::vector<std::string> inspections;  ///< ids of what it keeps

    bool operator==(const IndexedHold&) const = default;
};

class RecordIndex {
  public:
    /// Opens the index of the evidence as it was left. Fails where it cannot be written.
    [[nodiscard]] static Expected<RecordIndex> open(const EvidenceFiles& files);
    RecordIndex(RecordIndex&&) noexcept;
    RecordIndex& operator=(RecordIndex&&) noexcept;
    ~RecordIndex();

    /// Takes in what was sealed since the last time, and everything where the index is of other evidence or
    /// damaged: that takes minutes for 100,000 records and lets other calls wait. Where it is stopped, the
    /// next one goes on. Fails where the index cannot be written or the log cannot be read.
    [[nodiscard]] Expected<void> update(const std::stop_token& stop = {}) const;
    /// Newest first.
    [[nodiscard]] Expected<std::vector<IndexRow>> search(const Search& search) const;
    /// The decision on an inspection; nothing while there is none.
    [[nodiscard]] Expected<std::optional<IndexedDecision>> decisionOn(const std::string& id) const;
    /// Holds in force, oldest first: those that keep `inspection`, or all where it is empty.
    [[nodiscard]] Expected<std::vector<IndexedHold>> holds(const std::string& inspection) const;

  private:
    struct Open;
    explicit RecordIndex(std::unique_ptr<Open> open);

    std::unique_ptr<Open> open_;
};

}  // namespace tidewaiter::records
