// HS code: the number under which goods are declared (Harmonized System, 2 to 12 digits with national ones).
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "models/error.h"

namespace tidewaiter::manifest {

/// The digits of `text`, in which dots and blanks are allowed: "8473.30 11" gives "84733011".
[[nodiscard]] Expected<std::string> parseHsCode(std::string_view text);

}  // namespace tidewaiter::manifest
