#include "tests/sync/published_lists.h"

#include <gtest/gtest.h>

#include <fstream>

#include "firmware/tuf/file_reader.h"
#include "firmware/watchlist/list_file.h"
#include "firmware/watchlist/lists.h"
#include "firmware/watchlist/store_builder.h"

namespace tidewaiter::sync::tests {

namespace fs = std::filesystem;

namespace {

std::string bytesOf(const fs::path& file) {
    return tuf::readFile(file).value().value_or("");
}

void writeFile(const fs::path& file, const std::string& bytes) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace

Entries versionOf(int version, int count) {
    Entries entries;
    for (int i = 0; i < count; ++i) {
        const bool own = i % 10 == 0;
        entries.push_back(
            watchlist::tests::serial("SN" + std::to_string(1000000 + i + (own ? version * 1000000 : 0))));
    }
    return entries;
}

PublishedLists::PublishedLists() {
    writeFile(root(), repository_.published("root").front());
}

fs::path PublishedLists::storeOf(const std::string& name, int version) const {
    return folder_ / (name + std::to_string(version));
}

void PublishedLists::put(const std::string& name, const Entries& entries) {
    const int version = ++versions_[name];
    const auto store = storeOf(name, version);
    auto builder = watchlist::StoreBuilder::begin(store);
    ASSERT_TRUE(builder) << builder.error().message;
    for (const auto& entry : entries) ASSERT_TRUE(builder->add(entry));
    const auto summary = builder->finish({name, std::to_string(version)});
    ASSERT_TRUE(summary) << summary.error().message;

    PublishedList list{
        name, summary->version, summary->contentHash, summary->serials + summary->others, "", 0, {}};
    const auto file = folder_ / "list file";
    const auto snapshot = watchlist::writeSnapshot(store, file);
    ASSERT_TRUE(snapshot) << snapshot.error().message;
    list.snapshot = "lists/" + name + "/" + list.contentHash.substr(0, 16) + ".jsonl.zst";
    list.snapshotBytes = snapshot->bytes;
    repository_.addTarget("targets", list.snapshot, bytesOf(file));
    if (const auto before = lists_.find(name); before != lists_.end()) {
        list.deltas = before->second.deltas;
        const auto delta = watchlist::writeDelta(storeOf(name, version - 1), store, file);
        ASSERT_TRUE(delta) << delta.error().message;
        const auto from = before->second.contentHash;
        const auto target =
            "lists/" + name + "/" + from.substr(0, 16) + "-" + list.contentHash.substr(0, 16) + ".delta.zst";
        list.deltas.push_back({from, list.contentHash, target, delta->bytes});
        repository_.addTarget("targets", target, bytesOf(file));
    }
    lists_[name] = list;
}

void PublishedLists::remove(const std::string& name) {
    lists_.erase(name);
}

void PublishedLists::setPolicy(const std::string& policy) {
    policy_ = "policy/policy.toml";
    repository_.addTarget("targets", *policy_, policy);
}

void PublishedLists::publish() {
    RepositoryIndex content{{}, policy_};
    for (const auto& [name, list] : lists_) content.lists.push_back(list);
    repository_.addTarget("targets", std::string(kIndexTarget), index.empty() ? toJson(content) : index);
    repository_.publishTargets();
    write();
}

void PublishedLists::write() {
    for (const char* role : {"root", "snapshot", "targets"}) {
        const auto& published = repository_.published(role);
        for (std::size_t i = 0; i < published.size(); ++i)
            writeFile(folder() / "metadata" / (std::to_string(i + 1) + "." + role + ".json"), published[i]);
    }
    writeFile(folder() / "metadata" / "timestamp.json", repository_.published("timestamp").back());
    for (const auto& [path, bytes] : repository_.artifacts) {
        const auto hash = repository_.role("targets")["targets"][path]["hashes"]["sha256"].get<std::string>();
        const fs::path target(path);
        writeFile(folder() / "targets" / target.parent_path() / (hash + "." + target.filename().string()),
                  bytes);
    }
}

Expected<SyncReport> Device::sync(const std::string& repository) {
    tuf::AddressFetcher fetcher(transfer);
    const SyncMeans means{fetcher, [this] { return now; },
                          [this](const std::string& policy) -> Expected<void> {
                              if (!refusedPolicy.empty() && policy == refusedPolicy)
                                  return failure("the policy is for a newer program; update the program");
                              return {};
                          },
                          [this](const SyncProgress& progress) { told.push_back(progress.what); }};
    std::error_code unknown;
    const bool first = !fs::exists(syncFolder(lists()) / "metadata" / "root.json", unknown);
    return synchronize({lists(), repository, first ? std::optional(publisher_.root()) : std::nullopt, limits},
                       means);
}

void Device::expectSync() {
    const auto report = sync();
    EXPECT_TRUE(report) << report.error().message;
}

void Device::expectRefusal(const std::string& part, const std::string& repository) {
    const auto report = sync(repository);
    ASSERT_FALSE(report) << "wanted: " << part;
    EXPECT_NE(report.error().message.find(part), std::string::npos) << report.error().message;
    EXPECT_NE(report.error().message.find("what was in use stays in use; "), std::string::npos)
        << report.error().message;
}

bool Device::has(const std::string& name) const {
    return fs::exists(lists() / (name + std::string(watchlist::kStoreEnding)));
}

std::string Device::hashOf(const std::string& name) const {
    auto store = watchlist::Store::open(lists() / (name + std::string(watchlist::kStoreEnding)));
    EXPECT_TRUE(store) << store.error().message;
    if (!store) return {};
    EXPECT_TRUE(store->isWhole().value_or(false)) << name;
    return store->summary().contentHash;
}

}  // namespace tidewaiter::sync::tests
