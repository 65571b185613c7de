#include "firmware/publisher/publish.h"

#include <algorithm>

#include "firmware/publisher/metadata_draft.h"
#include "firmware/publisher/published_files.h"
#include "firmware/publisher/trial.h"
#include "firmware/text/visible_text.h"

namespace tidewaiter::publisher {

namespace {

using sync::PublishedList;

/// Everything that one publication works on.
struct Work {
    const PublishOrder& order;
    Authority authority;
    Publication before;
    sync::RepositoryIndex index;  ///< the next one
    TargetFiles made;             ///< new targets
    PublishReport report;
};

bool asksForChange(const PublishOrder& order) {
    return order.list || order.policy || !order.remove.empty() || order.removePolicy;
}

/// Targets are signed anew when half of their time is over, so that a key that is seldom here is seldom
/// needed.
bool mustSignTargets(const Work& work) {
    const auto& content = work.before.content;
    if (!content || work.before.resign) return true;
    const auto lifetime = work.authority.settings().lifetimes.at(tuf::kTargets);
    return content->targets.expires - work.order.now < lifetime / 2;
}

Expected<RoleSigners> openSigners(KeyRing& ring, const tuf::Root& root, bool targetsToo) {
    RoleSigners signers;
    for (const char* role : {tuf::kTargets, tuf::kSnapshot, tuf::kTimestamp}) {
        if (role == std::string_view(tuf::kTargets) && !targetsToo) continue;
        auto opened = ring.signersOf(role, root.roles.at(role));
        if (!opened) return tl::unexpected(opened.error());
        signers[role] = std::move(*opened);
    }
    return signers;
}

std::vector<PublishedList>::iterator findList(sync::RepositoryIndex& index, const std::string& name) {
    return std::find_if(index.lists.begin(), index.lists.end(),
                        [&](const auto& list) { return list.name == name; });
}

Expected<void> removeLists(Work& work) {
    for (const auto& name : work.order.remove) {
        const auto found = findList(work.index, name);
        if (found == work.index.lists.end())
            return failure("there is no list " + text::quoted(name) +
                           " to remove; tidewaiter watchlist status --authority FOLDER names them");
        work.index.lists.erase(found);
    }
    return {};
}

Expected<void> putList(Work& work, Stage& stage, const PublishSigns& signs) {
    if (!work.order.list) return {};
    signs.steps("read the list");
    const auto found = findList(work.index, work.order.list->name);
    const auto* old = found == work.index.lists.end() ? nullptr : &*found;
    const auto today = tuf::dateTimeText(work.order.now).substr(0, std::string_view("2027-03-01").size());
    auto draft = draftList(*work.order.list, old, today, work.authority.places(), stage, signs.progress);
    if (!draft) return tl::unexpected(draft.error());
    work.report.list = draft->list;
    work.report.sameContent = draft->sameContent;
    work.report.startsAnew = draft->startsAnew;
    work.made.merge(draft->made);
    if (found != work.index.lists.end())
        *found = draft->list;
    else
        work.index.lists.push_back(draft->list);
    std::sort(work.index.lists.begin(), work.index.lists.end(),
              [](const auto& one, const auto& other) { return one.name < other.name; });
    return {};
}

Expected<void> stageBytes(Work& work, const std::string& target, std::string_view bytes, Stage& stage) {
    const auto file = stage.scratch("bytes");
    if (auto ok = replaceFile(file, bytes); !ok) return ok;
    auto staged = stageTarget(target, file, stage);
    if (!staged) return tl::unexpected(staged.error());
    work.made[target] = std::move(*staged);
    return {};
}

Expected<void> putPolicy(Work& work, Stage& stage) {
    if (work.order.removePolicy) work.index.policy.reset();
    if (!work.order.policy) return {};
    const auto hash = contentOf(*work.order.policy).hashes.at("sha256");
    const auto target = "policy/" + shortHash(hash) + ".toml";
    if (work.index.policy == target) return {};
    work.index.policy = target;
    return stageBytes(work, target, *work.order.policy, stage);
}

/// All that the index speaks of, and the index.
TargetFiles targetsOf(const Work& work) {
    TargetFiles old;
    if (work.before.content) old = work.before.content->targets.targets;
    TargetFiles all;
    const auto take = [&](const std::string& path) {
        const auto made = work.made.find(path);
        all[path] = made != work.made.end() ? made->second : old.at(path);
    };
    for (const auto& list : work.index.lists) {
        take(list.snapshot);
        for (const auto& delta : list.deltas) take(delta.target);
    }
    if (work.index.policy) take(*work.index.policy);
    take(std::string(sync::kIndexTarget));
    return all;
}

Expected<void> prepare(Work& work, Stage& stage, const PublishSigns& signs) {
    auto ok = removeLists(work);
    if (ok) ok = putList(work, stage, signs);
    if (ok) ok = putPolicy(work, stage);
    work.report.changed = work.index != work.before.index || !work.before.content;
    if (ok && work.report.changed)
        ok = stageBytes(work, std::string(sync::kIndexTarget), sync::toJson(work.index), stage);
    return ok;
}

Expected<void> signAndTry(Work& work, const RoleSigners& signers, Stage& stage, const Steps& steps) {
    MetadataDraft draft{work.authority.settings(), work.before, signers, work.order.now, std::nullopt};
    if (work.report.changed || mustSignTargets(work)) draft.targets = targetsOf(work);
    steps("sign");
    if (auto ok = stageMetadata(draft, stage); !ok) return ok;
    steps("try it as a device would");
    TrialOrder trial{work.order.now, {}, {}};
    for (const auto& [path, file] : work.made) trial.targets.push_back(path);
    return tryOut(work.authority.places(), stage, trial);
}

tuf::Time firstExpiry(const Work& work) {
    const auto& settings = work.authority.settings();
    return std::min({settings.expiry(tuf::kTimestamp, work.order.now),
                     settings.expiry(tuf::kSnapshot, work.order.now), work.before.root.expires});
}

}  // namespace

Expected<PublishReport> publish(const PublishOrder& order, const PassphraseSource& passphrases,
                                const PublishSigns& signs) {
    auto authority = Authority::open(order.folder);
    if (!authority) return tl::unexpected(authority.error());
    auto before = readPublication(authority->places());
    if (!before) return tl::unexpected(before.error());
    if (before->root.expires <= order.now)
        return failure(
            "the root has expired, so devices refuse everything; renew it first with tidewaiter "
            "watchlist rotate FOLDER root --renew --keys FOLDER-OF-THE-ROOT-KEYS");
    auto folders = order.keyFolders;
    folders.push_back(authority->places().keys());
    auto ring = KeyRing::open(folders, passphrases);
    if (!ring) return tl::unexpected(ring.error());
    auto index = before->index;
    Work work{order, std::move(*authority), std::move(*before), std::move(index), {}, {}};
    const auto signers = openSigners(*ring, work.before.root, asksForChange(order) || mustSignTargets(work));
    if (!signers) return tl::unexpected(signers.error());
    auto stage = Stage::begin(work.authority.places());
    if (!stage) return tl::unexpected(stage.error());
    auto ok = prepare(work, *stage, signs);
    if (ok) ok = signAndTry(work, *signers, *stage, signs.steps);
    if (ok) ok = makeVisible(work.authority.places(), *stage, signs.steps);
    if (!ok) return tl::unexpected(ok.error());
    const auto& last = work.before.content;
    work.report.timestampVersion = (last ? last->timestamp.version : 0) + 1;
    work.report.expires = firstExpiry(work);
    return work.report;
}

}  // namespace tidewaiter::publisher
