// Refusal: why the station did not do what it was asked, for people and for programs.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace tidewaiter::station {

/// What kind of no it is.
enum class Why {
    Unknown,     ///< there is no such thing
    State,       ///< not now: the thing is in another state
    Value,       ///< what was given cannot be
    Busy,        ///< later, perhaps: a queue is full, a device is gone, the disk is full
    Permission,  ///< not by this person
    Failed,      ///< it was tried and did not work
};

struct Refusal {
    Why why = Why::Failed;
    std::string code;      ///< for programs, dotted: "queue.full"; never change one
    std::string sentence;  ///< for people: what to do next

    bool operator==(const Refusal&) const = default;
};

template <class T>
using Outcome = tl::expected<T, Refusal>;

[[nodiscard]] inline tl::unexpected<Refusal> refused(Why why, std::string code, std::string sentence) {
    return tl::unexpected(Refusal{why, std::move(code), std::move(sentence)});
}

}  // namespace tidewaiter::station
