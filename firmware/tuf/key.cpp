#include "firmware/tuf/key.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <sodium.h>

#include <array>
#include <climits>
#include <memory>

#include "firmware/tuf/hex.h"

namespace tidewaiter::tuf {

namespace {

struct Free {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

using PublicKey = std::unique_ptr<EVP_PKEY, Free>;

constexpr int kSmallestRsa = 2048;  // bits, section 4.2

const unsigned char* asBytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

PublicKey fromPem(const std::string& pem) {
    if (pem.size() > INT_MAX) return nullptr;
    const std::unique_ptr<BIO, Free> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return PublicKey(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr) : nullptr);
}

bool isP256(EVP_PKEY* key) {
    std::array<char, 64> group{};
    std::size_t length = 0;
    return EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) == 1 &&
           std::string_view(group.data(), length) == "prime256v1";
}

bool isRsa(EVP_PKEY* key) {
    return EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) >= kSmallestRsa;
}

bool verifiesWith(EVP_PKEY* key, int rsaPadding, std::string_view message, std::string_view signature) {
    const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* details = nullptr;  // belongs to the context
    if (!context || EVP_DigestVerifyInit(context.get(), &details, EVP_sha256(), nullptr, key) != 1)
        return false;
    if (rsaPadding != 0 && EVP_PKEY_CTX_set_rsa_padding(details, rsaPadding) != 1) return false;
    if (rsaPadding == RSA_PKCS1_PSS_PADDING &&
        EVP_PKEY_CTX_set_rsa_pss_saltlen(details, RSA_PSS_SALTLEN_AUTO) != 1)
        return false;
    return EVP_DigestVerify(context.get(), asBytes(signature), signature.size(), asBytes(message),
                            message.size()) == 1;
}

bool ed25519Verifies(const Key& key, std::string_view message, std::string_view signature) {
    const auto bytes = fromHex(key.publicPart);
    return bytes && bytes->size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(asBytes(signature), asBytes(message), message.size(),
                                       asBytes(*bytes)) == 0;
}

bool ecdsaVerifies(const Key& key, std::string_view message, std::string_view signature) {
    const auto pem = fromPem(key.publicPart);
    return pem && isP256(pem.get()) && verifiesWith(pem.get(), 0, message, signature);
}

template <int kPadding>
bool rsaVerifies(const Key& key, std::string_view message, std::string_view signature) {
    const auto pem = fromPem(key.publicPart);
    return pem && isRsa(pem.get()) && verifiesWith(pem.get(), kPadding, message, signature);
}

struct Scheme {
    std::string_view keyType;
    std::string_view scheme;
    bool (*verifies)(const Key&, std::string_view, std::string_view);
};

constexpr std::array kSchemes = {
    Scheme{"ed25519", "ed25519", ed25519Verifies},
    Scheme{"ecdsa", "ecdsa-sha2-nistp256", ecdsaVerifies},
    Scheme{"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", ecdsaVerifies},
    Scheme{"rsa", "rsassa-pss-sha256", rsaVerifies<RSA_PKCS1_PSS_PADDING>},
    Scheme{"rsa", "rsa-pkcs1v15-sha256", rsaVerifies<RSA_PKCS1_PADDING>},
};

}  // namespace

bool verifies(const Key& key, std::string_view message, std::string_view signature) {
    for (const auto& scheme : kSchemes) {
        if (scheme.keyType == key.keyType && scheme.scheme == key.scheme)
            return scheme.verifies(key, message, signature);
    }
    return false;
}

std::string identityOf(const Key& key) {
    if (const auto bytes = fromHex(key.publicPart)) return toHex(*bytes);
    const auto pem = fromPem(key.publicPart);
    if (!pem) return key.publicPart;
    unsigned char* encoded = nullptr;  // OpenSSL makes room for it
    const int length = i2d_PUBKEY(pem.get(), &encoded);
    if (length <= 0) return key.publicPart;
    const std::string der(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(length));
    OPENSSL_free(encoded);
    return toHex(der);
}

}  // namespace tidewaiter::tuf
