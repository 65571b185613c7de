// Check digits of the GS1 keys.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string_view>

namespace tidewaiter::ocr {

/// Whether the last digit of a GTIN, SSCC or GLN follows from the others (GS1 General Specifications, clause
/// 7.9.1: weights 3 and 1 from the right, modulo 10). False for anything but two or more digits.
[[nodiscard]] bool gs1CheckDigitHolds(std::string_view digits);

}  // namespace tidewaiter::ocr
