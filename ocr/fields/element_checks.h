// Element checks: the named checks of element formats.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string_view>

namespace tidewaiter::ocr {

using ElementCheck = bool (*)(std::string_view value);

/// The check called `name`, or null.
[[nodiscard]] ElementCheck findCheck(std::string_view name);

/// Whether `value` passes it; no name, no check. Precondition: the name is empty or known.
[[nodiscard]] bool passesCheck(std::string_view name, std::string_view value);

}  // namespace tidewaiter::ocr
