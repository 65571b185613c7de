// Hex: bytes as hexadecimal digits, the form of key ids, signatures and hashes in metadata.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::tuf {

/// Lower-case digits, two for each byte.
[[nodiscard]] std::string toHex(std::string_view bytes);

/// The bytes that `digits` stand for, upper or lower case; nothing when that is no hex.
[[nodiscard]] std::optional<std::string> fromHex(std::string_view digits);

}  // namespace tidewaiter::tuf
