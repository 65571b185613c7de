#include "firmware/publisher/signing_key.h"

#include <sodium.h>

#include <array>
#include <cassert>
#include <utility>

#include "firmware/publisher/metadata_json.h"
#include "firmware/tuf/canonical_json.h"
#include "firmware/tuf/digest.h"
#include "firmware/tuf/hex.h"

namespace tidewaiter::publisher {

static_assert(SigningKey::kSeedBytes == crypto_sign_SEEDBYTES);

namespace {

std::string hexOf(const unsigned char* bytes, std::size_t size) {
    return tuf::toHex({reinterpret_cast<const char*>(bytes), size});
}

}  // namespace

std::string idOf(const tuf::Key& key) {
    return tuf::sha256Hex(*tuf::canonicalJson(keyJson(key)));  // texts alone have a canonical form
}

SigningKey::SigningKey(Secret secret, tuf::Key publicKey)
    : secret_(std::move(secret)), publicKey_(std::move(publicKey)), id_(idOf(publicKey_)) {}

SigningKey SigningKey::make() {
    Secret seed(kSeedBytes);
    randombytes_buf(seed.data(), seed.size());
    return fromSeed(seed);
}

SigningKey SigningKey::fromSeed(const Secret& seed) {
    assert(seed.size() == kSeedBytes);
    Secret secret(crypto_sign_SECRETKEYBYTES);
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    crypto_sign_seed_keypair(open.data(), secret.data(), seed.data());
    return {std::move(secret), {"ed25519", "ed25519", hexOf(open.data(), open.size())}};
}

Secret SigningKey::seed() const {
    Secret seed(kSeedBytes);
    crypto_sign_ed25519_sk_to_seed(seed.data(), secret_.data());
    return seed;
}

std::string SigningKey::sign(std::string_view message) const {
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(message.data()),
                         message.size(), secret_.data());
    return hexOf(signature.data(), signature.size());
}

}  // namespace tidewaiter::publisher
