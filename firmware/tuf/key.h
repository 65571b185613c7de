// Keys: public keys of roles, and whether a signature is theirs.
// Thread rule: immutable value and pure functions, safe to call from any thread.
//
// Source: The Update Framework 1.0.34, section 4.2. Known are ed25519 (RFC 8032, by libsodium) and, by
// OpenSSL, ecdsa-sha2-nistp256, rsassa-pss-sha256 and rsa-pkcs1v15-sha256, the last one because the reference
// implementation and its conformance suite sign with it.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tidewaiter::tuf {

struct Key {
    std::string keyType;  ///< "ed25519", "ecdsa", "ecdsa-sha2-nistp256", "rsa"; others are kept, never used
    std::string scheme;   ///< of signatures, as above
    std::string publicPart;  ///< hexadecimal digits for ed25519, else PEM

    bool operator==(const Key&) const = default;
};

/// By key id. Ids are names, unique in their file, and are not computed anew: deployed repositories derive
/// them in several ways, and what the rule guards against, one key that counts twice, is prevented by
/// identityOf.
using Keys = std::map<std::string, Key>;

/// Whether `signature` (bytes) over `message` was made by the holder of `key`. False too for a key type or
/// scheme that is not known, a key that is none, and an RSA key below 2048 bits.
[[nodiscard]] bool verifies(const Key& key, std::string_view message, std::string_view signature);

/// The same text for the same key, however its line breaks, its hexadecimal digits or its id are written.
[[nodiscard]] std::string identityOf(const Key& key);

}  // namespace tidewaiter::tuf
