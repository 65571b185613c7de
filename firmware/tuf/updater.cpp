#include "firmware/tuf/updater.h"

#include <algorithm>

#include "firmware/files/durable_file.h"
#include "firmware/tuf/url.h"

namespace tidewaiter::tuf {

namespace {

constexpr const char* kNotRefreshed = "the repository was not refreshed yet; refresh first";

/// What was stored earlier, or nothing where it cannot be read: then it is fetched anew.
std::optional<std::string> stored(const MetadataStore& store, const std::string& role) {
    auto bytes = store.load(role);
    return bytes ? std::move(*bytes) : std::nullopt;
}

Expected<std::string> required(const MetadataStore& store, const std::string& role) {
    auto bytes = store.load(role);
    if (!bytes) return tl::unexpected(bytes.error());
    if (*bytes) return std::move(**bytes);
    return failure("metadata of role '" + percentEncoded(role) + "' are not stored here; refresh first");
}

}  // namespace

Time OfflineState::expires() const {
    return std::min({rootExpires, timestampExpires, snapshotExpires, targetsExpires});
}

Expected<void> Updater::initialize(const std::filesystem::path& metadataFolder, std::string_view root) {
    if (auto set = TrustedSet::fromRoot(root, std::nullopt); !set) return tl::unexpected(set.error());
    if (auto ok = files::makeFolder(metadataFolder); !ok) return ok;
    return MetadataStore(metadataFolder).save(kRoot, root);
}

Expected<Updater> Updater::open(UpdaterSettings settings, Fetcher& fetcher, Clock clock) {
    MetadataStore store(settings.metadataFolder);
    Updater updater(std::move(settings), fetcher, std::move(clock), std::move(store));
    if (auto root = updater.storedRoot(std::nullopt); !root) return tl::unexpected(root.error());
    return updater;
}

Expected<TrustedSet> Updater::storedRoot(std::optional<Time> now) const {
    const auto bytes = store_.load(kRoot);
    if (!bytes) return tl::unexpected(bytes.error());
    if (*bytes) return TrustedSet::fromRoot(**bytes, now);
    return failure("there is no trusted root in '" + settings_.metadataFolder.string() +
                   "'; initialize it with the root.json that came with the device");
}

tl::expected<std::string, FetchError> Updater::fetch(const std::string& name, std::uint64_t maxBytes) const {
    std::string bytes;
    const FetchRequest request{joinedUrl(settings_.metadataUrl, percentEncoded(name)), maxBytes, 0};
    const auto fetched = fetcher_->fetch(request, [&bytes](std::string_view piece) -> Expected<void> {
        bytes += piece;
        return {};
    });
    if (!fetched) return tl::unexpected(fetched.error());
    return bytes;
}

/// 5.5.1, 5.6.1: version in front of the name in a consistent snapshot; as long as is signed, else bounded.
Expected<std::string> Updater::fetchVersion(const TrustedSet& set, const std::string& role,
                                            const MetaFile& listed, std::uint64_t maxBytes) const {
    const auto prefix = set.root().consistentSnapshot ? std::to_string(listed.version) + '.' : std::string();
    auto bytes = fetch(prefix + role + ".json", listed.content.length.value_or(maxBytes));
    if (!bytes) return failure(bytes.error().message);
    return std::move(*bytes);
}

Expected<void> Updater::refresh() {
    set_.reset();
    offline_ = false;
    const Time now = clock_();   // 5.1: one time for the whole update
    auto set = storedRoot(now);  // 5.2
    if (!set) return tl::unexpected(set.error());
    if (auto ok = update(*set); !ok) return ok;
    if (auto ok = saveLastGood(now); !ok) return ok;
    set_ = std::move(*set);
    return {};
}

Expected<void> Updater::saveLastGood(Time now) const {
    LastGood lastGood{now, {}, {}, {}, {}};
    const std::pair<const char*, std::string*> files[] = {{kRoot, &lastGood.root},
                                                          {kTimestamp, &lastGood.timestamp},
                                                          {kSnapshot, &lastGood.snapshot},
                                                          {kTargets, &lastGood.targets}};
    for (const auto& [role, bytes] : files) {
        auto stored = required(store_, role);
        if (!stored) return tl::unexpected(stored.error());
        *bytes = std::move(*stored);
    }
    return store_.saveLastGood(lastGood);
}

Expected<void> Updater::update(TrustedSet& set) const {
    auto ok = updateRoot(set);
    if (ok) ok = updateTimestamp(set);
    if (ok) ok = updateSnapshot(set);
    if (ok) ok = updateTargets(set);
    return ok;
}

Expected<void> Updater::updateRoot(TrustedSet& set) const {
    for (std::size_t count = 0; count < settings_.limits.rootRotations; ++count) {  // 5.3.3, 5.3.9
        const Root before = set.root();
        const auto bytes = fetch(std::to_string(before.version + 1) + ".root.json", settings_.limits.root);
        if (!bytes && bytes.error().problem == FetchProblem::NotFound) break;
        if (!bytes) return failure(bytes.error().message);
        const auto isNew = set.updateRoot(*bytes);
        if (!isNew) return tl::unexpected(isNew.error());
        if (!*isNew) break;
        if (auto ok = saveNewRoot(before, set.root(), *bytes); !ok) return ok;
    }
    return set.finishRoot();  // 5.3.10; 5.3.12 is asked of set.root() where names are made
}

/// 5.3.8 and 5.3.11. What the old keys signed goes first: after a power cut in between, the same root is
/// fetched again, while the other order could leave fast-forwarded files behind for good.
Expected<void> Updater::saveNewRoot(const Root& before, const Root& after, std::string_view bytes) const {
    if (hasRevokedKey(before, after, kTimestamp) || hasRevokedKey(before, after, kSnapshot)) {
        if (auto ok = store_.remove(kTimestamp); !ok) return ok;
        if (auto ok = store_.remove(kSnapshot); !ok) return ok;
    }
    return store_.save(kRoot, bytes);
}

Expected<void> Updater::updateTimestamp(TrustedSet& set) const {
    // Stored bytes that do not verify are no longer trusted: nothing to compare with.
    if (const auto bytes = stored(store_, kTimestamp)) static_cast<void>(set.keepTimestamp(*bytes));
    const auto bytes = fetch("timestamp.json", settings_.limits.timestamp);  // 5.4.1
    if (!bytes) return failure(bytes.error().message);
    const auto isNew = set.updateTimestamp(*bytes);
    if (!isNew) return tl::unexpected(isNew.error());
    return *isNew ? store_.save(kTimestamp, *bytes) : Expected<void>();  // 5.4.5
}

Expected<void> Updater::updateSnapshot(TrustedSet& set) const {
    if (const auto bytes = stored(store_, kSnapshot)) static_cast<void>(set.keepSnapshot(*bytes));
    if (set.hasCurrentSnapshot()) return {};
    const auto bytes =
        fetchVersion(set, kSnapshot, set.timestamp().snapshot, settings_.limits.snapshot);  // 5.5.1
    if (!bytes) return tl::unexpected(bytes.error());
    if (auto ok = set.updateSnapshot(*bytes); !ok) return ok;
    return store_.save(kSnapshot, *bytes);  // 5.5.7
}

Expected<void> Updater::updateTargets(TrustedSet& set) const {
    if (const auto bytes = stored(store_, kTargets); bytes && set.updateTargets(*bytes)) return {};
    const auto listed = set.metaOf(kTargets);
    if (!listed) return tl::unexpected(listed.error());
    const auto bytes = fetchVersion(set, kTargets, *listed, settings_.limits.targets);  // 5.6.1
    if (!bytes) return tl::unexpected(bytes.error());
    if (auto ok = set.updateTargets(*bytes); !ok) return ok;
    return store_.save(kTargets, *bytes);  // 5.6.6
}

Expected<OfflineState> Updater::readOffline() {
    set_.reset();
    const auto lastGood = store_.loadLastGood();
    if (!lastGood) return tl::unexpected(lastGood.error());
    auto set = TrustedSet::fromRoot(lastGood->root, std::nullopt);
    if (!set) return tl::unexpected(set.error());
    auto ok = set->finishRoot();
    if (ok) ok = set->updateTimestamp(lastGood->timestamp).map([](bool) {});
    if (ok) ok = set->updateSnapshot(lastGood->snapshot);
    if (ok) ok = set->updateTargets(lastGood->targets);
    if (!ok) return tl::unexpected(ok.error());
    const OfflineState state{set->root().expires, set->timestamp().expires, set->snapshot().expires,
                             set->targets().expires, lastGood->refreshed};
    set_ = std::move(*set);
    offline_ = true;
    return state;
}

/// 5.6 for a delegated role. What is stored counts only if it verifies against the delegation it is reached
/// by now: another delegator may trust the same name with other keys.
Expected<Targets> Updater::loadDelegated(const Delegation& delegation) const {
    if (const auto bytes = stored(store_, delegation.name)) {
        auto targets = set_->verifyDelegated(*bytes, delegation);
        if (targets || offline_) return targets;
    }
    if (offline_)
        return failure("role '" + percentEncoded(delegation.name) + "' is not stored here; refresh first");
    const auto listed = set_->metaOf(delegation.name);
    if (!listed) return tl::unexpected(listed.error());
    const auto bytes = fetchVersion(*set_, delegation.name, *listed, settings_.limits.targets);
    if (!bytes) return tl::unexpected(bytes.error());
    auto targets = set_->verifyDelegated(*bytes, delegation);
    if (!targets) return targets;
    if (auto ok = store_.save(delegation.name, *bytes); !ok) return tl::unexpected(ok.error());
    return targets;
}

Expected<TargetInfo> Updater::findTarget(const std::string& path) {
    if (!set_) return failure(kNotRefreshed);
    const TargetsLoader load = [this](const Delegation& delegation) { return loadDelegated(delegation); };
    auto found = searchTarget(path, set_->targets(), load, settings_.limits.delegatedRoles);
    if (!found) return tl::unexpected(found.error());
    if (*found) return std::move(**found);
    return failure("no trusted role describes a target '" + percentEncodedPath(path) +  // 5.7.2
                   "'; check its name, or ask the publisher");
}

Expected<std::filesystem::path> Updater::download(const TargetInfo& target,
                                                  const std::filesystem::path& folder) {
    if (!set_) return failure(kNotRefreshed);
    const auto present = presentTarget(target, folder);
    if (!present) return tl::unexpected(present.error());
    if (*present) return **present;
    if (offline_) {
        return failure("target '" + percentEncodedPath(target.path) +
                       "' is not here in its signed content; refresh when the repository can be reached");
    }
    const auto url = targetUrl(settings_.targetsUrl, target, set_->root().consistentSnapshot);
    return downloadTarget(*fetcher_, url, target, folder, settings_.progress);
}

}  // namespace tidewaiter::tuf
