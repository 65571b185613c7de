// Name patterns: file names with * (any run) and ? (any one byte).
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string_view>

namespace tidewaiter::manifest {

/// Whether `pattern` fits the whole of `name`. Takes at most pattern times name steps, whatever the pattern.
[[nodiscard]] bool fitsPattern(std::string_view pattern, std::string_view name);

}  // namespace tidewaiter::manifest
