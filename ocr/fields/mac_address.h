// MAC addresses (EUI-48) in print and in barcodes.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::ocr {

/// "28:C2:DD:7A:2E:29" for twelve hexadecimal digits, with or without ':', '-' or '.' between pairs (or, with
/// '.', between fours). Nothing for group or locally administered addresses (IEEE 802, bits 0 and 1 of the
/// first octet), which no maker burns in, and for the null address.
[[nodiscard]] std::optional<std::string> macAddress(std::string_view raw);

/// The addresses that `line` holds in a notation with separators, which needs no caption to be told from
/// other numbers.
[[nodiscard]] std::vector<std::string> separatedMacAddresses(std::string_view line);

}  // namespace tidewaiter::ocr
