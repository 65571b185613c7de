// Number text: numbers as papers write them, taken only where they can mean one thing.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string_view>

#include "models/error.h"

namespace tidewaiter::manifest {

/// "12.5": digits, at most 12 before and 6 behind a decimal point. Signs, units, exponents and separators of
/// thousands are refused: "12,5" and "1.234,5" mean different things in different countries.
[[nodiscard]] Expected<double> parseDecimal(std::string_view text);

/// A whole number from 1 to 999,999,999, digits only.
[[nodiscard]] Expected<int> parseCount(std::string_view text);

}  // namespace tidewaiter::manifest
