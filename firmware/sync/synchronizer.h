// Synchronizer: brings the watchlists and the policy of a device to what a repository publishes.
// Thread rule: safe to call from any thread; a second synchronization of one folder is refused meanwhile.
//
// Nothing is taken that firmware/tuf has not verified. Each list is replaced as a whole or stays: a failure
// or a power cut at any moment leaves every list old or new.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "firmware/sync/sync_state.h"
#include "firmware/tuf/updater.h"

namespace tidewaiter::sync {

struct SyncOrder {
    std::filesystem::path lists;  ///< folder of the stores; made where it is missing
    std::string repository;       ///< address or folder that holds "metadata" and "targets"
    /// What everything is trusted by, needed the first time and refused later, when it is not the one in use.
    std::optional<std::filesystem::path> root{};
    tuf::Limits limits{};
};

/// What has come, for a line that shows it.
struct SyncProgress {
    std::string what;         ///< "fetching lists/eu/...", "writing eu"
    std::uint64_t done = 0;   ///< bytes or changes
    std::uint64_t inAll = 0;  ///< bytes; 0: not known
};

struct SyncMeans {
    tuf::Fetcher& fetcher;
    tuf::Clock clock;
    /// Whether this program can judge by the policy; its failure says what is wrong.
    std::function<Expected<void>(const std::string& policy)> checkPolicy;
    std::function<void(const SyncProgress&)> progress;
};

struct ListChange {
    enum class Kind { Unchanged, New, Changed, Removed };

    std::string name;
    std::string version{};  ///< as its publisher counts
    Kind kind = Kind::Unchanged;
    std::int64_t entries = 0;   ///< of all kinds, afterwards
    std::uint64_t fetched = 0;  ///< bytes
    bool whole = false;         ///< all of the list was fetched, not what has changed
};

struct SyncReport {
    enum class Policy { None, Unchanged, Changed, Removed };

    std::vector<ListChange> lists;  ///< in the order of the repository
    Policy policy = Policy::None;
    std::string
        policyProblem;  ///< why the published policy is not used; the lists are up to date all the same
    tuf::Time expires;  ///< when what was signed stops being valid
};

/// Fails with why, and with what stays in use.
[[nodiscard]] Expected<SyncReport> synchronize(const SyncOrder& order, const SyncMeans& means);

}  // namespace tidewaiter::sync
