// Overview: `index.html`, one page over all inspections of a report folder. It stands alone (nothing is
// loaded) and is complete without its script, which only sorts and filters.
// Thread rule: overviewPage is a pure function; writeOverview writes a file.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "firmware/evidence/list_row.h"
#include "models/error.h"

namespace tidewaiter::evidence {

/// The small picture of a row as a data URI, empty when there is none.
using ThumbnailOf = std::function<std::string(const ListRow&)>;

/// A table of `rows` in their order: photo, item with a link to its report, goods, verdict, first reason,
/// time. Whatever the rows say, it is shown as text and never run.
[[nodiscard]] std::string overviewPage(const std::vector<ListRow>& rows, const ThumbnailOf& thumbnailOf);

/// Writes `folder/index.html` over the folder's list. Fails with the list's or the disk's sentence.
[[nodiscard]] Expected<void> writeOverview(const std::filesystem::path& folder);

}  // namespace tidewaiter::evidence
