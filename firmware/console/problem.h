// Problem: why the API does not do what it is asked, as "problem details" (RFC 9457).
// Thread rule: immutable value and pure functions, safe to use from any thread.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "firmware/console/web_message.h"
#include "firmware/station/refusal.h"

namespace tidewaiter::console {

struct Problem {
    int status = 500;
    std::string code;    ///< for programs, dotted; the page translates it
    std::string detail;  ///< for people: what to do next
    std::optional<int> retryAfterS{};
};

using Answer = tl::expected<WebResponse, Problem>;

[[nodiscard]] inline tl::unexpected<Problem> no(int status, std::string code, std::string detail) {
    return tl::unexpected(Problem{status, std::move(code), std::move(detail), {}});
}

[[nodiscard]] Problem problemOf(const station::Refusal& refusal);
/// What the server itself refuses: 400, 404, 405, 408, 413, 431, 500, 503.
[[nodiscard]] Problem problemOfStatus(int status);
[[nodiscard]] WebResponse responseOf(const Problem& problem);

}  // namespace tidewaiter::console
