#include "firmware/people/secret_hash.h"

#include <sodium.h>

#include <array>
#include <stdexcept>

#include "firmware/people/plain_text.h"

namespace tidewaiter::people {

namespace {

/// One password typed on two keyboards is one password. Broken text stays as it is: it is nobody's.
std::string normal(std::string_view secret) {
    return composed(secret).value_or(std::string(secret));
}

}  // namespace

/// Leave to hash, until the end of its life.
class SecretHasher::Turn {
  public:
    explicit Turn(SecretHasher& hasher) : hasher_(hasher) {
        std::unique_lock lock(hasher_.mutex_);
        ++hasher_.waiting_;
        hasher_.freed_.wait(lock, [this] { return hasher_.atWork_ < kAtOnce; });
        --hasher_.waiting_;
        ++hasher_.atWork_;
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
        {
            const std::lock_guard lock(hasher_.mutex_);
            --hasher_.atWork_;
        }
        hasher_.freed_.notify_one();
    }

  private:
    SecretHasher& hasher_;
};

SecretHasher::SecretHasher(HashCost cost) : cost_(cost) {
    if (sodium_init() < 0) throw std::invalid_argument("libsodium cannot be used on this machine");
    std::array<char, 16> random{};
    randombytes_buf(random.data(), random.size());
    nobodys_ = hash({random.data(), random.size()}).value_or("");
}

Expected<std::string> SecretHasher::hash(std::string_view secret) {
    const auto text = normal(secret);
    const Turn turn(*this);
    std::array<char, crypto_pwhash_STRBYTES> encoded{};
    if (crypto_pwhash_str_alg(encoded.data(), text.data(), text.size(), cost_.passes, cost_.memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return failure("keeping a secret takes " + std::to_string(cost_.memory >> 20U) +
                       " MiB of memory, which are not there; end other programs, then try again");
    return std::string(encoded.data());
}

bool SecretHasher::isBusy() const {
    const std::lock_guard lock(mutex_);
    return waiting_ >= kWaiting;
}

bool SecretHasher::verify(const std::optional<std::string>& hash, std::string_view secret) {
    const auto text = normal(secret);
    const Turn turn(*this);
    const auto& encoded = hash ? *hash : nobodys_;
    const bool right = crypto_pwhash_str_verify(encoded.c_str(), text.data(), text.size()) == 0;
    return right && hash.has_value();
}

}  // namespace tidewaiter::people
