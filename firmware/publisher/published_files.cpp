#include "firmware/publisher/published_files.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <vector>

#include "firmware/publisher/publication.h"
#include "firmware/tuf/file_reader.h"
#include "firmware/tuf/metadata_parser.h"
#include "firmware/watchlist/lists.h"

namespace tidewaiter::publisher {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kShortHash = 16;
constexpr std::size_t kSha256Digits = 64;

/// What the names in metadata/ and targets/ must be to stay.
struct Needed {
    std::int64_t snapshot = 0;  ///< the newest version
    std::int64_t targets = 0;   ///< likewise
    std::set<fs::path> files;   ///< in targets/
    std::set<fs::path> stores;
};

bool isNeeded(std::int64_t version, std::int64_t newest) {
    return version <= newest && version >= newest - kOlderPublications;
}

void addFiles(const Places& places, const tuf::Targets& targets, Needed& needed) {
    for (const auto& [path, file] : targets.targets) {
        const auto hash = tuf::namingHash(file.content.hashes);
        if (hash) needed.files.insert(places.targets() / servedName(path, *hash));
    }
}

/// Nothing where the repository cannot be read as a whole: then nothing is removed.
std::optional<Needed> neededFiles(const Places& places) {
    const auto publication = readPublication(places);
    if (!publication || !publication->content) return std::nullopt;
    Needed needed{publication->content->snapshot.version, publication->content->targets.version, {}, {}};
    addFiles(places, publication->content->targets, needed);
    for (auto version = needed.targets - kOlderPublications; version < needed.targets; ++version) {
        const auto bytes = tuf::readFile(places.metadata() / (std::to_string(version) + ".targets.json"));
        if (!bytes || !*bytes) continue;
        if (const auto older = tuf::parseTargets(**bytes, tuf::kTargets))
            addFiles(places, older->content, needed);
    }
    for (const auto& list : publication->index.lists)
        needed.stores.insert(places.folder / storePath(list.name, list.contentHash));
    return needed;
}

/// "12.snapshot.json" of role "snapshot" is 12; nothing for other names.
std::optional<std::int64_t> versionIn(const std::string& name, const std::string& role) {
    std::int64_t version = 0;
    const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), version);
    if (problem != std::errc() || std::string_view(end) != '.' + role + ".json") return std::nullopt;
    return version;
}

bool isOldMetadata(const fs::path& file, const Needed& needed) {
    const auto name = file.filename().string();
    const auto snapshot = versionIn(name, tuf::kSnapshot);
    const auto targets = versionIn(name, tuf::kTargets);
    return (snapshot && !isNeeded(*snapshot, needed.snapshot)) ||
           (targets && !isNeeded(*targets, needed.targets));
}

/// A file that we put there: a hash in front of its name.
bool isTarget(const fs::path& file) {
    const auto name = file.filename().string();
    return name.size() > kSha256Digits && name[kSha256Digits] == '.' &&
           name.find_first_not_of("0123456789abcdef") == kSha256Digits;
}

template <class Pick>
void removeWhere(const fs::path& folder, const Pick& pick) {
    std::error_code ignored;  // the next publication tries again
    std::vector<fs::path> going;
    for (auto at = fs::recursive_directory_iterator(folder, ignored);
         !ignored && at != fs::recursive_directory_iterator(); at.increment(ignored)) {
        if (at->is_regular_file(ignored) && pick(at->path())) going.push_back(at->path());
    }
    for (const auto& file : going) fs::remove(file, ignored);
}

}  // namespace

std::string shortHash(const std::string& contentHash) {
    return contentHash.substr(0, kShortHash);
}

fs::path storePath(const std::string& list, const std::string& contentHash) {
    return fs::path("lists") / list / (shortHash(contentHash) + std::string(watchlist::kStoreEnding));
}

Expected<void> makeVisible(const Places& places, Stage& stage, const Steps& steps) {
    if (auto released = stage.release(steps); !released) return released;
    steps("note what was published");
    const auto timestamp = tuf::readFile(places.metadata() / "timestamp.json");
    if (!timestamp) return tl::unexpected(timestamp.error());
    if (!*timestamp) return {};  // a root alone
    if (auto noted = replaceFile(places.lastTimestamp(), **timestamp); !noted) return noted;
    steps("remove what nobody needs any more");
    const auto needed = neededFiles(places);
    if (!needed) return {};
    removeWhere(places.metadata(), [&](const auto& file) { return isOldMetadata(file, *needed); });
    removeWhere(places.targets(),
                [&](const auto& file) { return isTarget(file) && !needed->files.contains(file); });
    removeWhere(places.lists(), [&](const auto& file) { return !needed->stores.contains(file); });
    return {};
}

}  // namespace tidewaiter::publisher
