#include "tests/tuf/signer.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <array>
#include <map>
#include <stdexcept>
#include <vector>

#include "firmware/tuf/digest.h"
#include "firmware/tuf/hex.h"

namespace tidewaiter::tests {

namespace {

struct Kind {
    const char* keyType;
    const char* scheme;
    std::shared_ptr<EVP_PKEY> (*generate)();
};

std::shared_ptr<EVP_PKEY> owned(EVP_PKEY* key) {
    if (key == nullptr) throw std::runtime_error("OpenSSL made no key");
    return {key, EVP_PKEY_free};
}

std::shared_ptr<EVP_PKEY> makeEd25519() {
    return owned(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
}

std::shared_ptr<EVP_PKEY> makeEcdsa() {
    return owned(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

std::shared_ptr<EVP_PKEY> makeRsa() {
    constexpr std::size_t kPool = 4;
    constexpr std::size_t kBits = 2048;
    static std::vector<std::shared_ptr<EVP_PKEY>> pool;
    static std::size_t next = 0;
    if (pool.size() < kPool) pool.push_back(owned(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", kBits)));
    return pool[next++ % pool.size()];
}

std::shared_ptr<EVP_PKEY> makeSmallRsa() {
    constexpr std::size_t kBits = 1024;
    return owned(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", kBits));
}

const std::map<std::string, Kind>& kinds() {
    static const std::map<std::string, Kind> all = {
        {"ed25519", {"ed25519", "ed25519", makeEd25519}},
        {"ecdsa", {"ecdsa", "ecdsa-sha2-nistp256", makeEcdsa}},
        {"ecdsa-sha2-nistp256", {"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", makeEcdsa}},
        {"rsa", {"rsa", "rsassa-pss-sha256", makeRsa}},
        {"rsa-pkcs1v15", {"rsa", "rsa-pkcs1v15-sha256", makeRsa}},
        {"rsa-1024", {"rsa", "rsa-pkcs1v15-sha256", makeSmallRsa}},
    };
    return all;
}

std::string publicPart(EVP_PKEY* key) {
    std::array<unsigned char, 32> raw{};
    std::size_t length = raw.size();
    if (EVP_PKEY_is_a(key, "ED25519") == 1 && EVP_PKEY_get_raw_public_key(key, raw.data(), &length) == 1)
        return tuf::toHex({reinterpret_cast<const char*>(raw.data()), length});
    const std::shared_ptr<BIO> bio(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_PUBKEY(bio.get(), key);
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

}  // namespace

Signer Signer::make(const std::string& kind) {
    const auto& details = kinds().at(kind);
    Signer signer;
    const auto key = details.generate();
    signer.secret_ = key;
    signer.padding_ = kind;
    signer.publicKey_ = {{"keytype", details.keyType},
                         {"scheme", details.scheme},
                         {"keyval", {{"public", publicPart(key.get())}}}};
    return signer;
}

std::string Signer::keyId() const {
    return tuf::sha256Hex(publicKey_.dump());
}

std::string Signer::sign(std::string_view message) const {
    auto* key = static_cast<EVP_PKEY*>(secret_.get());
    const std::shared_ptr<EVP_MD_CTX> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const bool pure = EVP_PKEY_is_a(key, "ED25519") == 1;
    EVP_PKEY_CTX* options = nullptr;
    EVP_DigestSignInit(context.get(), &options, pure ? nullptr : EVP_sha256(), nullptr, key);
    if (padding_ == "rsa") EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    std::size_t length = 0;
    EVP_DigestSign(context.get(), nullptr, &length, bytes, message.size());
    std::string signature(length, '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, bytes,
                       message.size()) != 1)
        throw std::runtime_error("OpenSSL did not sign");
    signature.resize(length);
    return tuf::toHex(signature);
}

}  // namespace tidewaiter::tests
