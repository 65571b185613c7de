#include "firmware/evidence/base64.h"

#include <sodium.h>

#include <array>

namespace tidewaiter::evidence {

namespace {
const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
}  // namespace

std::string base64(std::string_view bytes) {
    // The length counts a closing zero, which bin2base64 writes and the string does not keep.
    std::string encoded(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(encoded.data(), encoded.size(), raw(bytes), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    encoded.pop_back();
    return encoded;
}

std::string base64Sha256(std::string_view bytes) {
    std::array<char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), raw(bytes), bytes.size());
    return base64({digest.data(), digest.size()});
}

}  // namespace tidewaiter::evidence
