// Digests: what the content of a file must be, and the sums that say whether it is.
// Thread rule: immutable values and pure functions, safe from any thread; a ContentCheck belongs to one
// thread.
//
// Source: The Update Framework 1.0.34, sections 4.4 (METAFILES) and 4.5 (TARGETS).
#pragma once

#include <sodium.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "models/error.h"

namespace tidewaiter::tuf {

/// Name of the algorithm ("sha256", "sha512") to lower-case hexadecimal digits.
using Hashes = std::map<std::string, std::string>;

/// A length that may be open and hashes that may be none: what is not stated is not checked.
struct Content {
    std::optional<std::uint64_t> length;  ///< bytes
    Hashes hashes;

    bool operator==(const Content&) const = default;
};

/// Takes the content of a file piece by piece.
class ContentCheck {
  public:
    ContentCheck();
    void add(std::string_view bytes);
    /// Whether all that was added is `expected`: its length if stated, and every hash, of which none may be
    /// of an algorithm that is not known. Messages begin with `name`.
    [[nodiscard]] Expected<void> verify(const Content& expected, const std::string& name) const;

  private:
    [[nodiscard]] std::optional<std::string> hash(const std::string& algorithm) const;

    std::uint64_t length_ = 0;
    crypto_hash_sha256_state sha256_{};
    crypto_hash_sha512_state sha512_{};
};

/// The same for bytes at hand.
[[nodiscard]] Expected<void> verifyContent(std::string_view bytes, const Content& expected,
                                           const std::string& name);

/// Whether all hashes are of algorithms that are known; one that is not would protect nothing.
[[nodiscard]] Expected<void> checkVerifiable(const Content& expected, const std::string& name);

[[nodiscard]] std::string sha256Hex(std::string_view bytes);

/// Whether a text is one: 64 hexadecimal digits in lower case.
[[nodiscard]] bool isSha256Hex(std::string_view text);

/// The hash that comes before the name of a target in a consistent snapshot: SHA-256 before SHA-512; nothing
/// when neither is there.
[[nodiscard]] std::optional<std::string> namingHash(const Hashes& hashes);

}  // namespace tidewaiter::tuf
