#include "firmware/publisher/status.h"

#include <algorithm>

#include "firmware/publisher/key_ring.h"
#include "firmware/publisher/publication.h"

namespace tidewaiter::publisher {

namespace {

tuf::Header headerOf(const Publication& publication, std::string_view role) {
    if (role == tuf::kRoot) return publication.root;
    if (!publication.content) return {};
    if (role == tuf::kTargets) return publication.content->targets;
    if (role == tuf::kSnapshot) return publication.content->snapshot;
    return publication.content->timestamp;
}

RoleStatus statusOf(const char* name, const Publication& publication, const KeyRing& ring) {
    const auto& role = publication.root.roles.at(name);
    const auto header = headerOf(publication, name);
    RoleStatus status{name, role.threshold, {}, header.version, std::nullopt};
    if (header.version > 0) status.expires = header.expires;
    for (const auto& id : role.keyIds) status.keys.push_back({ring.nameOf(id), ring.holds(id)});
    return status;
}

}  // namespace

bool RoleStatus::canSign() const {
    return std::count_if(keys.begin(), keys.end(), [](const auto& key) { return key.here; }) >= threshold;
}

Expected<Status> readStatus(const std::filesystem::path& folder,
                            const std::vector<std::filesystem::path>& keyFolders) {
    const Places places{folder};
    if (const auto settings = readSettings(places); !settings) return tl::unexpected(settings.error());
    auto publication = readPublication(places);
    if (!publication) return tl::unexpected(publication.error());
    auto folders = keyFolders;
    folders.push_back(places.keys());
    const auto ring = KeyRing::open(
        folders, [](const auto&, int) -> Expected<Secret> { return failure("status opens no key"); });
    if (!ring) return tl::unexpected(ring.error());
    Status status;
    for (const char* role : kRoles) status.roles.push_back(statusOf(role, *publication, *ring));
    status.resign = publication->resign;
    status.index = std::move(publication->index);
    return status;
}

}  // namespace tidewaiter::publisher
