// AddressFetcher: the fetcher that an address asks for, a web server or a folder.
// Thread rule: one thread at a time.
#pragma once

#include <string>

#include "firmware/tuf/curl_fetcher.h"
#include "firmware/tuf/folder_fetcher.h"

namespace tidewaiter::tuf {

/// Takes "http://", "https://" and "file://" as they come, so that metadata and targets may lie in two
/// places.
class AddressFetcher : public Fetcher {
  public:
    explicit AddressFetcher(TransferSettings settings = {}) : web_(std::move(settings)) {}

    [[nodiscard]] tl::expected<void, FetchError> fetch(const FetchRequest& request,
                                                       const Sink& sink) override;

  private:
    CurlFetcher web_;
    FolderFetcher folder_;
};

/// What a person or a configuration calls a repository, as an address: a path becomes one of a folder.
[[nodiscard]] std::string addressOf(const std::string& urlOrFolder);

}  // namespace tidewaiter::tuf
