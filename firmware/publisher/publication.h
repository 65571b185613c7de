// Publication: what the repository says now, verified from the authority's own root on.
// Thread rule: immutable value and functions that are safe to call from any thread.
//
// The repository lies where web servers and uploads come near it. What somebody put there must not be signed
// again, so nothing of it is believed that our keys did not sign; nor that it was set back to an older state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "firmware/publisher/authority.h"
#include "firmware/sync/repository_index.h"
#include "firmware/tuf/metadata.h"
#include "models/error.h"

namespace tidewaiter::publisher {

/// The top-level metadata below root.
struct Signed {
    tuf::Timestamp timestamp;
    tuf::Snapshot snapshot;
    tuf::Targets targets;
};

struct Publication {
    tuf::Root root;                 ///< the newest
    std::optional<Signed> content;  ///< nothing before the first publication
    bool resign = false;            ///< content is signed for the root before: a rotation was cut off
    sync::RepositoryIndex index;    ///< empty before the first publication
};

/// Reads the repository. Fails where it is damaged, was tampered with or set back, with what to do.
[[nodiscard]] Expected<Publication> readPublication(const Places& places);

/// Where a target lies below targets/: its hash in front of its name.
[[nodiscard]] std::string servedName(const std::string& target, const std::string& sha256);

}  // namespace tidewaiter::publisher
