#include "firmware/publisher/list_draft.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "firmware/publisher/publication.h"
#include "firmware/publisher/published_files.h"
#include "firmware/text/visible_text.h"
#include "firmware/tuf/file_reader.h"
#include "firmware/tuf/hex.h"
#include "firmware/watchlist/list_file.h"
#include "firmware/watchlist/list_update.h"

namespace tidewaiter::publisher {

namespace fs = std::filesystem;
using sync::PublishedList;

namespace {

/// Length and hash of a file of any size.
Expected<tuf::Content> contentOfFile(const fs::path& file) {
    crypto_hash_sha256_state state{};
    crypto_hash_sha256_init(&state);
    std::uint64_t length = 0;
    const auto found = tuf::readPieces(file, 0, [&](std::string_view piece) -> Expected<void> {
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(piece.data()), piece.size());
        length += piece.size();
        return {};
    });
    if (!found) return tl::unexpected(found.error());
    std::array<unsigned char, crypto_hash_sha256_BYTES> sum{};
    crypto_hash_sha256_final(&state, sum.data());
    return tuf::Content{length,
                        {{"sha256", tuf::toHex({reinterpret_cast<const char*>(sum.data()), sum.size()})}}};
}

/// A list on its way.
struct Work {
    const Places& places;
    Stage& stage;
    fs::path store;  ///< with the new content, in the scratch folder
    watchlist::Summary summary;
    ListDraft draft;
};

/// Makes sure that a device gets from `from` (a store, or nothing) to the new content by `file`.
Expected<void> tryUpdate(const Work& work, const fs::path& from, const fs::path& file) {
    const auto trial = work.stage.scratch("trial.watchlist");
    std::error_code error;
    fs::remove(trial, error);
    if (!from.empty() && !fs::copy_file(from, trial, error))
        return tl::unexpected(files::writeError(trial, error.value()));
    const auto& summary = work.summary;
    const auto updated =
        watchlist::updateStore({{file}, trial, {summary.name, summary.version, summary.contentHash}});
    fs::remove(trial, error);
    if (updated) return {};
    return failure(
        "the file that was made for devices does not lead to the list, so nothing was published: " +
        updated.error().message);
}

Expected<void> addSnapshot(Work& work) {
    auto& list = work.draft.list;
    const auto file = work.stage.scratch("snapshot");
    const auto written = watchlist::writeSnapshot(work.store, file);
    if (!written) return tl::unexpected(written.error());
    if (auto ok = tryUpdate(work, {}, file); !ok) return ok;
    list.snapshot = "lists/" + list.name + '/' + shortHash(list.contentHash) + ".jsonl.zst";
    list.snapshotBytes = written->bytes;
    auto target = stageTarget(list.snapshot, file, work.stage);
    if (!target) return tl::unexpected(target.error());
    work.draft.made[list.snapshot] = std::move(*target);
    return {};
}

/// A delta that is no smaller than all of the list helps nobody.
Expected<void> addDelta(Work& work, const fs::path& oldStore, const std::string& from) {
    auto& list = work.draft.list;
    const auto file = work.stage.scratch("delta");
    const auto written = watchlist::writeDelta(oldStore, work.store, file);
    if (!written) return tl::unexpected(written.error());
    if (written->bytes >= list.snapshotBytes) {
        list.deltas.clear();
        return {};
    }
    if (auto ok = tryUpdate(work, oldStore, file); !ok) return ok;
    const auto target =
        "lists/" + list.name + '/' + shortHash(from) + '-' + shortHash(list.contentHash) + ".delta.zst";
    auto staged = stageTarget(target, file, work.stage);
    if (!staged) return tl::unexpected(staged.error());
    work.draft.made[target] = std::move(*staged);
    list.deltas.push_back({from, list.contentHash, target, written->bytes});
    return {};
}

/// The newest stay, as long as they are few and smaller than all of the list. What leads away from the new
/// content, where it had been published before, goes.
void shorten(PublishedList& list) {
    auto& deltas = list.deltas;
    deltas.erase(std::remove_if(deltas.begin(), deltas.end(),
                                [&](const auto& delta) { return delta.from == list.contentHash; }),
                 deltas.end());
    std::uint64_t bytes = 0;
    std::size_t kept = 0;
    while (kept < std::min(deltas.size(), kMostDeltas)) {
        bytes += deltas[deltas.size() - 1 - kept].bytes;
        if (bytes > list.snapshotBytes) break;
        ++kept;
    }
    deltas.erase(deltas.begin(), deltas.end() - static_cast<std::ptrdiff_t>(kept));
}

/// The last store; nothing where it is not here or another one.
std::optional<fs::path> oldStoreOf(const Places& places, const PublishedList& old) {
    auto path = places.folder / storePath(old.name, old.contentHash);
    const auto store = watchlist::Store::open(path);
    if (!store || store->summary().contentHash != old.contentHash) return std::nullopt;
    return path;
}

Expected<void> stageFiles(Work& work, const PublishedList* old) {
    auto& draft = work.draft;
    if (auto ok = addSnapshot(work); !ok) return ok;
    if (old != nullptr) {
        const auto store = oldStoreOf(work.places, *old);
        draft.startsAnew = !store;
        if (!store) draft.list.deltas.clear();
        if (store) {
            if (auto ok = addDelta(work, *store, old->contentHash); !ok) return ok;
        }
    }
    shorten(draft.list);
    return work.stage.place(work.store, storePath(draft.list.name, draft.list.contentHash));
}

}  // namespace

Expected<tuf::TargetFile> stageTarget(const std::string& target, const fs::path& file, Stage& stage) {
    auto content = contentOfFile(file);
    if (!content) return tl::unexpected(content.error());
    const auto served = servedName(target, content->hashes.at("sha256"));
    if (auto ok = stage.place(file, fs::path("repository") / "targets" / served); !ok)
        return tl::unexpected(ok.error());
    return tuf::TargetFile{std::move(*content), nullptr};
}

Expected<ListDraft> draftList(const ListOrder& order, const PublishedList* old, const std::string& today,
                              const Places& places, Stage& stage,
                              const std::function<void(const watchlist::ImportState&)>& progress) {
    if (!sync::isListName(order.name))
        return failure(text::quoted(order.name) +
                       " cannot be the name of a list; use letters, digits, '-', '_' and '.'");
    if (order.version && text::visibleText(*order.version) != *order.version)
        return failure("the version holds characters that cannot be seen; give another one");
    Work work{places, stage, stage.scratch("list.watchlist"), {}, {}};
    auto summary = watchlist::importLists(
        {order.files, work.store, order.name, order.version.value_or(today)}, progress);
    if (!summary) return tl::unexpected(summary.error());
    work.summary = std::move(*summary);
    auto& draft = work.draft;
    if (old != nullptr) draft.list = *old;
    if (old != nullptr && old->contentHash == work.summary.contentHash) {
        draft.sameContent = true;
        draft.list.version = order.version.value_or(old->version);
        return draft;
    }
    draft.list.name = order.name;
    draft.list.version = work.summary.version;
    draft.list.contentHash = work.summary.contentHash;
    draft.list.entries = work.summary.serials + work.summary.others;
    if (auto ok = stageFiles(work, old); !ok) return tl::unexpected(ok.error());
    return std::move(draft);
}

}  // namespace tidewaiter::publisher
