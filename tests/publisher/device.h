// Device: updates from a published repository as devices in the field do.
// Thread rule: one thread at a time.
#pragma once

#include <filesystem>
#include <string>

#include "firmware/sync/repository_index.h"
#include "firmware/tuf/folder_fetcher.h"
#include "firmware/tuf/updater.h"

namespace tidewaiter::publisher::tests {

class Device {
  public:
    /// With the root that it was handed, updating from `repository`.
    Device(std::filesystem::path folder, const std::filesystem::path& root,
           const std::filesystem::path& repository);

    [[nodiscard]] Expected<void> refresh(tuf::Time now);
    /// Refreshes and downloads a target; its content.
    [[nodiscard]] Expected<std::string> download(const std::string& target, tuf::Time now);
    /// Refreshes and brings the list to what is published, the cheapest way; the hash of its content.
    [[nodiscard]] Expected<std::string> update(const std::string& list, tuf::Time now);
    /// What the last update() took: targets, in order.
    [[nodiscard]] const std::vector<std::string>& taken() const { return taken_; }

  private:
    [[nodiscard]] Expected<tuf::Updater> refreshed(tuf::Time now);
    [[nodiscard]] Expected<std::filesystem::path> fetch(tuf::Updater& updater, const std::string& target);

    std::filesystem::path folder_;
    std::filesystem::path root_;
    std::filesystem::path repository_;
    tuf::FolderFetcher fetcher_;
    std::vector<std::string> taken_;
};

[[nodiscard]] std::string contentOf(const std::filesystem::path& file);

}  // namespace tidewaiter::publisher::tests
