// Check digits: of the GS1 keys, and Luhn's.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string_view>

namespace tidewaiter::ocr {

/// Whether the last digit of a GTIN, SSCC or GLN follows from the others (GS1 General Specifications, clause
/// 7.9.1: weights 3 and 1 from the right, modulo 10). False for anything but two or more digits.
[[nodiscard]] bool gs1CheckDigitHolds(std::string_view digits);

/// The same for Luhn's formula (ISO/IEC 7812-1, annex B), which IMEIs use.
[[nodiscard]] bool luhnCheckDigitHolds(std::string_view digits);

}  // namespace tidewaiter::ocr
