// Signer: a key pair of a simulated role.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace tidewaiter::tests {

class Signer {
  public:
    /// A key pair of a kind: "ed25519", "ecdsa", "ecdsa-sha2-nistp256", "rsa" (PSS), "rsa-pkcs1v15" or
    /// "rsa-1024" (too small). RSA pairs come from a pool of four, since making one takes long.
    static Signer make(const std::string& kind = "ed25519");

    [[nodiscard]] std::string keyId() const;
    [[nodiscard]] nlohmann::json publicKey() const { return publicKey_; }
    /// Hexadecimal digits.
    [[nodiscard]] std::string sign(std::string_view message) const;

  private:
    nlohmann::json publicKey_;
    std::string padding_;           // of RSA
    std::shared_ptr<void> secret_;  // EVP_PKEY
};

}  // namespace tidewaiter::tests
