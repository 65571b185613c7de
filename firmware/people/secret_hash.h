// SecretHasher: PINs and passwords as Argon2id hashes, at most two of them at work at once.
// Thread rule: safe to call from any thread; calls wait for their turn.
//
// Each hash takes its memory (64 MiB) and a good part of a second of a core: without turns, a few dozen
// people who guess would take the device's memory.
// Source: RFC 9106, by libsodium.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "models/error.h"

namespace tidewaiter::people {

/// Cost of Argon2id.
struct HashCost {
    std::uint64_t passes = 2;                     ///< at least 1
    std::size_t memory = std::size_t{64} << 20U;  ///< bytes, at least 8 KiB
};

class SecretHasher {
  public:
    static constexpr int kAtOnce = 2;
    static constexpr int kWaiting = 4;  ///< from here on isBusy()

    /// Takes the time of one hash.
    explicit SecretHasher(HashCost cost);

    /// A text that names algorithm, cost and salt. Fails where the memory is not there.
    [[nodiscard]] Expected<std::string> hash(std::string_view secret);

    /// Whether `secret` is what `hash` was made of. Without a hash it takes as long and says no, so that
    /// nobody can tell who is known here.
    [[nodiscard]] bool verify(const std::optional<std::string>& hash, std::string_view secret);
    /// So many wait that another one had better come back later.
    [[nodiscard]] bool isBusy() const;

  private:
    class Turn;

    HashCost cost_;
    std::string nobodys_;
    mutable std::mutex mutex_;
    std::condition_variable freed_;
    int atWork_ = 0;
    int waiting_ = 0;
};

}  // namespace tidewaiter::people
