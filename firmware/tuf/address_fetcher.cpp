#include "firmware/tuf/address_fetcher.h"

namespace tidewaiter::tuf {

tl::expected<void, FetchError> AddressFetcher::fetch(const FetchRequest& request, const Sink& sink) {
    if (request.url.starts_with("file://")) return folder_.fetch(request, sink);
    return web_.fetch(request, sink);
}

std::string addressOf(const std::string& urlOrFolder) {
    return urlOrFolder.find("://") == std::string::npos ? folderUrl(urlOrFolder) : urlOrFolder;
}

}  // namespace tidewaiter::tuf
