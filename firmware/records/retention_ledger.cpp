#include "firmware/records/retention_ledger.h"

#include <algorithm>

#include "firmware/records/legal_hold.h"
#include "firmware/records/logged_record.h"
#include "firmware/records/removal.h"
#include "firmware/tuf/digest.h"

namespace tidewaiter::records {

namespace {

/// Records are canonical JSON, so that their kind is found without parsing all of them.
bool mayMatter(std::string_view bytes) {
    return bytes.find(R"("kind":"hold")") != std::string_view::npos ||
           bytes.find(R"("kind":"removal")") != std::string_view::npos;
}

}  // namespace

void RetentionLedger::take(const LogEntry& entry, std::string_view bytes) {
    sealed_.insert(entry.id);
    last_ = entry.id;
    if (!mayMatter(bytes) || tuf::sha256Hex(bytes) != entry.sha256) return;
    const auto record = parseRecord(bytes, "the record " + entry.id);
    if (!record) return;
    if (record->kind == RecordKind::Hold) takeHold(*record);
    if (record->kind == RecordKind::Removal) takeRemoval(*record);
}

void RetentionLedger::takeHold(const Record& record) {
    const auto hold = holdIn(record);
    if (!hold) return problems_.push_back(hold.error().message);
    if (hold->state == HoldState::Placed) {
        holds_[record.id] = {hold->records.begin(), hold->records.end()};
        return;
    }
    for (const auto& id : hold->records) holds_.erase(id);
}

void RetentionLedger::takeRemoval(const Record& record) {
    const auto removal = removalIn(record);
    if (!removal) return problems_.push_back(removal.error().message);
    for (const auto& one : removal->inspections) {
        if (!sealed_.contains(one.id))
            problems_.push_back("the removal " + record.id + " names " + one.id +
                                ", which was not sealed before");
        if (const auto* hold = heldBy(one.id))
            problems_.push_back("the removal " + record.id + " names " + one.id + ", which the hold " +
                                *hold + " was to keep");
        removed_.emplace(one.id, record.id);
    }
    for (const auto& image : removal->images) removedImages_.insert_or_assign(image.sha256, record.id);
}

const std::string* RetentionLedger::heldBy(const std::string& id) const {
    const auto found = std::find_if(holds_.begin(), holds_.end(),
                                    [&](const auto& hold) { return hold.second.contains(id); });
    return found == holds_.end() ? nullptr : &found->first;
}

const std::string* RetentionLedger::removalOf(const std::string& id) const {
    const auto found = removed_.find(id);
    return found == removed_.end() ? nullptr : &found->second;
}

RetentionLedger ledgerOf(const tlog::LogReader& log, const EvidenceFiles& files,
                         const std::stop_token& stop) {
    RetentionLedger ledger;
    for (std::uint64_t i = 0; i < log.checkpoint().size && !stop.stop_requested(); ++i) {
        const auto entry = log.entry(i).and_then(
            [](const std::string& bytes) { return parseLogEntry(bytes, "an entry of the log"); });
        if (!entry) continue;
        const auto bytes = recordBytes(entry->id, files);
        ledger.take(*entry, bytes ? bytes->value_or("") : "");
    }
    return ledger;
}

}  // namespace tidewaiter::records
