#include "firmware/publisher/metadata_draft.h"

#include "firmware/publisher/metadata_json.h"
#include "firmware/tuf/digest.h"

namespace tidewaiter::publisher {

namespace {

tuf::Header next(const MetadataDraft& draft, const char* role, std::int64_t version) {
    return {version + 1, draft.settings.expiry(role, draft.now)};
}

const Signers& signersOf(const MetadataDraft& draft, const char* role) {
    return draft.signers.at(role);
}

/// Stages the next targets and says what the snapshot is to say of them.
Expected<tuf::MetaFile> stageTargets(const MetadataDraft& draft, Stage& stage) {
    const auto version = draft.before.content ? draft.before.content->targets.version : 0;
    const tuf::Targets targets{next(draft, tuf::kTargets, version), *draft.targets, std::nullopt};
    const auto bytes = signedFile(targetsJson(targets), signersOf(draft, tuf::kTargets));
    if (auto ok = stage.write(metadataPath(targets.version, tuf::kTargets), bytes); !ok)
        return tl::unexpected(ok.error());
    return tuf::MetaFile{targets.version, contentOf(bytes)};
}

}  // namespace

tuf::Content contentOf(std::string_view bytes) {
    return {bytes.size(), {{"sha256", tuf::sha256Hex(bytes)}}};
}

std::filesystem::path metadataPath(std::int64_t version, const std::string& role) {
    const auto prefix = role == tuf::kTimestamp ? "" : std::to_string(version) + '.';  // section 6.2
    return std::filesystem::path("repository") / "metadata" / (prefix + role + ".json");
}

Expected<void> stageMetadata(const MetadataDraft& draft, Stage& stage) {
    const auto& before = draft.before.content;
    tuf::Snapshot snapshot{next(draft, tuf::kSnapshot, before ? before->snapshot.version : 0), {}};
    if (before) snapshot.meta = before->snapshot.meta;
    if (draft.targets) {
        auto listed = stageTargets(draft, stage);
        if (!listed) return tl::unexpected(listed.error());
        snapshot.meta["targets.json"] = std::move(*listed);
    }
    const auto bytes = signedFile(snapshotJson(snapshot), signersOf(draft, tuf::kSnapshot));
    if (auto ok = stage.write(metadataPath(snapshot.version, tuf::kSnapshot), bytes); !ok) return ok;
    const tuf::Timestamp timestamp{next(draft, tuf::kTimestamp, before ? before->timestamp.version : 0),
                                   {snapshot.version, contentOf(bytes)}};
    return stage.write(metadataPath(0, tuf::kTimestamp),
                       signedFile(timestampJson(timestamp), signersOf(draft, tuf::kTimestamp)));
}

Expected<void> stageRoot(const tuf::Root& root, const Signers& signers, Stage& stage) {
    return stage.write(metadataPath(root.version, tuf::kRoot), signedFile(rootJson(root), signers));
}

}  // namespace tidewaiter::publisher
