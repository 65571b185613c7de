#include "tests/publisher/device.h"

#include <fstream>
#include <iterator>

#include "firmware/watchlist/list_update.h"

namespace tidewaiter::publisher::tests {

namespace fs = std::filesystem;

std::string contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

Device::Device(fs::path folder, const fs::path& root, const fs::path& repository)
    : folder_(std::move(folder)), root_(root), repository_(repository) {}

Expected<tuf::Updater> Device::refreshed(tuf::Time now) {
    const auto metadata = folder_ / "metadata";
    if (!fs::exists(metadata)) {
        if (auto ok = tuf::Updater::initialize(metadata, contentOf(root_)); !ok)
            return tl::unexpected(ok.error());
        fs::create_directories(folder_ / "targets");
    }
    const auto url = tuf::folderUrl(repository_.string());
    auto updater = tuf::Updater::open({metadata, url + "/metadata", url + "/targets", {}, {}}, fetcher_,
                                      [now] { return now; });
    if (!updater) return updater;
    if (auto ok = updater->refresh(); !ok) return tl::unexpected(ok.error());
    return updater;
}

Expected<void> Device::refresh(tuf::Time now) {
    const auto updater = refreshed(now);
    if (!updater) return tl::unexpected(updater.error());
    return {};
}

Expected<fs::path> Device::fetch(tuf::Updater& updater, const std::string& target) {
    const auto found = updater.findTarget(target);
    if (!found) return tl::unexpected(found.error());
    return updater.download(*found, folder_ / "targets");
}

Expected<std::string> Device::download(const std::string& target, tuf::Time now) {
    auto updater = refreshed(now);
    if (!updater) return tl::unexpected(updater.error());
    const auto file = fetch(*updater, target);
    if (!file) return tl::unexpected(file.error());
    return contentOf(*file);
}

Expected<std::string> Device::update(const std::string& name, tuf::Time now) {
    auto updater = refreshed(now);
    if (!updater) return tl::unexpected(updater.error());
    const auto file = fetch(*updater, std::string(sync::kIndexTarget));
    if (!file) return tl::unexpected(file.error());
    const auto index = sync::parseIndex(contentOf(*file));
    if (!index) return tl::unexpected(index.error());
    for (const auto& list : index->lists) {
        if (list.name != name) continue;
        const auto store = folder_ / (name + ".watchlist");
        const auto have = watchlist::Store::open(store);
        taken_ = sync::cheapestPath(list, have ? have->summary().contentHash : "");
        watchlist::UpdateOrder order{{}, store, {list.name, list.version, list.contentHash}};
        for (const auto& target : taken_) {
            const auto part = fetch(*updater, target);
            if (!part) return tl::unexpected(part.error());
            order.files.push_back(*part);
        }
        const auto updated = watchlist::updateStore(order);
        if (!updated) return tl::unexpected(updated.error());
        return updated->contentHash;
    }
    return failure("the list is not published");
}

}  // namespace tidewaiter::publisher::tests
