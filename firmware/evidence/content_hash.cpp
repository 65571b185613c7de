#include "firmware/evidence/content_hash.h"

#include <sodium.h>

#include <array>

#include "firmware/files/base64.h"

namespace tidewaiter::evidence {

std::string base64Sha256(std::string_view bytes) {
    std::array<char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return files::toBase64({digest.data(), digest.size()});
}

}  // namespace tidewaiter::evidence
