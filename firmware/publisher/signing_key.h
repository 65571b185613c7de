// SigningKey: an Ed25519 pair whose private part signs metadata.
// Thread rule: belongs to one thread at a time.
//
// Source: RFC 8032, by libsodium; The Update Framework 1.0.34, section 4.2, for the form of the public part
// and the id.
#pragma once

#include <string>
#include <string_view>

#include "firmware/files/secret.h"
#include "firmware/tuf/key.h"

namespace tidewaiter::publisher {

using files::Secret;

class SigningKey {
  public:
    /// A new pair from the system's source of random numbers.
    [[nodiscard]] static SigningKey make();
    /// The pair that grows from `seed`. Precondition: it has kSeedBytes.
    [[nodiscard]] static SigningKey fromSeed(const Secret& seed);
    static constexpr std::size_t kSeedBytes = 32;

    [[nodiscard]] const tuf::Key& publicKey() const { return publicKey_; }
    [[nodiscard]] const std::string& id() const { return id_; }
    /// What the pair grows from: all there is to keep.
    [[nodiscard]] Secret seed() const;
    /// Hexadecimal digits.
    [[nodiscard]] std::string sign(std::string_view message) const;

  private:
    SigningKey(Secret secret, tuf::Key publicKey);

    Secret secret_;  // as libsodium keeps it: seed and public part
    tuf::Key publicKey_;
    std::string id_;
};

/// The id of a public key: SHA-256 of its canonical JSON, as the reference implementation derives it.
[[nodiscard]] std::string idOf(const tuf::Key& key);

}  // namespace tidewaiter::publisher
