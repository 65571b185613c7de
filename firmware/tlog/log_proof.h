// LogProof: that one entry is in a log, as a text that proves it by itself and without a network.
// Thread rule: immutable value and pure functions, safe to use from any thread.
//
// Source: C2SP tlog-proof (https://c2sp.org/tlog-proof).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/tlog/checkpoint.h"

namespace tidewaiter::tlog {

struct LogProof {
    std::uint64_t index = 0;   ///< of the entry
    std::vector<Hash> hashes;  ///< from the leaf's sibling up
    std::string checkpoint;    ///< signed note, byte for byte, cosignatures included

    bool operator==(const LogProof&) const = default;
};

[[nodiscard]] std::string textOf(const LogProof& proof);

/// Extra data are left out. Fails, with what is wrong, on anything that is no proof.
[[nodiscard]] Expected<LogProof> parseLogProof(std::string_view text);

/// The checkpoint that holds `entry` at the proof's index, signed by `key`. Fails where the proof does not
/// show that.
[[nodiscard]] Expected<Checkpoint> checkProof(const LogProof& proof, std::string_view entry,
                                              const VerifierKey& key);

}  // namespace tidewaiter::tlog
