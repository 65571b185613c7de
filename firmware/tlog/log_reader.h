// LogReader: a log of static files, trusted only as far as its signed checkpoint reaches.
// Thread rule: reads files; safe to call from any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "firmware/tlog/checkpoint.h"

namespace tidewaiter::tlog {

class LogReader {
  public:
    /// Fails where there is no checkpoint that `key` has signed.
    [[nodiscard]] static Expected<LogReader> open(const std::filesystem::path& folder,
                                                  const VerifierKey& key);

    [[nodiscard]] const Checkpoint& checkpoint() const { return checkpoint_; }
    /// The signed note, byte for byte.
    [[nodiscard]] const std::string& note() const { return note_; }

    /// The bytes of the entry at `index`; they are what its bundle says, which verify() holds against the
    /// root. Precondition: `index` is below the checkpoint's size.
    [[nodiscard]] Expected<std::string> entry(std::uint64_t index) const;

    /// That the entry at `index` is in the tree of the checkpoint (RFC 9162, 2.1.3.1), from the tiles.
    [[nodiscard]] Expected<std::vector<Hash>> inclusionProof(std::uint64_t index) const;
    /// That the tree of the first `oldSize` entries is the beginning of the checkpoint's (2.1.4.1).
    [[nodiscard]] Expected<std::vector<Hash>> consistencyProof(std::uint64_t oldSize) const;

    /// The log as it was under an earlier checkpoint. Fails where `key` has not signed `note`, and where this
    /// log does not continue it.
    [[nodiscard]] Expected<LogReader> asOf(std::string note, const VerifierKey& key) const;

    /// Hashes every entry and every tile anew and holds them against the root. Fails with a sentence that
    /// names the file that is missing or was changed. Memory does not grow with the log.
    [[nodiscard]] Expected<void> verify() const;

  private:
    LogReader(std::filesystem::path folder, std::string note, Checkpoint checkpoint)
        : folder_(std::move(folder)), note_(std::move(note)), checkpoint_(std::move(checkpoint)) {}

    std::filesystem::path folder_;
    std::string note_;
    Checkpoint checkpoint_;
};

}  // namespace tidewaiter::tlog
