#include "firmware/records/audit_check.h"

#include <algorithm>

#include "firmware/files/durable_file.h"
#include "firmware/text/visible_text.h"
#include "firmware/tlog/log_proof.h"
#include "firmware/tlog/log_reader.h"
#include "firmware/tuf/file_reader.h"

namespace tidewaiter::records {

namespace fs = std::filesystem;

namespace {

constexpr auto kProofEnding = ".tlog-proof";
constexpr auto kEntryEnding = ".json";

std::string nameOf(const fs::path& file, const EvidenceFiles& folder) {
    return "'" + text::visibleText(file.lexically_relative(folder.folder()).string()) + "'";
}

/// Files by name, so that problems come in the same order each time.
std::vector<fs::path> filesIn(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code none;
    for (const auto& file : fs::directory_iterator(folder, none)) found.push_back(file.path());
    std::sort(found.begin(), found.end());
    return found;
}

Expected<std::string> readWhole(const fs::path& file, const EvidenceFiles& folder) {
    auto bytes = tuf::readFile(file);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return failure("the audit log's " + nameOf(file, folder) + " is missing");
    return std::move(**bytes);
}

/// The proof at `file` is one of the entry beside it.
Expected<void> checkProof(const fs::path& file, const EvidenceFiles& bundle, const tlog::VerifierKey& key) {
    const auto entryFile = fs::path(file).replace_extension(kEntryEnding);
    const auto entry = readWhole(entryFile, bundle);
    if (!entry) return tl::unexpected(entry.error());
    if (auto parsed = parseAuditEntry(*entry, nameOf(entryFile, bundle)); !parsed)
        return tl::unexpected(parsed.error());
    const auto proof =
        readWhole(file, bundle).and_then([](const std::string& text) { return tlog::parseLogProof(text); });
    const auto checked =
        proof.and_then([&](const tlog::LogProof& one) { return verifyLogProof(one, *entry, key); });
    if (checked && std::to_string(proof->index) == file.stem().string()) return {};
    return failure("the entry " + nameOf(entryFile, bundle) + " of the audit log or its proof was changed" +
                   (checked ? "" : ": " + checked.error().message));
}

Expected<void> writeFile(const fs::path& file, std::string_view bytes) {
    return files::makeFolder(file.parent_path())
        .and_then([&] { return files::PartialFile::write(file, bytes); })
        .and_then([](files::PartialFile partial) { return partial.publish(); });
}

class Exporter {
  public:
    Exporter(const tlog::LogReader& log, const EvidenceFiles& bundle) : log_(log), to_(bundle) {}

    Expected<void> write(std::uint64_t index, const std::string& entry) {
        const auto stem = to_.audit() / std::to_string(index);
        return log_.inclusionProof(index)
            .and_then([&](const std::vector<tlog::Hash>& hashes) {
                return writeFile(stem.string() + kProofEnding,
                                 textOf(tlog::LogProof{index, hashes, log_.note()}));
            })
            .and_then([&] { return writeFile(stem.string() + kEntryEnding, entry); });
    }

  private:
    const tlog::LogReader& log_;
    const EvidenceFiles& to_;
};

bool isSelected(const AuditEntry& entry, const std::set<std::string>& ids, const Selection& selection) {
    return ids.contains(entry.about) || (selection.ids.empty() && isOfPeriod(entry.time, selection));
}

}  // namespace

AuditFound checkAudit(const EvidenceFiles& files, const tlog::VerifierKey& device) {
    std::error_code unknown;
    AuditFound found;
    // Before its first checkpoint a log is none: the device was switched off while it was made.
    if (!fs::exists(files.audit() / "tile", unknown) && !fs::exists(files.audit() / "checkpoint", unknown))
        return found;
    const auto log = tlog::LogReader::open(files.audit(), auditKey(device));
    if (!log) {
        found.problems.push_back("the audit log: " + log.error().message);
        return found;
    }
    if (const auto whole = log->verify(); !whole)
        found.problems.push_back("the audit log: " + whole.error().message);
    found.entries = log->checkpoint().size;
    for (std::uint64_t i = 0; i < found.entries; ++i) {
        const auto entry = log->entry(i).and_then([&](const std::string& bytes) {
            return parseAuditEntry(bytes, "entry " + std::to_string(i) + " of the audit log");
        });
        if (!entry) found.problems.push_back(entry.error().message);
    }
    return found;
}

Expected<std::uint64_t> exportAudit(const EvidenceFiles& files, const tlog::VerifierKey& device,
                                    const std::set<std::string>& ids, const Selection& selection,
                                    const EvidenceFiles& bundle) {
    std::error_code unknown;
    if (!fs::exists(files.audit() / "checkpoint", unknown)) return 0;
    const auto log = tlog::LogReader::open(files.audit(), auditKey(device));
    if (!log) return tl::unexpected(log.error());
    Exporter exporter(*log, bundle);
    std::uint64_t count = 0;
    for (std::uint64_t i = 0; i < log->checkpoint().size; ++i) {
        const auto bytes = log->entry(i);
        if (!bytes) return tl::unexpected(bytes.error());
        const auto entry = parseAuditEntry(*bytes, "entry " + std::to_string(i) + " of the audit log");
        if (!entry) return tl::unexpected(entry.error());
        if (!isSelected(*entry, ids, selection)) continue;
        if (auto written = exporter.write(i, *bytes); !written) return tl::unexpected(written.error());
        ++count;
    }
    return count;
}

AuditFound checkAuditOfBundle(const EvidenceFiles& bundle, const tlog::VerifierKey& device) {
    AuditFound found;
    std::set<std::string> proven;
    const auto all = filesIn(bundle.audit());
    for (const auto& file : all) {
        if (file.extension() != kProofEnding) continue;
        ++found.entries;
        proven.insert(file.stem().string());
        if (auto checked = checkProof(file, bundle, auditKey(device)); !checked)
            found.problems.push_back(checked.error().message);
    }
    for (const auto& file : all) {
        if (!proven.contains(file.stem().string()))
            found.problems.push_back(nameOf(file, bundle) + " belongs to no proven entry of the audit log");
    }
    return found;
}

}  // namespace tidewaiter::records
