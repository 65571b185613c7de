// Witness: a witness as it stands elsewhere: it has its key, and signs what it gets.
// Thread rule: one thread at a time.
#pragma once

#include <sodium.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "firmware/files/base64.h"
#include "firmware/tlog/cosignature.h"

namespace tidewaiter::tlog::tests {

inline constexpr std::uint64_t kWitnessTime = 1679315147;

class Witness {
  public:
    explicit Witness(std::string name) : name_(std::move(name)) {
        if (sodium_init() < 0) std::abort();
        crypto_sign_keypair(raw(publicKey_), raw(secretKey_));
    }

    std::string keyText() const {
        constexpr const char* kDigits = "0123456789abcdef";
        std::string digits;
        for (const char c : hash()) {
            const auto byte = static_cast<unsigned char>(c);
            digits += {kDigits[byte / 16], kDigits[byte % 16]};
        }
        return name_ + '+' + digits + '+' + files::toBase64('\4' + publicKey_);
    }
    WitnessKey key() const { return *parseWitnessKey(keyText()); }

    std::string sign(const std::string& text, std::uint64_t time = kWitnessTime) {
        std::string bytes = hash();
        for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(time >> shift);
        const auto message = "cosignature/v1\ntime " + std::to_string(time) + '\n' + text;
        std::string signature(crypto_sign_BYTES, '\0');
        crypto_sign_detached(raw(signature), nullptr, reinterpret_cast<const unsigned char*>(message.data()),
                             message.size(), raw(secretKey_));
        return "\u2014 " + name_ + ' ' + files::toBase64(bytes + signature) + '\n';
    }

  private:
    static unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

    std::string hash() const {
        const auto named = name_ + "\n\4" + publicKey_;
        std::string digest(crypto_hash_sha256_BYTES, '\0');
        crypto_hash_sha256(raw(digest), reinterpret_cast<const unsigned char*>(named.data()), named.size());
        return digest.substr(0, 4);
    }

    std::string name_;
    std::string publicKey_ = std::string(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string secretKey_ = std::string(crypto_sign_SECRETKEYBYTES, '\0');
};

}  // namespace tidewaiter::tlog::tests
