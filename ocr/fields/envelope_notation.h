// Envelope notation: separators of a message that a scanner has written as text instead of sending them.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::ocr {

/// A message with its separators, and how they had been written.
struct Rewritten {
    std::string data;
    std::string notation;  ///< "caret notation"
};

/// `data`, which begins as a message ("[)>" or ">[)>"), with text for separators turned back: caret notation
/// ("^]" "^^" "^D"), names in braces or angle brackets, escapes ("\x1d", "\u001d", "\029"), Unicode's
/// pictures of controls, line ends and tabs, "|". Nothing when it holds separators already, or no such text.
[[nodiscard]] std::optional<Rewritten> withSeparators(std::string_view data);

}  // namespace tidewaiter::ocr
