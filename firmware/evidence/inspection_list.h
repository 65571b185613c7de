// InspectionList: `inspections.csv`, one row for each report in a folder.
// Thread rule: belongs to one thread; several processes and threads may each open the same list.
//
// The list is locked (flock) from open() to the end of the object's life, so writers take turns. A row is one
// line. What a power cut may leave is a torn last line: the next open() cuts it off, or, if only its line end
// is missing, completes it. Its report was then not published yet, so nothing that was reported as written is
// lost.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/evidence/list_row.h"
#include "firmware/files/durable_file.h"
#include "models/error.h"

namespace tidewaiter::evidence {

/// The list's name in its folder.
inline constexpr const char* kListFile = "inspections.csv";

class InspectionList {
  public:
    /// Opens the list in `folder`, making it when there is none, waits up to ten seconds for its lock, and
    /// repairs it. Fails, saying what to do, when it is not a list of ours.
    [[nodiscard]] static Expected<InspectionList> open(const std::filesystem::path& folder);
    InspectionList(InspectionList&& other) noexcept;
    InspectionList& operator=(InspectionList&&) = delete;
    /// Takes back what was appended, unless keep() was called; removes a list that thus has no rows.
    ~InspectionList();

    /// Adds a row, and before the first one the header, and brings it to the disk.
    [[nodiscard]] Expected<void> append(const ListRow& row);

    /// All rows as they stand in the file.
    [[nodiscard]] Expected<std::vector<ListRow>> rows() const;

    /// Puts `rows` in the place of all rows, as a whole or not at all. Ends the object's use; writers that
    /// wait for the lock get the new file.
    [[nodiscard]] Expected<void> replace(const std::vector<ListRow>& rows) &&;

    /// Makes append() last.
    void keep() { kept_ = true; }

  private:
    InspectionList(std::filesystem::path path, files::Descriptor file);
    [[nodiscard]] Expected<void> repair();

    std::filesystem::path path_;
    files::Descriptor file_;
    off_t size_ = 0;  // of the list as it was found, less a torn line
    bool kept_ = false;
};

}  // namespace tidewaiter::evidence
