// SHA-256 by libsodium, as 64 lower-case hexadecimal digits.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

namespace tidewaiter::models {

[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace tidewaiter::models
