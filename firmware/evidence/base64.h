// Base64 (RFC 4648, section 4, padded) by libsodium.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

namespace tidewaiter::evidence {

[[nodiscard]] std::string base64(std::string_view bytes);

/// Base64 of the SHA-256 of `bytes`, as Content-Security-Policy wants it.
[[nodiscard]] std::string base64Sha256(std::string_view bytes);

}  // namespace tidewaiter::evidence
