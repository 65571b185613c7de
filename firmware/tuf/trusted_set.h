// TrustedSet: metadata that were verified, and the only way for others to become so.
// Thread rule: one thread at a time. No files, no clock, no network: bytes and the time are given in.
//
//     fromRoot ─► updateRoot* ─► finishRoot ─► keepTimestamp? ─► updateTimestamp ─► keepSnapshot? ─►
//     updateSnapshot (unless hasCurrentSnapshot) ─► updateTargets ─► verifyDelegated*
//
// A step out of turn breaks the contract and asserts. What fails leaves the set as it was. Messages name the
// role, what is wrong and what to do. Source: The Update Framework 1.0.34, sections 5.1 to 5.6.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "firmware/tuf/delegation.h"
#include "firmware/tuf/metadata.h"
#include "models/error.h"

namespace tidewaiter::tuf {

class TrustedSet {
  public:
    /// Begins with root metadata that are trusted from elsewhere (5.2); they must be signed as they
    /// themselves ask. `now` is the fixed start time of the update (5.1). Without it nothing expires, which
    /// is for reading what was verified earlier and never for an update.
    [[nodiscard]] static Expected<TrustedSet> fromRoot(std::string_view bytes, std::optional<Time> now);

    /// Takes the root of the next version (5.3.4 to 5.3.7). False: it has the version that is trusted already
    /// and was discarded (5.3.5).
    [[nodiscard]] Expected<bool> updateRoot(std::string_view bytes);
    /// Fails when the last root has expired (5.3.10).
    [[nodiscard]] Expected<void> finishRoot();

    /// Takes the timestamp of an earlier update to compare the next one with; it may have expired.
    [[nodiscard]] Expected<void> keepTimestamp(std::string_view bytes);
    /// Takes a new timestamp (5.4.2 to 5.4.4). False: it has the version of the kept one, which stays.
    [[nodiscard]] Expected<bool> updateTimestamp(std::string_view bytes);

    /// Takes the snapshot of an earlier update to compare the next one with; it may be old or expired.
    [[nodiscard]] Expected<void> keepSnapshot(std::string_view bytes);
    /// Whether the kept snapshot is the one that the timestamp names, so that none needs to be fetched.
    [[nodiscard]] bool hasCurrentSnapshot() const;
    /// Takes a new snapshot (5.5.2 to 5.5.6).
    [[nodiscard]] Expected<void> updateSnapshot(std::string_view bytes);

    /// Takes the top-level targets (5.6.2 to 5.6.5).
    [[nodiscard]] Expected<void> updateTargets(std::string_view bytes);
    /// The same for a delegated role, against the keys of the delegation it was reached by this time.
    [[nodiscard]] Expected<Targets> verifyDelegated(std::string_view bytes,
                                                    const Delegation& delegation) const;

    [[nodiscard]] const Root& root() const { return root_; }
    [[nodiscard]] const Timestamp& timestamp() const { return *timestamp_; }
    [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }
    [[nodiscard]] const Targets& targets() const { return *targets_; }
    [[nodiscard]] bool hasTimestamp() const { return timestamp_.has_value(); }
    [[nodiscard]] bool hasTargets() const { return targets_.has_value(); }

    /// What the snapshot says of the metadata of a targets role; fails when it does not name it.
    [[nodiscard]] Expected<MetaFile> metaOf(const std::string& role) const;

  private:
    TrustedSet(Root root, std::optional<Time> now) : root_(std::move(root)), now_(now) {}

    template <class T>
    [[nodiscard]] Expected<void> verifyTopLevel(const Document<T>& document, const char* role) const;
    [[nodiscard]] Expected<void> checkFresh(const Header& header, const std::string& role) const;
    [[nodiscard]] Expected<void> checkSnapshotRollback(const Snapshot& next) const;
    [[nodiscard]] Expected<Targets> verifyTargets(std::string_view bytes, const std::string& name,
                                                  const Keys& keys, const Role& role) const;

    Root root_;
    std::optional<Time> now_;
    bool rootIsFinal_ = false;
    bool timestampIsFinal_ = false;
    bool snapshotMatches_ = false;  // the bytes are those that the timestamp names
    std::optional<Timestamp> timestamp_;
    std::optional<Snapshot> snapshot_;
    std::optional<Targets> targets_;
};

/// Whether a key that could sign for `role` no longer can (5.3.11), which calls for leaving behind what it
/// signed.
[[nodiscard]] bool hasRevokedKey(const Root& before, const Root& after, const std::string& role);

}  // namespace tidewaiter::tuf
