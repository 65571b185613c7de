// What both the fuzzer and the tests run: any bytes as a barcode's content and as the lines of a label.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::fuzz {

/// Reads `input` as a symbol of each kind and as a label (lines parted by line ends; one that begins with
/// 0x01 is a barcode), and returns what is wrong with the results, empty when all is well: raw bytes are
/// kept, every field is normalized, printable and within its bounds.
[[nodiscard]] std::string problemWith(std::string_view input);

/// Contents and labels of every grammar, good and broken, to begin with.
[[nodiscard]] const std::vector<std::string>& seeds();

}  // namespace tidewaiter::fuzz
