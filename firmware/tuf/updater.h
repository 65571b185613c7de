// Updater: the client of The Update Framework. Brings what a repository publishes, or nothing, in spite of a
// repository, a mirror or a network that lies, replays, stalls or floods.
// Thread rule: one thread at a time; the caller keeps a second process out of the folders.
//
//     Updater::initialize(folder, rootBytes)          once, with the root that came with the device
//     auto updater = Updater::open(settings, fetcher, clock)
//     updater->refresh()                               or readOffline() when that fails
//     auto target = updater->findTarget("lists/eu.jsonl")
//     auto file = updater->download(*target, folder)
//
// A refresh that fails leaves what is trusted usable by a later one and by readOffline().
// Source: The Update Framework 1.0.34, section 5; clause numbers stand at the lines that implement them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/tuf/fetcher.h"
#include "firmware/tuf/metadata_store.h"
#include "firmware/tuf/target_download.h"
#include "firmware/tuf/target_search.h"
#include "firmware/tuf/trusted_set.h"

namespace tidewaiter::tuf {

/// The most that is fetched and asked (W, X, Y, Z of section 5). Sizes in bytes.
struct Limits {
    std::uint64_t root = 512'000;        ///< of one root file
    std::uint64_t timestamp = 16'384;    ///< of the timestamp
    std::uint64_t snapshot = 2'000'000;  ///< of a snapshot whose length is not signed
    std::uint64_t targets = 5'000'000;   ///< of a targets file whose length is not signed
    std::size_t rootRotations = 1024;    ///< new roots in one refresh; a later refresh goes on
    std::size_t delegatedRoles = 32;     ///< roles asked about one target
};

struct UpdaterSettings {
    std::filesystem::path metadataFolder;  ///< of this repository alone; must exist
    std::string metadataUrl;               ///< with or without '/' at its end
    std::string targetsUrl;                ///< likewise; only download() needs it
    Limits limits;
    ProgressCallback progress;  ///< called while a target comes in; may be empty
};

/// What readOffline() found: when each role stops or stopped being valid, and how old it all is.
struct OfflineState {
    Time rootExpires;
    Time timestampExpires;
    Time snapshotExpires;
    Time targetsExpires;
    Time refreshed;  ///< when the update went through, by the clock of that moment

    /// The first of the four.
    [[nodiscard]] Time expires() const;
};

/// The time of day, UTC.
using Clock = std::function<Time()>;

class Updater {
  public:
    /// Stores the root that everything else will be trusted from. Asks nobody. Fails when it is not root
    /// metadata signed by its own keys.
    [[nodiscard]] static Expected<void> initialize(const std::filesystem::path& metadataFolder,
                                                   std::string_view root);

    /// Loads the stored root (5.2). Asks nobody. `fetcher` must live longer.
    [[nodiscard]] static Expected<Updater> open(UpdaterSettings settings, Fetcher& fetcher, Clock clock);

    /// Brings root, timestamp, snapshot and targets up to date (5.1 to 5.6.6). After a failure nothing can be
    /// found until the next refresh() or readOffline().
    [[nodiscard]] Expected<void> refresh();

    /// Takes the metadata of the last update that went through, verified anew but for their expiry, and asks
    /// nobody from then on: findTarget() knows stored roles, download() finds present files. Nothing of it
    /// becomes part of a refresh.
    [[nodiscard]] Expected<OfflineState> readOffline();

    /// What trusted roles say of the target (5.6.7, 5.7.2). Fails when none of them describes it.
    [[nodiscard]] Expected<TargetInfo> findTarget(const std::string& path);

    /// The target as a file in `folder` (5.7.3), fetched unless it is there already. Its name is the path,
    /// percent-encoded.
    [[nodiscard]] Expected<std::filesystem::path> download(const TargetInfo& target,
                                                           const std::filesystem::path& folder);

  private:
    Updater(UpdaterSettings settings, Fetcher& fetcher, Clock clock, MetadataStore store)
        : settings_(std::move(settings)),
          fetcher_(&fetcher),
          clock_(std::move(clock)),
          store_(std::move(store)) {}

    [[nodiscard]] Expected<TrustedSet> storedRoot(std::optional<Time> now) const;
    [[nodiscard]] Expected<void> update(TrustedSet& set) const;
    [[nodiscard]] Expected<void> saveLastGood(Time now) const;
    [[nodiscard]] Expected<void> updateRoot(TrustedSet& set) const;
    [[nodiscard]] Expected<void> updateTimestamp(TrustedSet& set) const;
    [[nodiscard]] Expected<void> updateSnapshot(TrustedSet& set) const;
    [[nodiscard]] Expected<void> updateTargets(TrustedSet& set) const;
    [[nodiscard]] Expected<Targets> loadDelegated(const Delegation& delegation) const;
    [[nodiscard]] Expected<void> saveNewRoot(const Root& before, const Root& after,
                                             std::string_view bytes) const;
    [[nodiscard]] tl::expected<std::string, FetchError> fetch(const std::string& name,
                                                              std::uint64_t maxBytes) const;
    [[nodiscard]] Expected<std::string> fetchVersion(const TrustedSet& set, const std::string& role,
                                                     const MetaFile& listed, std::uint64_t maxBytes) const;

    UpdaterSettings settings_;
    Fetcher* fetcher_;
    Clock clock_;
    MetadataStore store_;
    std::optional<TrustedSet> set_;  // complete up to the targets, or none
    bool offline_ = false;
};

}  // namespace tidewaiter::tuf
