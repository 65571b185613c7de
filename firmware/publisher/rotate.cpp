#include "firmware/publisher/rotate.h"

#include <algorithm>

#include "firmware/publisher/keygen.h"
#include "firmware/publisher/metadata_draft.h"
#include "firmware/publisher/published_files.h"
#include "firmware/publisher/trial.h"
#include "firmware/text/visible_text.h"
#include "firmware/tuf/trusted_set.h"

namespace tidewaiter::publisher {

namespace {

/// Everything that a rotation works on.
struct Turn {
    const RotateOrder& order;
    Authority authority;
    Publication before;
    KeyRing ring;
    tuf::Root root;                ///< the next one
    std::vector<SigningKey> made;  ///< its new keys
    Rotation outcome;
};

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Ids of the role's keys that go.
Expected<std::vector<std::string>> leaving(const Turn& turn) {
    const auto& ids = turn.before.root.roles.at(turn.order.role).keyIds;
    if (turn.order.renew) return std::vector<std::string>();
    if (turn.order.replace.empty()) return ids;
    std::vector<std::string> going;
    for (const auto& name : turn.order.replace) {
        const auto id = turn.ring.idOf(name);
        if (!contains(ids, id))
            return failure("there is no key " + name + " among those of " + turn.order.role +
                           "; tidewaiter watchlist status --authority FOLDER names them");
        if (!contains(going, id)) going.push_back(id);
    }
    return going;
}

bool isUsed(const tuf::Root& root, const std::string& id) {
    return std::any_of(root.roles.begin(), root.roles.end(),
                       [&id](const auto& role) { return contains(role.second.keyIds, id); });
}

Expected<void> makeKeys(Turn& turn, std::size_t count, const Secret& passphrase, const Steps& steps) {
    for (int number = turn.ring.nextNumber(turn.order.role); turn.made.size() < count; ++number) {
        const auto name = turn.order.role + '-' + std::to_string(number);
        steps("make the key " + name);
        turn.made.push_back(SigningKey::make());
        if (auto ok =
                writeKey(turn.authority.places().keys(), name, turn.made.back(), passphrase, turn.order.cost);
            !ok)
            return ok;
        turn.outcome.made.push_back(name);
    }
    return {};
}

void enterKeys(Turn& turn, const std::vector<std::string>& going) {
    auto& role = turn.root.roles.at(turn.order.role);
    const auto goes = [&going](const std::string& id) { return contains(going, id); };
    role.keyIds.erase(std::remove_if(role.keyIds.begin(), role.keyIds.end(), goes), role.keyIds.end());
    for (const auto& key : turn.made) {
        turn.root.keys[key.id()] = key.publicKey();
        role.keyIds.push_back(key.id());
    }
    for (const auto& id : going) {
        turn.outcome.replaced.push_back(turn.ring.nameOf(id));
        if (!isUsed(turn.root, id)) turn.root.keys.erase(id);
    }
}

/// The new keys of the role, and those of the old ones that are here and stay, as many as must sign.
Expected<Signers> newSigners(Turn& turn, const std::string& name) {
    auto role = turn.root.roles.at(name);
    Signers signers;
    for (const auto& key : turn.made) {
        if (contains(role.keyIds, key.id())) signers.push_back(&key);
    }
    role.threshold -= static_cast<std::int64_t>(signers.size());
    if (role.threshold <= 0) return signers;
    const auto isNew = [&turn](const std::string& id) {
        return std::any_of(turn.made.begin(), turn.made.end(),
                           [&id](const auto& key) { return key.id() == id; });
    };
    role.keyIds.erase(std::remove_if(role.keyIds.begin(), role.keyIds.end(), isNew), role.keyIds.end());
    auto kept = turn.ring.signersOf(name, role);
    if (!kept) return kept;
    signers.insert(signers.end(), kept->begin(), kept->end());
    return signers;
}

Signers united(Signers signers, const Signers& others) {
    for (const auto* other : others) {
        const auto same = [other](const auto* key) { return key->id() == other->id(); };
        if (std::none_of(signers.begin(), signers.end(), same)) signers.push_back(other);
    }
    return signers;
}

/// Old keys sign too where they are here and open; false where they do not: they may be what was lost.
bool addOldSigners(Turn& turn, const std::string& name, Signers& signers) {
    const auto old = turn.ring.signersOf(name, turn.before.root.roles.at(name));
    if (old) signers = united(std::move(signers), *old);
    return old.has_value();
}

Expected<void> stageNewRoot(Turn& turn, Stage& stage) {
    const auto old = turn.ring.signersOf(tuf::kRoot, turn.before.root.roles.at(tuf::kRoot));
    const auto fresh = newSigners(turn, tuf::kRoot);
    if (!old) return tl::unexpected(old.error());
    if (!fresh) return tl::unexpected(fresh.error());
    return stageRoot(turn.root, united(*old, *fresh), stage);  // 5.3.4: both thresholds
}

/// The roles whose metadata become new: the one that gets keys, and those that speak of it.
std::vector<const char*> signingAnew(const Turn& turn) {
    if (turn.order.role == tuf::kRoot || !turn.before.content) return {};
    if (turn.order.role == tuf::kTargets || turn.before.resign)
        return {tuf::kTargets, tuf::kSnapshot, tuf::kTimestamp};
    return {tuf::kSnapshot, tuf::kTimestamp};
}

/// Stages what the role had signed, signed anew, and the root. Gives whether devices may get the one without
/// the other: then the metadata come first, else the root.
Expected<bool> stageAll(Turn& turn, Stage& stage) {
    RoleSigners signers;
    bool bothAccept = true;
    for (const char* name : signingAnew(turn)) {
        auto enough = newSigners(turn, name);
        if (!enough) return tl::unexpected(enough.error());
        bothAccept = addOldSigners(turn, name, *enough) && bothAccept;
        signers[name] = std::move(*enough);
    }
    if (!bothAccept) {
        if (auto ok = stageNewRoot(turn, stage); !ok) return tl::unexpected(ok.error());
    }
    MetadataDraft draft{turn.authority.settings(), turn.before, signers, turn.order.now, std::nullopt};
    if (signers.contains(tuf::kTargets)) draft.targets = turn.before.content->targets.targets;
    if (auto ok = stageMetadata(draft, stage); !ok) return tl::unexpected(ok.error());
    if (bothAccept) {
        if (auto ok = stageNewRoot(turn, stage); !ok) return tl::unexpected(ok.error());
    }
    return bothAccept;
}

/// Whether who trusts the old root comes to trust the new one; content may wait for its renewal meanwhile.
Expected<void> tryRoot(const Turn& turn, const Stage& stage) {
    const auto& places = turn.authority.places();
    const auto current = places.folder / metadataPath(turn.before.root.version, tuf::kRoot);
    const auto old = requiredFile(current);
    const auto fresh = requiredFile(stage.folder() / metadataPath(turn.root.version, tuf::kRoot));
    if (!old) return tl::unexpected(old.error());
    if (!fresh) return tl::unexpected(fresh.error());
    auto set = tuf::TrustedSet::fromRoot(*old, turn.order.now);
    if (!set) return tl::unexpected(set.error());
    if (auto taken = set->updateRoot(*fresh); !taken) return tl::unexpected(taken.error());
    return set->finishRoot();
}

Expected<void> stageAndTry(Turn& turn, Stage& stage, const Steps& steps) {
    if (signingAnew(turn).empty()) {
        if (auto ok = stageNewRoot(turn, stage); !ok) return ok;
        steps("try it as a device would");
        return tryRoot(turn, stage);
    }
    const auto bothAccept = stageAll(turn, stage);
    if (!bothAccept) return tl::unexpected(bothAccept.error());
    steps("try it as a device would");
    const auto& places = turn.authority.places();
    if (*bothAccept && turn.before.root.expires > turn.order.now && !turn.before.resign) {
        const auto root = metadataPath(turn.root.version, tuf::kRoot).generic_string();
        if (auto ok = tryOut(places, stage, {turn.order.now, {}, {root}}); !ok) return ok;
    }
    return tryOut(places, stage, {turn.order.now, {}, {}});
}

/// The keys that must sign are looked for, and then opened, before new ones are made.
Expected<void> openKeys(Turn& turn) {
    std::vector<const char*> roles = {tuf::kRoot};
    for (const char* name : signingAnew(turn)) {
        if (turn.order.role != name) roles.push_back(name);
    }
    for (const char* name : roles) {
        if (auto ok = turn.ring.checkEnough(name, turn.before.root.roles.at(name)); !ok) return ok;
    }
    for (const char* name : roles) {
        if (auto opened = turn.ring.signersOf(name, turn.before.root.roles.at(name)); !opened)
            return tl::unexpected(opened.error());
    }
    return {};
}

}  // namespace

Expected<Rotation> rotate(const RotateOrder& order, const PassphraseSource& passphrases,
                          const std::function<Expected<Secret>()>& chosen, const Steps& steps) {
    if (!tuf::isTopLevelRole(order.role))
        return failure("there is no role " + text::quoted(order.role) +
                       "; name root, targets, snapshot or timestamp");
    auto authority = Authority::open(order.folder);
    if (!authority) return tl::unexpected(authority.error());
    auto before = readPublication(authority->places());
    if (!before) return tl::unexpected(before.error());
    auto folders = order.keyFolders;
    folders.push_back(authority->places().keys());
    auto ring = KeyRing::open(folders, passphrases);
    if (!ring) return tl::unexpected(ring.error());
    auto root = before->root;
    root.version += 1;
    root.expires = authority->settings().expiry(tuf::kRoot, order.now);
    Turn turn{order, std::move(*authority), std::move(*before), std::move(*ring), std::move(root), {}, {}};
    const auto going = leaving(turn);
    if (!going) return tl::unexpected(going.error());
    if (auto ok = openKeys(turn); !ok) return tl::unexpected(ok.error());
    if (!going->empty()) {
        const auto passphrase = chosen();
        if (!passphrase) return tl::unexpected(passphrase.error());
        if (auto ok = makeKeys(turn, going->size(), *passphrase, steps); !ok)
            return tl::unexpected(ok.error());
    }
    enterKeys(turn, *going);
    turn.outcome.rootVersion = turn.root.version;
    auto stage = Stage::begin(turn.authority.places());
    if (!stage) return tl::unexpected(stage.error());
    auto ok = stageAndTry(turn, *stage, steps);
    if (ok) ok = makeVisible(turn.authority.places(), *stage, steps);
    if (!ok) return tl::unexpected(ok.error());
    return turn.outcome;
}

}  // namespace tidewaiter::publisher
