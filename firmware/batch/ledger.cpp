#include "firmware/batch/ledger.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <set>

#include "firmware/batch/shared_serials.h"
#include "firmware/evidence/csv.h"
#include "firmware/evidence/file_name.h"
#include "firmware/evidence/inspection_list.h"
#include "firmware/evidence/overview.h"
#include "firmware/text/visible_text.h"

namespace tidewaiter::batch {

namespace fs = std::filesystem;
using evidence::ListColumn;
using evidence::ListRow;

namespace {

/// Items of the list as the list spells them.
std::set<std::string> spelled(const std::vector<Ledger::Entry>& items) {
    std::set<std::string> names;
    for (const auto& item : items) names.insert(evidence::cellText(item.declaration.item));
    names.erase("");  // without an id nothing can be told about older rows
    return names;
}

/// Rows of what this run is not about.
std::vector<ListRow> othersOf(const std::vector<ListRow>& rows, const std::vector<Ledger::Entry>& items) {
    const auto ours = spelled(items);
    std::vector<ListRow> others;
    for (const auto& row : rows) {
        const bool isUnnamedRest = row.isWhole() && row.at(ListColumn::Item).empty() &&
                                   row.at(ListColumn::Verdict) == evidence::kNotInspected;
        if (!isUnnamedRest && !ours.contains(row.at(ListColumn::Item))) others.push_back(row);
    }
    return others;
}

}  // namespace

Ledger::Ledger(fs::path folder, files::Descriptor lock)
    : folder_(std::move(folder)), lock_(std::move(lock)) {}

Expected<Ledger> Ledger::open(const fs::path& folder) {
    if (auto made = files::makeFolder(folder); !made) return tl::unexpected(made.error());
    files::Descriptor lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!lock.isOpen()) return tl::unexpected(files::writeError(folder, errno));
    if (::flock(lock.number(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return failure("another run is inspecting into '" + text::visibleText(folder.string()) +
                       "'; wait until it ends, or choose another folder");
    }
    Ledger ledger(folder, std::move(lock));
    if (auto outcome = ledger.read(); !outcome) return tl::unexpected(outcome.error());
    return ledger;
}

Expected<void> Ledger::read() {
    std::error_code ignored;  // a list that is not there has no rows
    if (!fs::exists(folder_ / evidence::kListFile, ignored)) return {};
    auto list = evidence::InspectionList::open(folder_);
    if (!list) return tl::unexpected(list.error());
    const auto rows = list->rows();
    if (!rows) return tl::unexpected(rows.error());
    for (const auto& row : *rows) {
        const auto& fingerprint = row.at(ListColumn::Fingerprint);
        // A run that was ended between row and report has written a row without one.
        if (!row.isWhole() || fingerprint == evidence::kNoFingerprint || !hasReport(row)) continue;
        byFingerprint_[fingerprint] = row;
    }
    return {};
}

bool Ledger::hasReport(const ListRow& row) const {
    const auto& id = row.at(ListColumn::Inspection);
    std::error_code ignored;
    return evidence::isSafeFileName(id) && fs::is_regular_file(folder_ / (id + ".html"), ignored);
}

std::optional<Finished> Ledger::find(const std::string& fingerprint) const {
    const auto row = byFingerprint_.find(fingerprint);
    if (row == byFingerprint_.end()) return std::nullopt;
    const auto verdict = inspection::kVerdicts.parse(row->second.at(ListColumn::Verdict));
    if (!verdict) return std::nullopt;
    return Finished{*verdict, folder_ / (row->second.at(ListColumn::Inspection) + ".html")};
}

Expected<void> Ledger::settle(const std::vector<Entry>& items) const {
    auto list = evidence::InspectionList::open(folder_);
    if (!list) return tl::unexpected(list.error());
    const auto rows = list->rows();
    if (!rows) return tl::unexpected(rows.error());
    std::map<std::string, const ListRow*> last;
    for (const auto& row : *rows) {
        if (row.isWhole() && hasReport(row)) last[row.at(ListColumn::Fingerprint)] = &row;
    }
    auto settled = othersOf(*rows, items);
    for (const auto& [declaration, fingerprint, reason] : items) {
        const auto found = fingerprint.empty() ? last.end() : last.find(fingerprint);
        settled.push_back(found != last.end() ? *found->second : evidence::rowOf(declaration, reason));
    }
    tellSharedSerials(settled);
    return std::move(*list).replace(settled).and_then([this] { return evidence::writeOverview(folder_); });
}

}  // namespace tidewaiter::batch
