// ListDraft: a list as files that devices take: all of it, and what leads from the last one to it.
// Thread rule: one thread at a time; the authority's lock keeps other processes out.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "firmware/publisher/stage.h"
#include "firmware/sync/repository_index.h"
#include "firmware/tuf/metadata.h"
#include "firmware/watchlist/import.h"

namespace tidewaiter::publisher {

struct ListOrder {
    std::string name;
    std::optional<std::string> version;        ///< none: the old one while the content stays, else the day
    std::vector<std::filesystem::path> files;  ///< as import takes them
};

using TargetFiles = std::map<std::string, tuf::TargetFile>;

struct ListDraft {
    sync::PublishedList list;  ///< what the index is to say
    TargetFiles made;          ///< new targets, which are staged
    bool sameContent = false;  ///< as it is published already; nothing was staged
    bool startsAnew = false;   ///< the store of the last publication is not here: devices take all of it
};

/// The most deltas that a list keeps. Together they are never larger than a snapshot.
inline constexpr std::size_t kMostDeltas = 30;

/// Imports the files, stages snapshot, delta and store. `old` is what the index says now, `today` what a
/// version is called that nobody named.
[[nodiscard]] Expected<ListDraft> draftList(
    const ListOrder& order, const sync::PublishedList* old, const std::string& today, const Places& places,
    Stage& stage, const std::function<void(const watchlist::ImportState&)>& progress);

/// Stages a target: `file`, from the scratch folder, or bytes.
[[nodiscard]] Expected<tuf::TargetFile> stageTarget(const std::string& target,
                                                    const std::filesystem::path& file, Stage& stage);

}  // namespace tidewaiter::publisher
