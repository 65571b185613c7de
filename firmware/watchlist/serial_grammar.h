// SerialGrammar: which characters a maker's serial numbers have at which place, and their check digit: what
// rules out texts that the pixels alone would allow.
// Thread rule: immutable values and pure functions, safe to use from any thread.
#pragma once

#include <string>
#include <string_view>

namespace tidewaiter::watchlist {

struct SerialGrammar {
    std::string_view name;  ///< as lists write it
    std::string_view says;  ///< the form in words, for messages
    /// A class for each character: '9' digit, 'A' letter, 'X' either, 'H' hexadecimal digit, another digit
    /// itself. Empty: any number of characters of the class `any`.
    std::string_view classes;
    char any = 'X';
    std::string_view source;  ///< where the form stands
    bool (*check)(std::string_view serial) = nullptr;

    /// Whether `c` may stand at `place` of a serial number with `length` characters.
    [[nodiscard]] bool allows(std::size_t place, std::size_t length, char c) const;
    /// Whether all of `serial`, in canonical form, fits, check digit included.
    [[nodiscard]] bool fits(std::string_view serial) const;
};

/// Null when no grammar has that name.
[[nodiscard]] const SerialGrammar* grammarNamed(std::string_view name);

/// All names, separated by commas.
[[nodiscard]] std::string grammarNames();

}  // namespace tidewaiter::watchlist
