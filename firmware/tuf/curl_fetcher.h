// CurlFetcher: a repository on a web server or an object store, over HTTP or HTTPS, by libcurl.
// Thread rule: one thread at a time.
//
// What breaks off is tried again after a growing pause and goes on where it stopped (RFC 9110, section 14).
// The environment's http_proxy, https_proxy and no_proxy count unless a proxy is set.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "firmware/tuf/fetcher.h"

namespace tidewaiter::tuf {

struct TransferSettings {
    std::string proxy;                        ///< address of a proxy; empty: as the environment says
    std::chrono::seconds connectTimeout{15};  ///< to reach the server
    long slowest = 8192;                      ///< bytes a second; slower than that ...
    std::chrono::seconds slowFor{20};         ///< ... for this long breaks off
    std::chrono::milliseconds longest{
        60'000};       ///< for one file with all attempts, and the time that its most
                       ///< bytes take at `slowest` on top: nothing takes forever
    int attempts = 4;  ///< for one file
    std::chrono::milliseconds firstPause{500};  ///< before the second attempt; doubles each time
};

class CurlFetcher : public Fetcher {
  public:
    explicit CurlFetcher(TransferSettings settings = {});
    ~CurlFetcher() override;

    [[nodiscard]] tl::expected<void, FetchError> fetch(const FetchRequest& request,
                                                       const Sink& sink) override;

  private:
    class Handle;

    TransferSettings settings_;
    std::unique_ptr<Handle> handle_;
};

}  // namespace tidewaiter::tuf
