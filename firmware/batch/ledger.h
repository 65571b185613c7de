// Ledger: what is known about the items of a manifest on disk: which are finished, and at the end the list
// and the overview in the order of the manifest, each item once. FORMAT.md describes the files. Thread rule:
// one thread at a time; the folder is locked against other ledgers for the object's life.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "firmware/batch/job.h"
#include "firmware/evidence/list_row.h"
#include "firmware/files/durable_file.h"
#include "firmware/inspection/verdict.h"
#include "models/error.h"

namespace tidewaiter::batch {

struct Finished {
    inspection::Verdict verdict;
    std::filesystem::path report;
};

class Ledger {
  public:
    /// Makes the folder when there is none, locks it and reads its list. Fails when another run writes there,
    /// or with the sentence of the list.
    [[nodiscard]] static Expected<Ledger> open(const std::filesystem::path& folder);

    /// What an earlier run found out about the item with this fingerprint: its row, if its report is there.
    [[nodiscard]] std::optional<Finished> find(const std::string& fingerprint) const;

    /// Writes the list anew and the overview over it: rows of other items as they are, then the `items`, each
    /// by the last row with its fingerprint, else with the reason why it has none. Older rows of the same
    /// items go; their reports stay.
    struct Entry {
        inspection::Declaration declaration;
        std::string fingerprint;  ///< empty for an item that was not inspected
        std::string reason;       ///< why it has no row
    };
    [[nodiscard]] Expected<void> settle(const std::vector<Entry>& items) const;

  private:
    Ledger(std::filesystem::path folder, files::Descriptor lock);
    [[nodiscard]] Expected<void> read();
    [[nodiscard]] bool hasReport(const evidence::ListRow& row) const;

    std::filesystem::path folder_;
    files::Descriptor lock_;
    std::map<std::string, evidence::ListRow> byFingerprint_;
};

}  // namespace tidewaiter::batch
