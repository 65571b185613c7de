// Error: why an operation failed, as one sentence that tells a person what to do next.
// Thread rule: immutable value, safe to copy between threads.
//
// Three tiers in this project: a broken contract asserts or throws std::invalid_argument, a failed operation
// returns Expected<T>, and bad evidence (an unreadable mark, say) is data in the result.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace tidewaiter {

struct Error {
    std::string message;  ///< names the offending piece and place, and what to do next

    bool operator==(const Error&) const = default;
};

/// Either a value or the Error that kept it from being made. tl::expected until the compiler has
/// std::expected.
template <class T>
using Expected = tl::expected<T, Error>;

/// Makes the failed side of an Expected from a sentence.
[[nodiscard]] inline tl::unexpected<Error> failure(std::string message) {
    return tl::unexpected<Error>(Error{std::move(message)});
}

}  // namespace tidewaiter
