// Element format: what the value behind an application or data identifier must look like.
// Thread rule: pure functions over values, safe to call from any thread.
//
// The notation is that of the GS1 Barcode Syntax Dictionary, which data identifiers share here: components
// parted by blanks, each a character set, a length and perhaps the name of a check: "N14,csum",
// "N3,iso3166 X..9", "C5..35". Sets: N digits, A capitals, C capitals and digits, X anything printable (for
// GS1 its 82 characters are a part of that). Lengths: "4" exactly, "..20" 1 to 20, "4..25" 4 to 25. In square
// brackets: may be left out. Each component takes as much as it may, from the left.
#pragma once

#include <cstddef>
#include <string_view>

namespace tidewaiter::ocr {

/// Whether `value` has the format. Precondition: `format` is one of the tables' own.
[[nodiscard]] bool hasFormat(std::string_view value, std::string_view format);

/// The longest that the first component of `format` may be.
[[nodiscard]] std::size_t longestFirst(std::string_view format);

/// Whether a check of this name is known: the tables' tests ask.
[[nodiscard]] bool isKnownCheck(std::string_view name);

}  // namespace tidewaiter::ocr
