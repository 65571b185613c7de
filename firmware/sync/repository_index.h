// RepositoryIndex: what a repository of watchlists holds, and by which targets a device gets there
// (FORMAT.md). Thread rule: immutable values and pure functions, safe to use from any thread.
//
// Who publishes writes it as the target "index.json"; that it is signed is the business of firmware/tuf.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"

namespace tidewaiter::sync {

inline constexpr std::string_view kIndexTarget = "index.json";

struct PublishedDelta {
    std::string from;         ///< content hash of the list that it changes, 64 hexadecimal digits
    std::string to;           ///< content hash of what it leads to
    std::string target;       ///< its path
    std::uint64_t bytes = 0;  ///< its size

    bool operator==(const PublishedDelta&) const = default;
};

struct PublishedList {
    std::string name;                 ///< a file's name without path: letters, digits, '-', '_', '.', ' '
    std::string version;              ///< as the publisher counts, or empty
    std::string contentHash;          ///< of the list, 64 hexadecimal digits
    std::int64_t entries = 0;         ///< of all kinds
    std::string snapshot;             ///< path of the target that holds all of it
    std::uint64_t snapshotBytes = 0;  ///< its size
    std::vector<PublishedDelta> deltas;

    bool operator==(const PublishedList&) const = default;
};

struct RepositoryIndex {
    std::vector<PublishedList> lists;   ///< names are unique
    std::optional<std::string> policy;  ///< path of the target that is the policy, where one is published

    bool operator==(const RepositoryIndex&) const = default;
};

/// Whether a list may be called so: its name becomes a file's on the device.
[[nodiscard]] bool isListName(std::string_view name);

[[nodiscard]] std::string toJson(const RepositoryIndex& index);

/// Fails with what is wrong: no JSON, another schema, a name that leads into another folder or stands twice,
/// a hash that is none, a size below zero. Members that are not known are passed over.
[[nodiscard]] Expected<RepositoryIndex> parseIndex(std::string_view bytes);

/// The targets, in the order to apply them, that lead from the content `have` (a hash, or empty) to the
/// list's with the fewest bytes: deltas one after the other, or the snapshot. Empty where `have` is it
/// already.
[[nodiscard]] std::vector<std::string> cheapestPath(const PublishedList& list, std::string_view have);

}  // namespace tidewaiter::sync
