// Plain text: foreign text made harmless for a terminal, a log line and a sentence that is read out.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidewaiter::inspection {

/// `text` without C0 and C1 controls, bidirectional controls and line separators (runs of white space become
/// one blank); bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string plainText(std::string_view text);

/// plainText of `text` in double quotes, cut after `maxCharacters` characters with an ellipsis.
[[nodiscard]] std::string inQuotes(std::string_view text, std::size_t maxCharacters = 60);

}  // namespace tidewaiter::inspection
