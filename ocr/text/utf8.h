// UTF-8 one character at a time.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidewaiter::ocr {

/// Bytes of the character that begins with `lead`; 1 for a byte that cannot begin one.
[[nodiscard]] std::size_t utf8Length(char lead);
/// The code point of the first character of `text`; U+FFFD for broken bytes. Precondition: not empty.
[[nodiscard]] char32_t utf8First(std::string_view text);
[[nodiscard]] std::string utf8Of(char32_t codePoint);

}  // namespace tidewaiter::ocr
