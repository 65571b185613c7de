// Target download: a target into a file, verified before it gets its name.
// Thread rule: one thread at a time; the caller keeps a second process out of the folder.
//
// Source: The Update Framework 1.0.34, section 5.7.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "firmware/tuf/fetcher.h"
#include "firmware/tuf/target_search.h"

namespace tidewaiter::tuf {

struct DownloadProgress {
    std::string target;          ///< path of the target
    std::uint64_t received = 0;  ///< bytes, those of an earlier attempt included
    std::uint64_t expected = 0;  ///< bytes
};

using ProgressCallback = std::function<void(const DownloadProgress&)>;

/// Where the target would lie in `folder`: one file, whatever the path holds.
[[nodiscard]] std::filesystem::path targetFileOf(const TargetInfo& target,
                                                 const std::filesystem::path& folder);

/// That file, if it is there and has the signed content.
[[nodiscard]] Expected<std::optional<std::filesystem::path>> presentTarget(
    const TargetInfo& target, const std::filesystem::path& folder);

/// Brings the target from `url` into `folder`. An attempt that broke off leaves a hidden file, which the next
/// one goes on with; bytes that turn out to be wrong leave nothing.
[[nodiscard]] Expected<std::filesystem::path> downloadTarget(Fetcher& fetcher, const std::string& url,
                                                             const TargetInfo& target,
                                                             const std::filesystem::path& folder,
                                                             const ProgressCallback& progress);

/// The address of a target below `base` (5.7.3): its hash before its name in a consistent snapshot.
[[nodiscard]] std::string targetUrl(const std::string& base, const TargetInfo& target,
                                    bool consistentSnapshot);

}  // namespace tidewaiter::tuf
