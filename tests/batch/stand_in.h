// StandIn: an inspector whose eyes need no networks: a bright photo says "GREEN TEA", a dark one a
// data-center accelerator. Rules, reports and lists are the program's own. Thread rule: pure functions but
// for what they write; safe to call from any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/batch/batch.h"
#include "firmware/evidence/list_row.h"

namespace tidewaiter::batch::tests {

/// An inspector with plain functions for readers and the staged lists.
[[nodiscard]] Expected<inspection::Inspector> standIn();

/// A small photo of the one or the other; both too plain to rely on, so that tea gives "inspect".
void drawTea(const std::filesystem::path& file);
void drawAccelerator(const std::filesystem::path& file);

/// A folder of its own, removed in the end.
class Folder {
  public:
    Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder();
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

/// `count` items "item 0", "item 1", ... declared as green tea, with photos in `folder`; every tenth is
/// false.
[[nodiscard]] std::vector<Job> makeJobs(const std::filesystem::path& folder, std::size_t count);

/// Ids that never repeat, also among processes, and a fixed time.
[[nodiscard]] Stamp nextStamp();

/// The rows of the list in `folder` as cells, without the header.
[[nodiscard]] std::vector<evidence::ListRow> rowsIn(const std::filesystem::path& folder);

}  // namespace tidewaiter::batch::tests
