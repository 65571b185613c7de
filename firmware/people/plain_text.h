// PlainText: what people type, in the one form in which it is kept and compared.
// Thread rule: pure functions, safe to call from any thread.
//
// Keyboards write one letter in several ways; Unicode's normal forms (UAX #15) are one. By ICU.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::people {

/// Normal form C; nothing where `text` is not UTF-8.
[[nodiscard]] std::optional<std::string> composed(std::string_view text);

/// Composed, without spaces around it and with one between words. Nothing where it is not UTF-8 or has a
/// character that cannot be seen.
[[nodiscard]] std::optional<std::string> tidied(std::string_view text);

/// What two spellings of one name have in common: "Anna", "ANNA " and full-width letters (NFKC_Casefold).
/// Broken text has a key, too, which no tidy name has.
[[nodiscard]] std::string nameKey(std::string_view text);

}  // namespace tidewaiter::people
