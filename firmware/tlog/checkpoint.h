// Checkpoint: how many entries a log has and what its root is, signed.
// Thread rule: immutable value and pure functions, safe to use from any thread.
//
// Source: C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "firmware/tlog/merkle.h"
#include "firmware/tlog/signed_note.h"
#include "models/error.h"

namespace tidewaiter::tlog {

struct Checkpoint {
    std::string origin;  ///< the log's name: its first line
    std::uint64_t size = 0;
    Hash root{};
    std::string extensions{};  ///< further lines, each with its line end

    bool operator==(const Checkpoint&) const = default;
};

/// The text that is signed.
[[nodiscard]] std::string textOf(const Checkpoint& checkpoint);

/// Of the text of a note. Fails on anything else, leading zeros included.
[[nodiscard]] Expected<Checkpoint> parseCheckpoint(std::string_view text);

/// The checkpoint in a note that `key`, which has the log's name, has signed.
[[nodiscard]] Expected<Checkpoint> openCheckpoint(std::string_view note, const VerifierKey& key);

}  // namespace tidewaiter::tlog
