// Fetcher: where the files of a repository come from.
// Thread rule: one thread at a time.
//
// Nothing that a fetcher brings is trusted. What it owes is bounds: never more bytes than were asked for, and
// an end after a bounded time however slowly they come.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "models/error.h"

namespace tidewaiter::tuf {

enum class FetchProblem {
    NotFound,  ///< there is no such file, says the source
    TooLong,   ///< it has more bytes than were asked for
    Failed,    ///< the source cannot be reached, broke off, or was too slow
};

struct FetchError {
    FetchProblem problem = FetchProblem::Failed;
    std::string message;  ///< one sentence that says what to do
};

struct FetchRequest {
    std::string url;             ///< percent-encoded
    std::uint64_t maxBytes = 0;  ///< of the whole file
    std::uint64_t from = 0;      ///< bytes at its beginning that are here already and are not delivered
};

/// Takes the bytes in order, piece by piece. An error ends the fetch.
using Sink = std::function<Expected<void>(std::string_view)>;

class Fetcher {
  public:
    Fetcher() = default;
    Fetcher(const Fetcher&) = delete;
    Fetcher& operator=(const Fetcher&) = delete;
    virtual ~Fetcher() = default;

    [[nodiscard]] virtual tl::expected<void, FetchError> fetch(const FetchRequest& request,
                                                               const Sink& sink) = 0;
};

}  // namespace tidewaiter::tuf
