// Sums: hashes computed by another library than the client's, so that both would have to be wrong.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <openssl/evp.h>

#include <array>
#include <string>
#include <string_view>

#include "firmware/tuf/hex.h"

namespace tidewaiter::tests {

/// Hexadecimal digits of the hash that OpenSSL knows by this name.
inline std::string sumOf(const std::string& algorithm, std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_get_digestbyname(algorithm.c_str()),
               nullptr);
    return tuf::toHex({reinterpret_cast<const char*>(digest.data()), length});
}

}  // namespace tidewaiter::tests
