// KeyFile: a private key at rest, encrypted with a passphrase (FORMAT.md).
// Thread rule: immutable value and pure functions, safe to use from any thread. Opening takes the memory and
// the time that the file asks for, within bounds.
//
// Sources: Argon2id (RFC 9106) and XChaCha20-Poly1305, both by libsodium.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "firmware/files/secret.h"
#include "firmware/publisher/signing_key.h"
#include "models/error.h"
#include "models/name_table.h"

namespace tidewaiter::publisher {

/// What a guess at the passphrase costs whoever found the file, and us each time we open it.
enum class KeyStrength {
    Interactive,  ///< 64 MiB, 2 passes: for small machines
    Moderate,     ///< 256 MiB, 3 passes: about a second
    Sensitive,    ///< 1 GiB, 4 passes: for keys that are seldom needed
};

inline constexpr auto kKeyStrengths = makeNameTable<KeyStrength>({{KeyStrength::Interactive, "interactive"},
                                                                  {KeyStrength::Moderate, "moderate"},
                                                                  {KeyStrength::Sensitive, "sensitive"}});

/// Cost of Argon2id.
struct KeyCost {
    std::uint64_t passes = 0;  ///< in [1, 16]
    std::size_t memory = 0;    ///< bytes, in [8 KiB, 1 GiB]
};

[[nodiscard]] KeyCost costOf(KeyStrength strength);

/// Passphrases shorter than this are refused where one is chosen.
inline constexpr std::size_t kShortestPassphrase = 12;

struct KeyFile {
    std::string name;    ///< "root-1": role and number; also the name of the file
    tuf::Key publicKey;  ///< who knows the passphrase can tell whether it was changed
    KeyCost cost;
    std::string salt;    ///< bytes
    std::string nonce;   ///< bytes
    std::string sealed;  ///< bytes: the seed, encrypted, and proof that nothing here was changed
};

/// Encrypts `key` under the passphrase. Fails where there is not enough memory for the cost.
[[nodiscard]] Expected<KeyFile> sealKey(const SigningKey& key, const std::string& name,
                                        const Secret& passphrase, const KeyCost& cost);

/// What opening a key can end with besides the key.
enum class KeyProblem { WrongPassphrase, Damaged, NoMemory };

struct OpenError {
    KeyProblem problem = KeyProblem::Damaged;
    std::string message;  ///< one sentence that says what to do
};

[[nodiscard]] tl::expected<SigningKey, OpenError> openKey(const KeyFile& file, const Secret& passphrase);

[[nodiscard]] std::string toJson(const KeyFile& file);

/// Fails, with a sentence that names `place`, on anything but a whole key file: truncated, changed by
/// accident (its checksum tells), of a later version, or of a cost that is out of bounds.
[[nodiscard]] Expected<KeyFile> parseKeyFile(std::string_view text, const std::string& place);

}  // namespace tidewaiter::publisher
