#include "firmware/sync/synchronizer.h"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>

#include "firmware/files/durable_file.h"
#include "firmware/sync/repository_index.h"
#include "firmware/text/visible_text.h"
#include "firmware/tuf/address_fetcher.h"
#include "firmware/tuf/file_reader.h"
#include "firmware/watchlist/list_update.h"
#include "firmware/watchlist/lists.h"

namespace tidewaiter::sync {

namespace fs = std::filesystem;
using Kind = ListChange::Kind;

namespace {

std::string withSlash(std::string address) {
    if (!address.ends_with('/')) address += '/';
    return address;
}

Expected<std::string> wholeFile(const fs::path& file) {
    auto bytes = tuf::readFile(file);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes)
        return failure("there is no file '" + text::visibleText(file.string()) + "'; check its name");
    return std::move(**bytes);
}

/// Keeps a second process out until it is closed.
Expected<files::Descriptor> locked(const fs::path& file) {
    files::Descriptor lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (!lock.isOpen()) return tl::unexpected(files::writeError(file, errno));
    if (::flock(lock.number(), LOCK_EX | LOCK_NB) == 0) return lock;
    return failure("these watchlists are being synchronized already; wait until that has finished");
}

/// One synchronization, step by step.
class Synchronization {
  public:
    Synchronization(const SyncOrder& order, const SyncMeans& means)
        : order_(order),
          means_(means),
          address_(withSlash(tuf::addressOf(order.repository))),
          folder_(syncFolder(order.lists)) {}

    Expected<SyncReport> run() {
        auto done = prepare()
                        .and_then([&] { return trust(); })
                        .and_then([&] { return refresh(); })
                        .and_then([&] { return readIndex(); })
                        .and_then([&] { return claimNames(); })
                        .and_then([&] { return updateLists(); })
                        .and_then([&] { return removeLists(); })
                        .and_then([&] { return updatePolicy(); })
                        .and_then([&] { return finish(); });
        if (!done) return tl::unexpected(done.error());
        return std::move(report_);
    }

  private:
    Expected<void> prepare() {
        for (const auto& folder : {order_.lists, folder_, metadata(), downloads()}) {
            if (auto made = files::makeFolder(folder); !made) return made;
        }
        auto lock = locked(folder_ / "lock");
        if (!lock) return tl::unexpected(lock.error());
        lock_ = std::move(*lock);
        auto state = readSyncState(order_.lists);
        if (!state) return tl::unexpected(state.error());
        state_ = state->value_or(SyncState{});
        state_.repository = order_.repository;
        return {};
    }

    /// The first root comes with the device; each later one is signed by the one before it.
    Expected<void> trust() {
        const auto trusted = metadata() / "root.json";
        std::error_code unknown;
        const auto first = folder_ / "root.json";
        if (!fs::exists(trusted, unknown) && !order_.root)
            return failure(
                "these watchlists trust no publisher yet; name the root.json that you have from the "
                "publisher "
                "with --root");
        if (!order_.root) return {};
        const auto given = wholeFile(*order_.root);
        if (!given) return tl::unexpected(given.error());
        if (!fs::exists(trusted, unknown)) {
            if (auto kept = write(first, *given); !kept) return kept;
            return tuf::Updater::initialize(metadata(), *given);
        }
        const auto known = tuf::readFile(first);
        if (known && *known && **known == *given) return {};
        return failure(
            "these watchlists trust another publisher already; to trust this one instead, remove " +
            text::visibleText(folder_.string()) + " and synchronize again");
    }

    Expected<void> refresh() {
        means_.progress({"asking " + order_.repository});
        tuf::UpdaterSettings settings{
            metadata(), address_ + "metadata/", address_ + "targets/", order_.limits,
            [this](const tuf::DownloadProgress& progress) {
                means_.progress({"fetching " + progress.target, progress.received, progress.expected});
            }};
        auto updater = tuf::Updater::open(std::move(settings), means_.fetcher, means_.clock);
        if (!updater) return tl::unexpected(updater.error());
        updater_.emplace(std::move(*updater));
        return updater_->refresh();
    }

    Expected<std::string> fetched(const std::string& target) {
        return fetchedFile(target).and_then(wholeFile);
    }

    Expected<fs::path> fetchedFile(const std::string& target) {
        const auto info = updater_->findTarget(target);
        if (!info) return tl::unexpected(info.error());
        return updater_->download(*info, downloads());
    }

    Expected<void> readIndex() {
        auto index = fetched(std::string(kIndexTarget)).and_then(parseIndex);
        if (!index) return tl::unexpected(index.error());
        index_ = std::move(*index);
        return {};
    }

    /// From now on these lists are the repository's, whatever comes in between.
    Expected<void> claimNames() {
        std::error_code unknown;
        for (const auto& list : index_.lists) {
            if (!state_.lists.contains(list.name) && fs::exists(storeOf(list.name), unknown) &&
                !isOfRepository(list))
                return failure("a watchlist " + text::quoted(list.name) +
                               " was imported here by hand, and one of that name is published; remove " +
                               text::visibleText(storeOf(list.name).string()) + " and synchronize again");
        }
        for (const auto& list : index_.lists) state_.lists.insert(list.name);
        return writeSyncState(order_.lists, state_);
    }

    /// Whether what is in use has a content that was published: then only the note of it got lost.
    [[nodiscard]] bool isOfRepository(const PublishedList& list) const {
        const auto store = watchlist::Store::open(storeOf(list.name));
        if (!store) return false;
        const auto& content = store->summary().contentHash;
        return content == list.contentHash ||
               std::any_of(list.deltas.begin(), list.deltas.end(),
                           [&](const auto& delta) { return delta.from == content; });
    }

    Expected<void> updateLists() {
        for (const auto& list : index_.lists) {
            auto change = updated(list);
            if (!change)
                return failure("the watchlist " + text::quoted(list.name) +
                               " stays as it is: " + change.error().message);
            report_.lists.push_back(std::move(*change));
        }
        return {};
    }

    Expected<ListChange> updated(const PublishedList& list) {
        const auto store = watchlist::Store::open(storeOf(list.name));
        std::error_code unknown;
        ListChange change{list.name, list.version,
                          fs::exists(storeOf(list.name), unknown) ? Kind::Changed : Kind::New, list.entries};
        const auto have = store ? store->summary() : watchlist::Summary{};
        if (have.contentHash == list.contentHash && have.version == list.version) {
            change.kind = Kind::Unchanged;
            return change;
        }
        auto path = cheapestPath(list, have.contentHash);
        auto applied = apply(list, path, change);
        const std::vector<std::string> whole = {list.snapshot};
        if (!applied && path != whole && !path.empty()) applied = apply(list, path = whole, change);
        if (!applied) return tl::unexpected(applied.error());
        change.whole = path == whole;
        return change;
    }

    Expected<void> apply(const PublishedList& list, const std::vector<std::string>& path,
                         ListChange& change) {
        watchlist::UpdateOrder update{{}, storeOf(list.name), {list.name, list.version, list.contentHash}};
        for (const auto& target : path) {
            auto file = fetchedFile(target);
            if (!file) return tl::unexpected(file.error());
            std::error_code unknown;
            const auto bytes = fs::file_size(*file, unknown);
            change.fetched += unknown ? 0 : bytes;
            update.files.push_back(std::move(*file));
        }
        const auto working = [&](std::int64_t changes) {
            means_.progress({"writing " + list.name, static_cast<std::uint64_t>(changes)});
        };
        return watchlist::updateStore(update, working).map([](const auto&) {});
    }

    /// Those that are published no longer.
    Expected<void> removeLists() {
        for (auto name = state_.lists.begin(); name != state_.lists.end();) {
            const bool published = std::any_of(index_.lists.begin(), index_.lists.end(),
                                               [&](const auto& list) { return list.name == *name; });
            if (published) {
                ++name;
                continue;
            }
            std::error_code error;
            if (fs::remove(storeOf(*name), error)) report_.lists.push_back({*name, "", Kind::Removed});
            if (error) return tl::unexpected(files::writeError(storeOf(*name), error.value()));
            name = state_.lists.erase(name);
        }
        return {};
    }

    /// A policy that this program cannot use is told and left; lists do not wait for it.
    Expected<void> updatePolicy() {
        const auto file = folder_ / "policy.toml";
        std::error_code error;
        if (!index_.policy) {
            if (fs::remove(file, error)) report_.policy = SyncReport::Policy::Removed;
            return {};
        }
        const auto policy = fetched(*index_.policy);
        if (!policy) return tl::unexpected(policy.error());
        if (auto good = means_.checkPolicy(*policy); !good) {
            report_.policyProblem = good.error().message;
            return {};
        }
        const auto inUse = tuf::readFile(file);
        const bool same = inUse && *inUse && **inUse == *policy;
        report_.policy = same ? SyncReport::Policy::Unchanged : SyncReport::Policy::Changed;
        return same ? Expected<void>() : write(file, *policy);
    }

    Expected<void> finish() {
        const auto offline = updater_->readOffline();
        if (!offline) return tl::unexpected(offline.error());
        report_.expires = offline->expires();
        state_.completed = offline->refreshed;
        state_.expires = report_.expires;
        if (auto written = writeSyncState(order_.lists, state_); !written) return written;
        std::error_code ignored;  // what stays is removed the next time
        for (const auto& file : fs::directory_iterator(downloads(), ignored))
            fs::remove(file.path(), ignored);
        return {};
    }

    static Expected<void> write(const fs::path& file, const std::string& bytes) {
        auto partial = files::PartialFile::write(file, bytes);
        if (!partial) return tl::unexpected(partial.error());
        return partial->publish();
    }

    [[nodiscard]] fs::path metadata() const { return folder_ / "metadata"; }
    [[nodiscard]] fs::path downloads() const { return folder_ / "targets"; }
    [[nodiscard]] fs::path storeOf(const std::string& name) const {
        return order_.lists / (name + std::string(watchlist::kStoreEnding));
    }

    const SyncOrder& order_;
    const SyncMeans& means_;
    std::string address_;
    fs::path folder_;
    files::Descriptor lock_;
    SyncState state_;
    std::optional<tuf::Updater> updater_;
    RepositoryIndex index_;
    SyncReport report_;
};

std::string ageOf(const std::optional<SyncState>& state, tuf::Time now) {
    if (!state || !state->completed) return "they were never synchronized";
    const auto days = std::chrono::duration_cast<std::chrono::days>(now - *state->completed).count();
    if (days <= 0) return "last synchronized today";
    return "last synchronized " + std::to_string(days) + (days == 1 ? " day ago" : " days ago");
}

}  // namespace

Expected<SyncReport> synchronize(const SyncOrder& order, const SyncMeans& means) {
    auto report = Synchronization(order, means).run();
    if (report) return report;
    const auto state = readSyncState(order.lists);
    return failure(report.error().message + " (what was in use stays in use; " +
                   ageOf(state ? *state : std::nullopt, means.clock()) + ")");
}

}  // namespace tidewaiter::sync
