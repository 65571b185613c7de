// MetadataDraft: the next version of the metadata, from the role that changes up to the timestamp.
// Thread rule: one thread at a time.
//
// Each role is signed by its own keys and, where these are being replaced, by the old ones as well: a device
// with the old root and one with the new root both accept it, so that no moment refuses anybody.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "firmware/publisher/key_ring.h"
#include "firmware/publisher/publication.h"
#include "firmware/publisher/stage.h"

namespace tidewaiter::publisher {

/// Who signs which role.
using RoleSigners = std::map<std::string, Signers>;

struct MetadataDraft {
    const Settings& settings;
    const Publication& before;
    const RoleSigners& signers;  ///< of timestamp and snapshot, and of targets where these change
    tuf::Time now;
    /// What targets are to be; nothing: they stay as they are published.
    std::optional<std::map<std::string, tuf::TargetFile>> targets;
};

/// Where metadata lie, relative to the authority's folder: "repository/metadata/3.root.json".
[[nodiscard]] std::filesystem::path metadataPath(std::int64_t version, const std::string& role);

/// Stages targets (where they change), snapshot and timestamp, each a version further.
[[nodiscard]] Expected<void> stageMetadata(const MetadataDraft& draft, Stage& stage);

/// The file of the root, signed.
[[nodiscard]] Expected<void> stageRoot(const tuf::Root& root, const Signers& signers, Stage& stage);

/// Length and hash of `bytes`.
[[nodiscard]] tuf::Content contentOf(std::string_view bytes);

}  // namespace tidewaiter::publisher
