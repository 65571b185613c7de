// FolderFetcher: a repository in a folder, on a USB stick for instance.
// Thread rule: one thread at a time.
#pragma once

#include "firmware/tuf/fetcher.h"

namespace tidewaiter::tuf {

/// Takes addresses "file:///FOLDER/NAME", percent-encoded. Regular files only; a name that leads out of its
/// folder is not found.
class FolderFetcher : public Fetcher {
  public:
    [[nodiscard]] tl::expected<void, FetchError> fetch(const FetchRequest& request,
                                                       const Sink& sink) override;
};

/// A folder as an address for it.
[[nodiscard]] std::string folderUrl(const std::string& folder);

}  // namespace tidewaiter::tuf
