// PublishedLists: a publisher of watchlists, and a device that synchronizes with it.
// Thread rule: one thread at a time.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "firmware/sync/repository_index.h"
#include "firmware/sync/synchronizer.h"
#include "firmware/tuf/address_fetcher.h"
#include "firmware/watchlist/entry.h"
#include "tests/tuf/repository.h"
#include "tests/watchlist/list_folder.h"

namespace tidewaiter::sync::tests {

using ListFolder = watchlist::tests::ListFolder;
using Entries = std::vector<watchlist::Entry>;

/// `count` serial numbers, of which every tenth is of this version alone.
[[nodiscard]] Entries versionOf(int version, int count = 2000);

/// Lists by name, published as files in a folder: repository/metadata and repository/targets.
class PublishedLists {
  public:
    PublishedLists();

    /// Puts this list in the place of the one of that name, with a delta from it, and publishes all.
    void put(const std::string& name, const Entries& entries);
    void remove(const std::string& name);
    void setPolicy(const std::string& policy);
    /// Signs everything anew, and writes the files that a server has.
    void publish();

    /// What the list is, as it was published last.
    [[nodiscard]] const PublishedList& list(const std::string& name) const { return lists_.at(name); }
    [[nodiscard]] std::filesystem::path folder() const { return folder_ / "repository"; }
    [[nodiscard]] std::filesystem::path root() const { return folder_ / "root.json"; }
    [[nodiscard]] tidewaiter::tests::Repository& repository() { return repository_; }

    std::string index{};  ///< published instead of the right one, where it is not empty

  private:
    [[nodiscard]] std::filesystem::path storeOf(const std::string& name, int version) const;
    void write();

    ListFolder folder_;
    tidewaiter::tests::Repository repository_;
    std::map<std::string, PublishedList> lists_;
    std::map<std::string, int> versions_;
    std::optional<std::string> policy_;
};

/// A folder of watchlists and what it was told.
class Device {
  public:
    explicit Device(const PublishedLists& publisher) : publisher_(publisher) {}

    /// Synchronizes with `repository`, an address or a folder.
    [[nodiscard]] Expected<SyncReport> sync(const std::string& repository);
    [[nodiscard]] Expected<SyncReport> sync() { return sync(publisher_.folder().string()); }
    void expectSync();
    /// The synchronization must fail with a sentence that holds `part`.
    void expectRefusal(const std::string& part) { expectRefusal(part, publisher_.folder().string()); }
    void expectRefusal(const std::string& part, const std::string& repository);

    /// Hash of the list in use; empty, with a failure of the test, where it is not whole.
    [[nodiscard]] std::string hashOf(const std::string& name) const;
    [[nodiscard]] bool has(const std::string& name) const;
    [[nodiscard]] const std::filesystem::path& lists() const { return folder_.path(); }

    tuf::Time now = tidewaiter::tests::today();
    tuf::TransferSettings transfer{};  ///< patience with servers
    tuf::Limits limits{};
    std::string refusedPolicy{};  ///< a policy of this content cannot be used
    std::vector<std::string> told{};

  private:
    const PublishedLists& publisher_;
    ListFolder folder_;
};

}  // namespace tidewaiter::sync::tests
