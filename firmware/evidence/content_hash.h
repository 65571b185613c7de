// Content hash: how a page names the style sheets and scripts that may count in it.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

namespace tidewaiter::evidence {

/// Base64 of the SHA-256 of `bytes`, as Content-Security-Policy wants it.
[[nodiscard]] std::string base64Sha256(std::string_view bytes);

}  // namespace tidewaiter::evidence
