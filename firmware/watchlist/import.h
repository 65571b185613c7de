// Import: list files into a store, all or nothing.
// Thread rule: safe to call from any thread; one import into one target at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "firmware/watchlist/store.h"

namespace tidewaiter::watchlist {

struct ImportState {
    std::uint64_t bytesRead = 0;
    std::uint64_t bytesInAll = 0;
    std::int64_t entries = 0;
    bool sorting = false;  ///< all is read; the store is sorted and written
};

struct ImportOrder {
    std::vector<std::filesystem::path> files;  ///< lists as files, see entry_reader.h
    std::filesystem::path target;              ///< the store, which is replaced as a whole
    std::string name;                          ///< of the list
    std::string version;                       ///< of the list, or empty
};

/// Reads all files and puts the store in the place of the old one. A mistake in any line, named by file and
/// line, leaves the old store as it is. `progress` is called now and then.
[[nodiscard]] Expected<Summary> importLists(const ImportOrder& order,
                                            const std::function<void(const ImportState&)>& progress);

}  // namespace tidewaiter::watchlist
