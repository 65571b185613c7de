// PublishedFiles: from the stage into the repository, and out of it what nobody needs any more.
// Thread rule: one thread at a time; the authority's lock keeps other processes out.
#pragma once

#include <filesystem>
#include <string>

#include "firmware/publisher/stage.h"

namespace tidewaiter::publisher {

/// How many older publications stay, for devices that are in the middle of an update.
inline constexpr int kOlderPublications = 2;

/// Releases the stage, notes what was published, and removes what is older than kOlderPublications. What
/// cannot be removed now is removed the next time.
[[nodiscard]] Expected<void> makeVisible(const Places& places, Stage& stage, const Steps& steps);

/// Where the store of a list lies whose content has this hash, relative to the authority's folder.
[[nodiscard]] std::filesystem::path storePath(const std::string& list, const std::string& contentHash);

/// The first digits of a content hash, which tell contents apart in names of files.
[[nodiscard]] std::string shortHash(const std::string& contentHash);

}  // namespace tidewaiter::publisher
