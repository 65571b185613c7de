#include "firmware/tuf/digest.h"

#include <array>

#include "firmware/tuf/hex.h"
#include "firmware/tuf/url.h"

namespace tidewaiter::tuf {

namespace {

const unsigned char* asBytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t kSize>
std::string hexOf(const std::array<unsigned char, kSize>& digest) {
    return toHex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

constexpr const char* kSha256 = "sha256";
constexpr const char* kSha512 = "sha512";

constexpr const char* kWhatToDo =
    "; it was changed on its way, or the repository is wrong: nothing was taken over";

}  // namespace

ContentCheck::ContentCheck() {
    crypto_hash_sha256_init(&sha256_);
    crypto_hash_sha512_init(&sha512_);
}

void ContentCheck::add(std::string_view bytes) {
    length_ += bytes.size();
    crypto_hash_sha256_update(&sha256_, asBytes(bytes), bytes.size());
    crypto_hash_sha512_update(&sha512_, asBytes(bytes), bytes.size());
}

std::optional<std::string> ContentCheck::hash(const std::string& algorithm) const {
    if (algorithm == kSha256) {
        auto state = sha256_;  // the sum of what came so far, more may come
        std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
        crypto_hash_sha256_final(&state, digest.data());
        return hexOf(digest);
    }
    if (algorithm == kSha512) {
        auto state = sha512_;
        std::array<unsigned char, crypto_hash_sha512_BYTES> digest{};
        crypto_hash_sha512_final(&state, digest.data());
        return hexOf(digest);
    }
    return std::nullopt;
}

Expected<void> ContentCheck::verify(const Content& expected, const std::string& name) const {
    if (expected.length && *expected.length != length_) {
        return failure(name + " has " + std::to_string(length_) + " bytes where " +
                       std::to_string(*expected.length) + " are signed" + kWhatToDo);
    }
    if (auto ok = checkVerifiable(expected, name); !ok) return ok;
    for (const auto& [algorithm, digits] : expected.hashes) {
        if (hash(algorithm) != digits)
            return failure(name + " has another " + algorithm + " than is signed" + kWhatToDo);
    }
    return {};
}

Expected<void> checkVerifiable(const Content& expected, const std::string& name) {
    for (const auto& [algorithm, digits] : expected.hashes) {
        if (algorithm == kSha256 || algorithm == kSha512) continue;
        return failure(name + " cannot be verified: hash algorithm '" + percentEncoded(algorithm) +
                       "' is not known; ask the publisher for sha256 or sha512");
    }
    return {};
}

Expected<void> verifyContent(std::string_view bytes, const Content& expected, const std::string& name) {
    ContentCheck check;
    check.add(bytes);
    return check.verify(expected, name);
}

std::string sha256Hex(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), asBytes(bytes), bytes.size());
    return hexOf(digest);
}

bool isSha256Hex(std::string_view text) {
    return text.size() == std::size_t{2} * crypto_hash_sha256_BYTES &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<std::string> namingHash(const Hashes& hashes) {
    for (const char* algorithm : {kSha256, kSha512}) {
        if (const auto found = hashes.find(algorithm); found != hashes.end()) return found->second;
    }
    return std::nullopt;
}

}  // namespace tidewaiter::tuf
