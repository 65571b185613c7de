// Confusables: characters that printers draw alike and readers take for one another.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

namespace tidewaiter::ocr {

/// The letters and digits of `text` in upper case with each of the classes 0 O Q D, 1 I L, 5 S, 8 B, 2 Z
/// and 6 G drawn together: equal keys mean that two readings can be one print. For comparing only, never a
/// value: folding would invent characters.
[[nodiscard]] std::string confusableKey(std::string_view text);

/// Whether two texts differ, and only by characters of one class.
[[nodiscard]] bool differOnlyByConfusables(std::string_view one, std::string_view other);

}  // namespace tidewaiter::ocr
