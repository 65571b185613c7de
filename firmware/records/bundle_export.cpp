#include <algorithm>
#include <set>

#include "firmware/files/durable_file.h"
#include "firmware/records/audit_check.h"
#include "firmware/records/bundle.h"
#include "firmware/records/bundle_pages.h"
#include "firmware/records/decision.h"
#include "firmware/records/legal_hold.h"
#include "firmware/records/logged_record.h"
#include "firmware/records/record_check.h"
#include "firmware/records/removal.h"
#include "firmware/records/witnessed_bundle.h"
#include "firmware/text/visible_text.h"
#include "firmware/tlog/log_proof.h"
#include "firmware/tlog/log_reader.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::records {

namespace fs = std::filesystem;

namespace {

/// A record that goes into the bundle.
struct Chosen {
    std::uint64_t index = 0;
    LogEntry entry;
    Record record;
    std::string bytes;
};

Expected<void> writeFile(const fs::path& file, std::string_view bytes) {
    return files::makeFolder(file.parent_path())
        .and_then([&] { return files::PartialFile::write(file, bytes); })
        .and_then([](files::PartialFile partial) { return partial.publish(); });
}

bool namesOne(const std::vector<std::string>& names, const std::set<std::string>& ids) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& id) { return ids.contains(id); });
}

bool removesOne(const Record& record, const std::set<std::string>& ids, const Selection& selection) {
    const auto removal = removalIn(record).value_or(Removal{});
    return std::any_of(removal.inspections.begin(), removal.inspections.end(),
                       [&](const RemovedInspection& one) {
                           return ids.empty() ? isOfPeriod(one.time, selection) : ids.contains(one.id);
                       });
}

/// A decision on an inspection that was chosen goes with it, and so do hand-overs, holds and their release.
bool concerns(const Record& record, const std::set<std::string>& ids) {
    switch (record.kind) {
        case RecordKind::Decision: {
            const auto decision = decisionIn(record);
            return decision && ids.contains(decision->inspection);
        }
        case RecordKind::Custody:
            return namesOne(handOverIn(record).value_or(HandOver{}).records, ids);
        case RecordKind::Hold:
            return namesOne(holdIn(record).value_or(LegalHold{}).records, ids);
        case RecordKind::Inspection:
        case RecordKind::Removal:
            break;
    }
    return false;
}

Expected<Chosen> readRecord(std::uint64_t index, const LogEntry& entry, const EvidenceFiles& files) {
    const auto bytes = recordBytes(entry.id, files);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return failure("the record " + entry.id + " is missing; verify the evidence");
    return parseRecord(**bytes, "the record " + entry.id).map([&](Record record) {
        return Chosen{index, entry, std::move(record), **bytes};
    });
}

/// Chooses in the order of the log, in which what concerns a record comes behind it.
class Chooser {
  public:
    Chooser(const Selection& selection, const EvidenceFiles& files, const RetentionLedger& ledger)
        : selection_(selection),
          files_(files),
          ledger_(ledger),
          ids_(selection.ids.begin(), selection.ids.end()),
          missing_(ids_) {}

    Expected<void> take(std::uint64_t index, const LogEntry& entry) {
        missing_.erase(entry.id);
        if (ledger_.removalOf(entry.id) != nullptr) return {};
        auto one = readRecord(index, entry, files_);
        if (!one) return tl::unexpected(one.error());
        if (!isChosen(one->record)) return {};
        if (one->record.kind == RecordKind::Hold && !ids_.empty()) ids_.insert(entry.id);
        chosen_.push_back(std::move(*one));
        return {};
    }

    Expected<std::vector<Chosen>> finish() {
        if (!missing_.empty())
            return failure("there is no sealed record " + text::quoted(*missing_.begin()) +
                           "; tidewaiter evidence list says their ids");
        if (chosen_.empty())
            return failure("nothing was sealed in that period; tidewaiter evidence list says what was");
        return std::move(chosen_);
    }

  private:
    /// What was removed is told by the removal, whenever that was.
    [[nodiscard]] bool isChosen(const Record& record) const {
        if (record.kind == RecordKind::Removal && removesOne(record, ids_, selection_)) return true;
        const bool named = ids_.empty() || ids_.contains(record.id) || concerns(record, ids_);
        return named && isOfPeriod(record.time, selection_);
    }

    const Selection& selection_;
    const EvidenceFiles& files_;
    const RetentionLedger& ledger_;
    std::set<std::string> ids_;
    std::set<std::string> missing_;
    std::vector<Chosen> chosen_;
};

Expected<std::vector<Chosen>> choose(const tlog::LogReader& log, const Selection& selection,
                                     const EvidenceFiles& files) {
    const auto ledger = ledgerOf(log, files);
    Chooser chooser(selection, files, ledger);
    for (std::uint64_t i = 0; i < log.checkpoint().size; ++i) {
        const auto taken =
            entryAt(log, i).and_then([&](const LogEntry& one) { return chooser.take(i, one); });
        if (!taken) return tl::unexpected(taken.error());
    }
    return chooser.finish();
}

/// Nothing is handed out that is not as it was sealed.
Expected<void> checkWhole(const std::vector<Chosen>& chosen, const EvidenceFiles& files) {
    const RetentionLedger nothingRemoved;
    RecordCheck check(files, nothingRemoved);
    for (const auto& one : chosen) check.check(one.entry);
    const auto found = check.take();
    return found.problems.empty() ? Expected<void>()
                                  : failure(found.problems.front() + "; nothing is exported");
}

class Writer {
  public:
    Writer(const tlog::LogReader& log, const WitnessedProofs& witnessed, const EvidenceFiles& files,
           const fs::path& target)
        : log_(log), witnessed_(witnessed), from_(files), to_(target) {}

    /// `all` are the records of the bundle.
    Expected<void> write(const Chosen& one, const std::vector<Record>& all) {
        if (auto written = writeProof(one); !written) return written;
        if (auto written = witnessed_.write(one.index, one.entry.id, to_); !written) return written;
        if (auto written = writeFile(to_.record(one.entry.id), one.bytes); !written) return written;
        for (const auto& image : one.record.images) {
            if (auto copied = copyImage(image.sha256); !copied) return copied;
        }
        if (one.record.kind != RecordKind::Inspection) return {};
        return reportOf(one.record, all, from_).and_then([&](const std::string& page) {
            return writeFile(to_.report(one.entry.id), page);
        });
    }

    Expected<void> writePages(const std::vector<Record>& records, const std::string& key) {
        return writeFile(to_.folder() / "index.html", indexOf(records))
            .and_then([&] { return writeFile(to_.verifierKey(), key + "\n"); })
            .and_then([&] { return writeFile(to_.folder() / "README.txt", howToVerify(key)); });
    }

    [[nodiscard]] std::uint64_t images() const { return images_.size(); }

  private:
    Expected<void> writeProof(const Chosen& one) {
        return log_.inclusionProof(one.index).and_then([&](const std::vector<tlog::Hash>& hashes) {
            return writeFile(to_.proof(one.entry.id), textOf(tlog::LogProof{one.index, hashes, log_.note()}));
        });
    }

    Expected<void> copyImage(const std::string& sha256) {
        if (!images_.insert(sha256).second) return {};
        const auto bytes = tuf::readFile(from_.image(sha256));
        if (!bytes) return tl::unexpected(bytes.error());
        return writeFile(to_.image(sha256), bytes->value_or(""));
    }

    const tlog::LogReader& log_;
    const WitnessedProofs& witnessed_;
    const EvidenceFiles& from_;
    EvidenceFiles to_;
    std::set<std::string> images_;
};

std::set<std::string> idsOf(const std::vector<Record>& records) {
    std::set<std::string> ids;
    for (const auto& record : records) ids.insert(record.id);
    return ids;
}

}  // namespace

bool isOfPeriod(const std::string& time, const Selection& selection) {
    const auto day = time.substr(0, std::string_view("2026-11-22").size());
    return (selection.since.empty() || selection.since <= day) &&
           (selection.until.empty() || day <= selection.until);
}

Expected<BundleSummary> exportBundle(const EvidenceFiles& files, const tlog::VerifierKey& key,
                                     const Selection& selection, const fs::path& target) {
    std::error_code unknown;
    if (fs::exists(target, unknown) && !fs::is_empty(target, unknown))
        return failure("'" + text::visibleText(target.string()) +
                       "' is not empty; name a new folder, so that nothing is mixed");
    const auto log = tlog::LogReader::open(files.log(), key);
    if (!log) return tl::unexpected(log.error());
    const auto chosen = choose(*log, selection, files);
    if (!chosen) return tl::unexpected(chosen.error());
    if (auto whole = checkWhole(*chosen, files); !whole) return tl::unexpected(whole.error());
    const auto witnessed = WitnessedProofs::open(files, *log, key);
    if (!witnessed) return tl::unexpected(witnessed.error());
    Writer writer(*log, *witnessed, files, target);
    std::vector<Record> records;
    for (const auto& one : *chosen) records.push_back(one.record);
    for (const auto& one : *chosen) {
        if (auto written = writer.write(one, records); !written) return tl::unexpected(written.error());
    }
    if (auto written = writer.writePages(records, textOf(key)); !written)
        return tl::unexpected(written.error());
    return exportAudit(files, key, idsOf(records), selection, EvidenceFiles(target))
        .map([&](std::uint64_t auditEntries) {
            return BundleSummary{chosen->size(), writer.images(), auditEntries};
        });
}

}  // namespace tidewaiter::records
