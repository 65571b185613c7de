// UTF-8: text to code points and back, and the repair of bytes that are not text.
// Thread rule: pure functions, safe to call from any thread.
//
// Source: The Unicode Standard 15, section 3.9, table 3-7 (well-formed byte sequences).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidewaiter::models {

struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 1;  ///< how many bytes it takes in UTF-8
};

/// The code point at byte `at`, which must be inside `text`; U+FFFD, one byte long, where it is not UTF-8.
[[nodiscard]] CodePoint decodeAt(std::string_view text, std::size_t at);
[[nodiscard]] std::string encode(char32_t c);

/// `bytes` with every byte that is not part of well-formed UTF-8 replaced by U+FFFD: file names and barcodes
/// are bytes, JSON and reports are not.
[[nodiscard]] std::string validUtf8(std::string_view bytes);

}  // namespace tidewaiter::models
