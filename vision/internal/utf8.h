// UTF-8 repair: file names are bytes, JSON and reports are not.
// Thread rule: pure function, safe to call from any thread. Internal to vision: no other module includes it.
#pragma once

#include <string>
#include <string_view>

namespace tidewaiter::vision {

/// `bytes` with everything that is not well-formed UTF-8 (Unicode 15, table 3-7) replaced by U+FFFD.
[[nodiscard]] std::string validUtf8(std::string_view bytes);

}  // namespace tidewaiter::vision
