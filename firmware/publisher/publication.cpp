#include "firmware/publisher/publication.h"

#include "firmware/text/visible_text.h"
#include "firmware/tuf/file_reader.h"
#include "firmware/tuf/metadata_parser.h"
#include "firmware/tuf/trusted_set.h"

namespace tidewaiter::publisher {

using tuf::TrustedSet;

namespace {

constexpr const char* kAdvice = "; bring the repository back from a copy as it was last published";

/// The bytes of the newest root and of the one before; both the same where there is but one.
struct Roots {
    std::string newest;
    std::string before;
};

Expected<Roots> readRoots(const Places& places) {
    auto anchor = requiredFile(places.anchor());
    if (!anchor) return tl::unexpected(anchor.error());
    auto set = TrustedSet::fromRoot(*anchor, std::nullopt);
    if (!set) return tl::unexpected(set.error());
    Roots roots{*anchor, *anchor};
    for (;;) {
        const auto name = std::to_string(set->root().version + 1) + ".root.json";
        auto next = tuf::readFile(places.metadata() / name);
        if (!next) return tl::unexpected(next.error());
        if (!*next) return roots;
        if (auto taken = set->updateRoot(**next); !taken)
            return failure(name + ": " + taken.error().message + kAdvice);
        roots = {std::move(**next), std::move(roots.newest)};
    }
}

Expected<std::string> metadataFile(const Places& places, std::int64_t version, const char* role) {
    return requiredFile(places.metadata() / (std::to_string(version) + '.' + role + ".json"));
}

/// What the repository says, as far as keys of this root signed it. Nothing expires here: what is too old is
/// signed anew.
Expected<Signed> contentUnder(const Places& places, const std::string& root, const std::string& timestamp) {
    auto set = TrustedSet::fromRoot(root, std::nullopt);
    if (!set) return tl::unexpected(set.error());
    auto ok = set->finishRoot();
    if (ok) ok = set->updateTimestamp(timestamp).map([](bool) {});
    if (!ok) return tl::unexpected(ok.error());
    const auto snapshot = metadataFile(places, set->timestamp().snapshot.version, tuf::kSnapshot);
    if (!snapshot) return tl::unexpected(snapshot.error());
    if (ok = set->updateSnapshot(*snapshot); !ok) return tl::unexpected(ok.error());
    const auto listed = set->metaOf(tuf::kTargets);
    if (!listed) return tl::unexpected(listed.error());
    const auto targets = metadataFile(places, listed->version, tuf::kTargets);
    if (!targets) return tl::unexpected(targets.error());
    if (ok = set->updateTargets(*targets); !ok) return tl::unexpected(ok.error());
    return Signed{set->timestamp(), set->snapshot(), set->targets()};
}

Expected<sync::RepositoryIndex> readIndex(const Places& places, const tuf::Targets& targets) {
    const std::string name(sync::kIndexTarget);
    const auto found = targets.targets.find(name);
    if (found == targets.targets.end()) return sync::RepositoryIndex{};
    const auto hash = tuf::namingHash(found->second.content.hashes).value_or("");
    const auto bytes = requiredFile(places.targets() / servedName(name, hash));
    if (!bytes) return tl::unexpected(bytes.error());
    if (auto ok = tuf::verifyContent(*bytes, found->second.content, name); !ok)
        return failure(ok.error().message + kAdvice);
    return sync::parseIndex(*bytes);
}

/// The version of the timestamp that was published last, by our own notes; 0 where there are none.
Expected<std::int64_t> lastVersion(const Places& places) {
    const auto bytes = tuf::readFile(places.lastTimestamp());
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return 0;
    const auto last = tuf::parseTimestamp(**bytes);
    if (!last) return tl::unexpected(last.error());
    return last->content.version;
}

}  // namespace

std::string servedName(const std::string& target, const std::string& sha256) {
    const auto slash = target.rfind('/') + 1;  // 0 where there is none
    return target.substr(0, slash) + sha256 + '.' + target.substr(slash);
}

Expected<Publication> readPublication(const Places& places) {
    const auto roots = readRoots(places);
    if (!roots) return tl::unexpected(roots.error());
    const auto root = tuf::parseRoot(roots->newest);
    if (!root) return tl::unexpected(root.error());
    Publication publication{root->content, std::nullopt, false, {}};
    const auto timestamp = tuf::readFile(places.metadata() / "timestamp.json");
    const auto last = lastVersion(places);
    if (!timestamp) return tl::unexpected(timestamp.error());
    if (!last) return tl::unexpected(last.error());
    if (!*timestamp) {
        if (*last == 0) return publication;
        return failure("there is no timestamp.json in the repository, and there was" + std::string(kAdvice));
    }
    auto content = contentUnder(places, roots->newest, **timestamp);
    if (!content) {
        publication.resign = true;
        auto before = contentUnder(places, roots->before, **timestamp);
        if (!before)
            return failure("the repository is not as it was published: " + content.error().message + kAdvice);
        content = std::move(before);
    }
    if (content->timestamp.version < *last)
        return failure("the repository was set back to an earlier state (timestamp " +
                       std::to_string(content->timestamp.version) + ", published was " +
                       std::to_string(*last) + ")" + kAdvice);
    publication.content = std::move(*content);
    auto index = readIndex(places, publication.content->targets);
    if (!index) return tl::unexpected(index.error());
    publication.index = std::move(*index);
    return publication;
}

}  // namespace tidewaiter::publisher
