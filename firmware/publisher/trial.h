// Trial: a device of our own that updates from what is about to be published.
// Thread rule: one thread at a time.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "firmware/publisher/stage.h"

namespace tidewaiter::publisher {

struct TrialOrder {
    tuf::Time now;
    std::vector<std::string> targets;  ///< to be downloaded and compared with their hashes
    std::set<std::string> hidden;  ///< staged files that are not there yet: "repository/metadata/2.root.json"
};

/// A device that knows the first root, and what is published now where that is valid, refreshes from the
/// repository with the staged files in it and downloads the targets. Fails as the device would.
[[nodiscard]] Expected<void> tryOut(const Places& places, const Stage& stage, const TrialOrder& order);

}  // namespace tidewaiter::publisher
