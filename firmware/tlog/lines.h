// Lines: the parts that checkpoints and proofs are read from.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/tlog/merkle.h"

namespace tidewaiter::tlog {

/// A text and the rest behind its line end.
struct FirstLine {
    std::string_view line;
    std::string_view rest;
};

/// Nothing where `text` has no line end.
[[nodiscard]] std::optional<FirstLine> firstLine(std::string_view text);

/// Decimal digits without zeros in front; nothing else.
[[nodiscard]] std::optional<std::uint64_t> parseNumber(std::string_view digits);

/// Base64 of a hash.
[[nodiscard]] std::optional<Hash> parseHash(std::string_view text);
[[nodiscard]] std::string textOf(const Hash& hash);

}  // namespace tidewaiter::tlog
