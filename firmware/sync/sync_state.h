// SyncState: what a folder of watchlists remembers of its last synchronization (FORMAT.md).
// Thread rule: immutable values; the functions are safe to call from any thread, one writer at a time.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "firmware/tuf/date_time.h"
#include "models/error.h"

namespace tidewaiter::sync {

struct SyncState {
    std::string repository;                ///< address it came from
    std::optional<tuf::Time> completed{};  ///< when all lists were brought up to date last; none: never yet
    std::optional<tuf::Time> expires{};    ///< when what was signed then stops being valid
    std::set<std::string> lists{};         ///< names of those that are synchronized, not imported by hand

    bool operator==(const SyncState&) const = default;
};

/// Where all of it lies: beside the stores, hidden.
[[nodiscard]] std::filesystem::path syncFolder(const std::filesystem::path& lists);

/// Nothing where the lists were never synchronized. Fails where the file is damaged.
[[nodiscard]] Expected<std::optional<SyncState>> readSyncState(const std::filesystem::path& lists);
[[nodiscard]] Expected<void> writeSyncState(const std::filesystem::path& lists, const SyncState& state);

/// The policy that came with the lists, where one did.
[[nodiscard]] std::optional<std::filesystem::path> synchronizedPolicy(const std::filesystem::path& lists);

}  // namespace tidewaiter::sync
