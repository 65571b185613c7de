// LogProof: that an entry is in a log, in one text that is verified without the log.
// Thread rule: immutable value and pure functions, safe to use from any thread.
//
// Source: C2SP tlog-proof (https://c2sp.org/tlog-proof@v1); such files end with ".tlog-proof".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/tlog/checkpoint.h"

namespace tidewaiter::tlog {

struct LogProof {
    std::uint64_t index = 0;
    std::vector<Hash> hashes;  ///< from the leaf up
    std::string note;          ///< the signed checkpoint, byte for byte
    std::string extra{};       ///< bytes that the proof says nothing about

    bool operator==(const LogProof&) const = default;
};

[[nodiscard]] std::string textOf(const LogProof& proof);
/// Fails on what is no such text. Nothing is verified yet.
[[nodiscard]] Expected<LogProof> parseLogProof(std::string_view text);

/// Whether the log of `key` holds `entry` where the proof says so. Gives the checkpoint that it holds for.
[[nodiscard]] Expected<Checkpoint> verifyLogProof(const LogProof& proof, std::string_view entry,
                                                  const VerifierKey& key);

}  // namespace tidewaiter::tlog
