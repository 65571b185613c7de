// File names: which names are safe on every file system, in every shell and in a link.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string_view>

namespace tidewaiter::evidence {

/// 1 to 100 letters, digits, '-' and '_' of ASCII, not '-' first.
[[nodiscard]] bool isSafeFileName(std::string_view name);

}  // namespace tidewaiter::evidence
