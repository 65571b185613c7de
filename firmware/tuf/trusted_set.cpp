#include "firmware/tuf/trusted_set.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "firmware/tuf/metadata_parser.h"
#include "firmware/tuf/signatures.h"
#include "firmware/tuf/url.h"

namespace tidewaiter::tuf {

namespace {

std::string shown(const std::string& role) {
    return "metadata of role '" + percentEncoded(role) + "'";
}

tl::unexpected<Error> rollback(const std::string& what) {
    return failure(what + "; this source serves old files, perhaps to roll back: nothing was taken over");
}

std::string versions(const std::string& role, std::int64_t found, const char* relation,
                     std::int64_t expected) {
    return shown(role) + " have version " + std::to_string(found) + relation + std::to_string(expected);
}

Expected<void> checkVersion(const std::string& role, std::int64_t found, std::int64_t listed) {
    if (found == listed) return {};
    return failure(versions(role, found, ", listed is ", listed) +
                   "; files of two states are mixed: nothing was taken over, try again later");
}

std::set<std::string> signersOf(const Root& root, const std::string& role) {
    std::set<std::string> identities;
    for (const auto& id : root.roles.at(role).keyIds) {
        if (const auto key = root.keys.find(id); key != root.keys.end())
            identities.insert(identityOf(key->second));
    }
    return identities;
}

}  // namespace

bool hasRevokedKey(const Root& before, const Root& after, const std::string& role) {
    const auto old = signersOf(before, role);
    const auto now = signersOf(after, role);
    return !std::includes(now.begin(), now.end(), old.begin(), old.end());
}

template <class T>
Expected<void> TrustedSet::verifyTopLevel(const Document<T>& document, const char* role) const {
    return verifyThreshold(document.canonical, document.signatures, root_.keys, root_.roles.at(role), role);
}

Expected<void> TrustedSet::checkFresh(const Header& header, const std::string& role) const {
    if (!now_ || header.expires > *now_) return {};
    return failure(shown(role) + " expired at " + dateTimeText(header.expires) +
                   "; this source is out of date or held back: try another one, and check the clock");
}

Expected<TrustedSet> TrustedSet::fromRoot(std::string_view bytes, std::optional<Time> now) {
    auto document = parseRoot(bytes);
    if (!document) return tl::unexpected(document.error());
    TrustedSet set(std::move(document->content), now);
    if (auto ok = set.verifyTopLevel(*document, kRoot); !ok) return tl::unexpected(ok.error());
    return set;
}

Expected<bool> TrustedSet::updateRoot(std::string_view bytes) {
    assert(!rootIsFinal_);
    auto document = parseRoot(bytes);
    if (!document) return tl::unexpected(document.error());
    // 5.3.4: signed by a threshold of the old keys and by one of the new keys.
    if (auto ok = verifyTopLevel(*document, kRoot); !ok) return tl::unexpected(ok.error());
    const auto& next = document->content;
    auto ok =
        verifyThreshold(document->canonical, document->signatures, next.keys, next.roles.at(kRoot), kRoot);
    if (!ok) return tl::unexpected(ok.error());
    // 5.3.5: exactly the next version; the trusted one again ends the search for newer ones.
    if (next.version == root_.version) return false;
    if (next.version != root_.version + 1)
        return rollback(versions(kRoot, next.version, ", next is ", root_.version + 1));
    root_ = std::move(document->content);  // 5.3.6: may have expired as long as newer ones follow; 5.3.7
    return true;
}

Expected<void> TrustedSet::finishRoot() {
    rootIsFinal_ = true;
    return checkFresh(root_, kRoot);  // 5.3.10
}

Expected<void> TrustedSet::keepTimestamp(std::string_view bytes) {
    assert(rootIsFinal_ && !timestamp_);
    auto document = parseTimestamp(bytes);
    if (!document) return tl::unexpected(document.error());
    if (auto ok = verifyTopLevel(*document, kTimestamp); !ok) return ok;
    timestamp_ = std::move(document->content);
    return {};
}

Expected<bool> TrustedSet::updateTimestamp(std::string_view bytes) {
    assert(rootIsFinal_ && !snapshot_);
    auto document = parseTimestamp(bytes);
    if (!document) return tl::unexpected(document.error());
    if (auto ok = verifyTopLevel(*document, kTimestamp); !ok) return tl::unexpected(ok.error());  // 5.4.2
    const auto& next = document->content;
    if (timestamp_ && next.version < timestamp_->version)  // 5.4.3.1
        return rollback(versions(kTimestamp, next.version, ", trusted is ", timestamp_->version));
    const bool isNew = !timestamp_ || next.version > timestamp_->version;
    if (isNew && timestamp_ && next.snapshot.version < timestamp_->snapshot.version) {  // 5.4.3.2
        return rollback(versions(kSnapshot, next.snapshot.version, " in the timestamp, trusted is ",
                                 timestamp_->snapshot.version));
    }
    // 5.4.4; of equal versions the kept one counts, whatever the other says.
    if (auto ok = checkFresh(isNew ? next : *timestamp_, kTimestamp); !ok) return tl::unexpected(ok.error());
    if (isNew) timestamp_ = std::move(document->content);
    timestampIsFinal_ = true;
    return isNew;
}

Expected<void> TrustedSet::keepSnapshot(std::string_view bytes) {
    assert(timestamp_ && !snapshot_);
    auto document = parseSnapshot(bytes);
    if (!document) return tl::unexpected(document.error());
    if (auto ok = verifyTopLevel(*document, kSnapshot); !ok) return ok;
    snapshot_ = std::move(document->content);
    snapshotMatches_ = verifyContent(bytes, timestamp_->snapshot.content, shown(kSnapshot)).has_value();
    return {};
}

bool TrustedSet::hasCurrentSnapshot() const {
    return snapshot_ && snapshotMatches_ && snapshot_->version == timestamp_->snapshot.version &&
           checkFresh(*snapshot_, kSnapshot);
}

Expected<void> TrustedSet::checkSnapshotRollback(const Snapshot& next) const {
    if (!snapshot_) return {};
    for (const auto& [name, file] : snapshot_->meta) {
        const auto found = next.meta.find(name);
        if (found == next.meta.end())
            return rollback("the new snapshot no longer lists '" + percentEncoded(name) + "'");
        if (found->second.version < file.version)
            return rollback("the new snapshot lists version " + std::to_string(found->second.version) +
                            " of '" + percentEncoded(name) + "', trusted is " + std::to_string(file.version));
    }
    return {};
}

Expected<void> TrustedSet::updateSnapshot(std::string_view bytes) {
    assert(timestampIsFinal_ && !targets_);
    const auto& listed = timestamp_->snapshot;
    if (auto ok = verifyContent(bytes, listed.content, shown(kSnapshot)); !ok) return ok;  // 5.5.2
    auto document = parseSnapshot(bytes);
    if (!document) return tl::unexpected(document.error());
    if (auto ok = verifyTopLevel(*document, kSnapshot); !ok) return ok;  // 5.5.3
    if (auto ok = checkVersion(kSnapshot, document->content.version, listed.version); !ok)
        return ok;                                                           // 5.5.4
    if (auto ok = checkSnapshotRollback(document->content); !ok) return ok;  // 5.5.5
    if (auto ok = checkFresh(document->content, kSnapshot); !ok) return ok;  // 5.5.6
    snapshot_ = std::move(document->content);
    snapshotMatches_ = true;
    return {};
}

Expected<MetaFile> TrustedSet::metaOf(const std::string& role) const {
    assert(snapshot_);
    const auto found = snapshot_->meta.find(role + ".json");
    if (found != snapshot_->meta.end()) return found->second;
    return failure(shown(role) + " are not listed in the snapshot; tell the publisher of the repository");
}

Expected<Targets> TrustedSet::verifyTargets(std::string_view bytes, const std::string& name, const Keys& keys,
                                            const Role& role) const {
    assert(hasCurrentSnapshot());
    const auto listed = metaOf(name);
    if (!listed) return tl::unexpected(listed.error());
    if (auto ok = verifyContent(bytes, listed->content, shown(name)); !ok)  // 5.6.2
        return tl::unexpected(ok.error());
    auto document = parseTargets(bytes, name);
    if (!document) return tl::unexpected(document.error());
    auto ok = verifyThreshold(document->canonical, document->signatures, keys, role, name);  // 5.6.3
    if (ok) ok = checkVersion(name, document->content.version, listed->version);             // 5.6.4
    if (ok) ok = checkFresh(document->content, name);                                        // 5.6.5
    if (!ok) return tl::unexpected(ok.error());
    return std::move(document->content);
}

Expected<void> TrustedSet::updateTargets(std::string_view bytes) {
    auto targets = verifyTargets(bytes, kTargets, root_.keys, root_.roles.at(kTargets));
    if (!targets) return tl::unexpected(targets.error());
    targets_ = std::move(*targets);
    return {};
}

Expected<Targets> TrustedSet::verifyDelegated(std::string_view bytes, const Delegation& delegation) const {
    return verifyTargets(bytes, delegation.name, *delegation.keys, *delegation.role);
}

}  // namespace tidewaiter::tuf
