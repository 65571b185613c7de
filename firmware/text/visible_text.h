// VisibleText: untrusted text taken apart so that nothing in it stays invisible. What a label, a barcode or a
// declaration says may hold control characters, bidirectional overrides that turn "exe.txt" into "txt.exe",
// zero-width characters or broken UTF-8; each of them becomes a named token that a reader can see.
// Thread rule: pure functions, safe to call from any thread.
//
// Which characters count as invisible: the Unicode general categories Cc, Cf, Zl and Zp, the fillers that
// have no glyph, and the noncharacters (Unicode 15, UAX #44; bidirectional controls as listed in UTR #36).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::text {

struct TextPiece {
    std::string text;    ///< valid UTF-8; of a token its name: "GS", "U+202E", "byte FF"
    bool token = false;  ///< stands for one character or byte that cannot be seen
};

/// `untrusted` as runs of plain text and tokens, in order. Any bytes are allowed.
[[nodiscard]] std::vector<TextPiece> visiblePieces(std::string_view untrusted);

/// The same in one line of plain text, tokens in square brackets: "A[U+202E]B".
[[nodiscard]] std::string visibleText(std::string_view untrusted);

/// How many characters `text` has; each broken byte counts as one.
[[nodiscard]] std::size_t countCharacters(std::string_view text);

/// The first `limit` characters of `text`, with an ellipsis when something was cut off.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t limit);

/// visibleText of the first 60 characters, in double quotes: for messages about what somebody wrote.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace tidewaiter::text
