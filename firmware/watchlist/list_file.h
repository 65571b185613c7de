// ListFile: the content of a store, or what leads from one store to another, as a file to send (FORMAT.md).
// Thread rule: safe to call from any thread; one call for one file at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "firmware/watchlist/entry.h"

namespace tidewaiter::watchlist {

/// What was written.
struct ListFile {
    std::int64_t rows = 0;    ///< entries of a snapshot, changes of a delta
    std::uint64_t bytes = 0;  ///< size of the file
};

/// All entries of a store. The file is on the disk as a whole or not at all.
[[nodiscard]] Expected<ListFile> writeSnapshot(const std::filesystem::path& store,
                                               const std::filesystem::path& file);

/// What has to be taken out of the store `from` and put in to make it the store `to`. Likewise.
[[nodiscard]] Expected<ListFile> writeDelta(const std::filesystem::path& from,
                                            const std::filesystem::path& to,
                                            const std::filesystem::path& file);

/// One line of a list file.
struct Change {
    bool add = true;  ///< else this very entry goes
    Entry entry;
};

/// What a list file says at its beginning.
struct ListFileHeader {
    std::string from;  ///< hash of the content that it changes; empty: of nothing, it is a snapshot
    std::string to;    ///< hash of the content that it leads to
};

/// The header of a file. Fails where it is no list file.
[[nodiscard]] Expected<ListFileHeader> readListFileHeader(const std::filesystem::path& file);

/// Gives the changes in their order, `take`'s failure ends the reading. Fails with the line that is no
/// change, and where the file does not end as it was written. Lines above 1 MiB are refused unread.
[[nodiscard]] Expected<void> readChanges(const std::filesystem::path& file,
                                         const std::function<Expected<void>(const Change&)>& take);

}  // namespace tidewaiter::watchlist
