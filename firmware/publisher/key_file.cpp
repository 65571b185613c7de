#include "firmware/publisher/key_file.h"

#include <sodium.h>

#include <optional>

#include "firmware/publisher/key_file_json.h"
#include "firmware/tuf/hex.h"

namespace tidewaiter::publisher {

namespace {

constexpr auto kSaltBytes = crypto_pwhash_SALTBYTES;
constexpr auto kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr auto kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* asBytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* asBytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string randomBytes(std::size_t size) {
    std::string bytes(size, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

/// What the passphrase becomes; nothing where the memory is not there.
std::optional<Secret> stretched(const Secret& passphrase, const std::string& salt, const KeyCost& cost) {
    Secret key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    if (crypto_pwhash(key.data(), key.size(), passphrase.text().data(), passphrase.size(), asBytes(salt),
                      cost.passes, cost.memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return std::nullopt;
    return key;
}

std::string tooLittleMemory(const KeyFile& file) {
    return "opening the key " + file.name + " takes " + std::to_string(file.cost.memory >> 20U) +
           " MiB of memory, which are not there; close other programs, or use a larger machine";
}

}  // namespace

KeyCost costOf(KeyStrength strength) {
    switch (strength) {
        case KeyStrength::Interactive:
            return {crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
        case KeyStrength::Sensitive:
            return {crypto_pwhash_OPSLIMIT_SENSITIVE, crypto_pwhash_MEMLIMIT_SENSITIVE};
        case KeyStrength::Moderate:
            break;
    }
    return {crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE};
}

Expected<KeyFile> sealKey(const SigningKey& key, const std::string& name, const Secret& passphrase,
                          const KeyCost& cost) {
    KeyFile file{name, key.publicKey(), cost, randomBytes(kSaltBytes), randomBytes(kNonceBytes), {}};
    const auto lock = stretched(passphrase, file.salt, cost);
    if (!lock) return failure(tooLittleMemory(file));
    const auto seed = key.seed();
    const auto header = headerOf(file);
    file.sealed.resize(seed.size() + kTagBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(asBytes(file.sealed), nullptr, seed.data(), seed.size(),
                                               asBytes(header), header.size(), nullptr, asBytes(file.nonce),
                                               lock->data());
    return file;
}

tl::expected<SigningKey, OpenError> openKey(const KeyFile& file, const Secret& passphrase) {
    const auto lock = stretched(passphrase, file.salt, file.cost);
    if (!lock) return tl::unexpected(OpenError{KeyProblem::NoMemory, tooLittleMemory(file)});
    const auto header = headerOf(file);
    Secret seed(SigningKey::kSeedBytes);
    if (file.sealed.size() != seed.size() + kTagBytes ||
        crypto_aead_xchacha20poly1305_ietf_decrypt(seed.data(), nullptr, nullptr, asBytes(file.sealed),
                                                   file.sealed.size(), asBytes(header), header.size(),
                                                   asBytes(file.nonce), lock->data()) != 0) {
        // The file's own checksum was right, so it is whole: it is the passphrase, or somebody forged it.
        return tl::unexpected(OpenError{KeyProblem::WrongPassphrase,
                                        "the passphrase does not open the key " + file.name +
                                            "; give that key's own, and if it is, take the file from a "
                                            "backup, since somebody changed it"});
    }
    auto key = SigningKey::fromSeed(seed);
    if (key.publicKey() == file.publicKey) return key;
    return tl::unexpected(
        OpenError{KeyProblem::Damaged, "the key " + file.name +
                                           " is not the one that its file speaks of; take the file from a "
                                           "backup"});
}

}  // namespace tidewaiter::publisher
