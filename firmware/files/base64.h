// Base64 (RFC 4648, section 4, padded), by libsodium.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::files {

[[nodiscard]] std::string toBase64(std::string_view bytes);
/// The bytes that `text` stands for; nothing where it is not the one way to write them.
[[nodiscard]] std::optional<std::string> fromBase64(std::string_view text);

}  // namespace tidewaiter::files
